"""What a report costs: `reportgen render` of stores of several sizes, beside the plain way and LaTeX.

    make bench-render        (or python -m tests.benchmarks.rendering_cost [SIZES] [ROUNDS])

Each command is a process of its own, with a cache folder of its own; the commands take turns, so that whatever else the
machine does meets all of them alike. "cold" begins with an empty cache folder, "warm" repeats it, "changed" repeats it
after one more epoch of one run. Prints a table and writes it to RESULTS.md beside this file. Memory is the largest
single process of a command.
"""

import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.stores import write_realistic_store

SIZES, ROUNDS = (5, 50, 200, 1_000), 3
RESULTS = Path(__file__).parent / "RESULTS.md"
# Of the other ways only what ends within minutes.
MOST_OF_OTHERS = 200


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds computed and peak memory of a command."""

    seconds: float
    computed: float
    megabytes: float


def cost_of(command: list[str], folder: Path) -> Cost:
    """Run `command` to its end and return what it took, its child processes included."""
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


def renderings(store: Path, folder: Path) -> dict[str, Cost]:
    """Return the costs of a first rendering, of one more, and of one after a run has changed."""
    command = [sys.executable, "-m", "reportgen", "render", str(store), "-o", str(folder / "report.pdf"), "-q"]
    command += ["--detail", "full"]
    costs = {"cold": cost_of(command, folder), "warm": cost_of(command, folder)}
    history = next(iter(sorted(store.glob("*/history.jsonl"))))
    before = history.read_bytes()
    history.write_bytes(b"".join(before.splitlines(keepends=True)[:-1]))
    costs["changed"] = cost_of(command, folder)
    history.write_bytes(before)
    return costs


def other_way(name: str) -> Callable[[Path, Path], dict[str, Cost]]:
    def cost(store: Path, folder: Path) -> dict[str, Cost]:
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", str(store), str(folder / "other.pdf")]
        return {"": cost_of(command, folder)}

    return cost


def ways() -> dict[str, Callable[[Path, Path], dict[str, Cost]]]:
    found = {"reportgen": renderings, "Jinja2 + WeasyPrint + SVG": other_way("plain_way")}
    if shutil.which("pdflatex"):
        found["pdflatex"] = other_way("latex_way")
    return found


def measure(size: int, rounds: int) -> dict[str, list[Cost]]:
    """Return the costs of each way and state for a store of `size` runs, one a round."""
    taken: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as place:
        store = write_realistic_store(Path(place) / "runs", size)
        for _ in range(rounds):
            for name, way in ways().items():
                if name != "reportgen" and size > MOST_OF_OTHERS:
                    continue
                folder = Path(tempfile.mkdtemp(dir=place))
                for state, cost in way(store, folder).items():
                    taken.setdefault(f"{name} {state}".strip(), []).append(cost)
                shutil.rmtree(folder)
    return taken


def rows(size: int, taken: dict[str, list[Cost]]) -> list[str]:
    """Return a line of the table a way, with its ratio to a cold rendering."""
    cold = statistics.median(cost.seconds for cost in taken["reportgen cold"])
    lines = []
    for name, costs in taken.items():
        seconds, computed, megabytes = (
            statistics.median(getattr(cost, field) for cost in costs) for field in ("seconds", "computed", "megabytes")
        )
        lines.append(f"| {size} | {name} | {seconds:.1f} | {computed:.1f} | {megabytes:.0f} | {seconds / cold:.2f} |")
    return lines


def main(sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS) -> None:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("weasyprint", "matplotlib", "pikepdf"))
    lines = [
        "# What a report costs",
        "",
        f"{datetime.date.today()}, Python {platform.python_version()}, {libraries}, {os.cpu_count()} cores, "
        f"{platform.machine()}; medians of {rounds} rounds.",
        "",
        "| runs | way | seconds | computed | MB | to cold |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for size in sizes:
        lines += rows(size, measure(size, rounds))
        print("\n".join(lines[-8:]), flush=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(
        tuple(int(size) for size in sys.argv[1].split(",")) if len(sys.argv) > 1 else SIZES,
        int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS,
    )
