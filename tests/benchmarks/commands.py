"""What a command costs: by the clock, in seconds computed and in memory, with all processes that it starts."""

import contextlib
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_BETWEEN_SAMPLES = 0.2
# A process waits while its memory is looked through: for a hundredth of its time at the most.
_REST = 100
_MB = 1e6


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds computed, and peaks of memory in MB.

    `largest` is the resident memory of the largest single process; `together` what all those alive at once held, each
    page counted once, as sampled up to five times a second; 0 where the system does not tell (it takes Linux).
    """

    seconds: float
    computed: float
    largest: float
    together: float


def cost_of(command: Sequence[object], cache: Path, folder: Path | None = None) -> Cost:
    """Run `command` to its end, with `cache` as the person's cache folder, and return what it took."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    words = [str(word) for word in command]
    start = time.perf_counter()
    process = subprocess.Popen(words, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
    memory = _Sampled(process.pid)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} failed with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / _MB, memory.peak() / _MB)


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(*(statistics.median(getattr(cost, field) for cost in costs) for field in Cost.__dataclass_fields__))


class _Sampled(threading.Thread):
    """Follows the memory of a process and of all below it until it has ended."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._ended = threading.Event()
        self._peak = 0
        self.start()

    def run(self) -> None:
        wait = _BETWEEN_SAMPLES
        while not self._ended.wait(wait):
            begun = time.perf_counter()
            self._peak = max(self._peak, sum(_share_of(process) for process in _family(self._process)))
            wait = max(_BETWEEN_SAMPLES, _REST * (time.perf_counter() - begun))

    def peak(self) -> int:
        """Return the bytes; ends the thread."""
        self._ended.set()
        self.join()
        return self._peak


def _family(process: int) -> Iterator[int]:
    """Yield a process and all below it. Not psutil: it would read what all processes of the machine do."""
    yield process
    for told in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in told.read_text().split():
                yield from _family(int(child))


def _share_of(process: int) -> int:
    """Return the bytes a process holds, a page that several share counted in parts; 0 for one that has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("Pss:")), 0)
