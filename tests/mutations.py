"""Stores with files that somebody has damaged, and the whole way through them: read, list, show, render.

`python -m tests.mutations 10000` damages as many files and prints what they came to as one line of JSON: crashes, the
seconds of the slowest file, the memory of the process in MB. `--render` writes the reports as well, one a store of
100 files. The same seed gives the same files.
"""

import argparse
import contextlib
import copy
import io
import json
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reportgen.cli.commands import _status
from reportgen.cli.messages import Messages
from tests.unit.records import examples

RUN = (examples.FOLDER / "run.json").read_bytes()
HISTORY = (examples.FOLDER / "history.jsonl").read_bytes()
SESSION = (examples.FOLDER / "session.json").read_bytes()

ODD_BYTES = [b"", b"\0", b"\xff", b"\xef\xbb\xbf", b'"', b"\\", b"{", b"]", b",", b":", b"\n", b"\r\n", b"NaN", b"-"]
ODD_BYTES += [b"1e999", b"\\ud800", b"Infinity", b"99999999999999999999", b"\\u0000"]
ODD_VALUES: list[Any] = [
    None,
    True,
    "",
    "x",
    -1,
    0,
    1,
    0.5,
    1e308,
    -1e308,
    5e-324,
    2**63,
    2**63 - 1,
    -(2**63),
    -(2**64),
]
ODD_VALUES += [10**400, "NaN", "Infinity", "-Infinity", [], {}, [[]], [None], {"": {}}, [1, -2], 1e22, 3.0]
ODD_VALUES += ["\x1b[2J", "\u202e", "\n" * 999, "W" * 9999, "a b " * 9999, "<script>", "{{ 7*7 }}", "../../x", "\ud800"]
ODD_VALUES += ["2.0", "1.7", "٣.0", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "2026-09-26T13:50:12"]
ODD_VALUES += [
    "1970-01-01T00:00:00Z",
    "running",
    "set",
    "accuracy",
    "val_loss",
    "\0",
    "日本語 Ж 🧪",
    json.loads("[" * 60 + "]" * 60),
]

_FILES_A_STORE = 100
_LONGEST_SECONDS = 60


def damaged(chance: random.Random, content: bytes) -> bytes:
    """Cut, overwrite and repeat parts of `content`, a few times over."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(content))
        end = chance.randint(start, chance.choice([len(content), min(start + 8, len(content))]))
        part = chance.choice([chance.choice(ODD_BYTES), chance.randbytes(chance.randint(0, 6)), content[start:end] * 2])
        content = content[:start] + part + content[end:]
    return content


def altered(chance: random.Random, content: bytes) -> bytes:
    """Replace, remove, add or repeat values inside the JSON of `content`, which stays JSON."""
    value = json.loads(content)
    for _ in range(chance.randint(1, 3)):
        inside = value
        while True:
            keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(inside[key], dict | list) and inside[key] and chance.random() < 0.8:
                inside = inside[key]
                continue
            _alter(chance, inside, key)
            break
    return json.dumps(value).encode()


def _alter(chance: random.Random, inside: Any, key: Any) -> None:
    odd = copy.deepcopy(chance.choice(ODD_VALUES))
    what = chance.random()
    if what < 0.7:
        inside[key] = odd
    elif what < 0.8:
        del inside[key]
    elif isinstance(inside, dict):
        inside[chance.choice(["", "new", "\x1b", "name", "val_loss", "accuracy"])] = odd
    else:
        inside.extend([inside[key]] * chance.choice([1, 3, 30]))


def store(folder: Path, chance: random.Random, files: int) -> None:
    """Write a good run, and `files` damaged ones: of each three a `run.json`, a history and a session."""
    for number in range(files + 1):
        name = f"run-{number:04}"
        run = json.loads(RUN) | {"id": name, "name": f"net {number % 7}", "session_id": name, "state": "completed"}
        contents = {
            folder / name / "run.json": json.dumps(run).encode(),
            folder / name / "history.jsonl": HISTORY,
            folder / "sessions" / name / "session.json": SESSION,
        }
        if number:
            file = list(contents)[number % 3]
            contents[file] = _mutated(chance, contents[file])
        for file, content in contents.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _mutated(chance: random.Random, content: bytes) -> bytes:
    if chance.random() < 0.25:
        return damaged(chance, content)
    lines = content.splitlines() if content is HISTORY else [content]
    return b"\n".join(altered(chance, line) for line in lines) + b"\n"


class HangError(Exception):
    """A file took longer than anything may."""


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Raise HangError in a body that takes longer than a minute."""

    def stop(*_: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def commanded(*words: object) -> str:
    """Run a command of reportgen's; return what went wrong in it beyond what it may say, else an empty text."""
    said = io.StringIO()
    try:
        with bounded(), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            status = _status([str(word) for word in words], Messages())
    except BaseException:
        return traceback.format_exc()
    lines = said.getvalue().splitlines()
    mistakes = [line for line in lines if "mistake in reportgen" in line or "Traceback" in line]
    return "\n".join(mistakes or ([] if status == 0 else [f"status {status}", *lines[-1:]]))


def whole_way(folder: Path, *, render: bool) -> Iterator[tuple[str, float]]:
    """Yield what went wrong in each command over the store in `folder`, and how long it took, in seconds."""
    from reportgen.store.reading import read_library

    yield timed(commanded, "list", folder)
    # By number: a damaged id may be empty, or look like an option.
    for number in range(1, len(read_library([folder]).runs) + 1):
        yield timed(commanded, "show", number, "--runs", folder)
    if render:
        yield timed(commanded, "render", folder, "-o", folder / "report.pdf")


def timed(work: Callable[..., str], *arguments: object) -> tuple[str, float]:
    started = time.perf_counter()
    return work(*arguments), time.perf_counter() - started


def most_megabytes() -> float:
    """Return the most memory that this process has used; `getrusage` would count what its parent had before `exec`."""
    peak = re.search(r"VmHWM:\s+([0-9]+) kB", Path("/proc/self/status").read_text())
    assert peak
    return int(peak[1]) / 1024


def main() -> None:
    """Damage files, go the whole way, print what it came to; exit with 1 after a crash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=int)
    parser.add_argument("--render", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    crashes: Counter[str] = Counter()
    slowest = 0.0
    for start in range(0, options.files, _FILES_A_STORE):
        with tempfile.TemporaryDirectory() as folder:
            store(Path(folder), chance, min(_FILES_A_STORE, options.files - start))
            for wrong, seconds in whole_way(Path(folder), render=options.render):
                crashes.update([wrong] if wrong else [])
                slowest = max(slowest, seconds)
    found = {"files": options.files, "crashes": crashes, "slowest_seconds": slowest, "most_megabytes": most_megabytes()}
    print(json.dumps(found))
    sys.exit(1 if crashes else 0)


if __name__ == "__main__":
    main()
