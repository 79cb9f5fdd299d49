"""The whole benchmark: recording, rendering, start-up and reading, with the targets beside what was measured.

    make bench     (or python -m tests.benchmarks [--sizes 5:5,50:3,200:3,1000:3] [--results FILE])

Each part is a process of its own, one after the other, on a machine that should do nothing else meanwhile: about an
hour, most of it the reports of 1,000 runs. Prints what it writes: RESULTS.md beside this file, whose targets the README
quotes.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.machine import OTHERS, machine
from tests.benchmarks.rendering_cost import SIZES
from tests.benchmarks.targets import HEAD

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).parent / "RESULTS.md"
README = ROOT / "README.md"
MARKS = ("<!-- targets: written by make bench -->\n", "<!-- end of targets -->\n")


def measured(part: str, *arguments: object, **environment: str) -> str:
    """Run a part of the benchmark; return what it printed."""
    print(f"measuring: {part}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", f"tests.benchmarks.{part}", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


def parts(sizes: str) -> Iterator[tuple[str, str]]:
    """Yield each heading with what was measured."""
    yield "Starting and reading", measured("startup_cost")
    # The others are not on the path of the other parts: pandas imports whatever it finds that it can use.
    yield "Recording", measured("recording_cost", PYTHONPATH=str(OTHERS))
    yield "Rendering", measured("rendering_cost", sizes)


def target_rows(printed: str) -> list[str]:
    """Return the lines of the table of targets, which stands first in each part."""
    table, _, _ = printed.partition("\n\n")
    return table.splitlines()[2:]


def quote(rows: list[str], readme: Path) -> None:
    """Put the table of targets where the README has the last one."""
    text = readme.read_text(encoding="utf-8")
    before, first, rest = text.partition(MARKS[0])
    _, last, after = rest.partition(MARKS[1])
    table = "\n".join([HEAD, *rows, ""])
    readme.write_text(f"{before}{first}{table}{last}{after}", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    options.add_argument("--sizes", default=SIZES, help="runs of the stores, each with how often it is rendered")
    options.add_argument("--results", type=Path, default=RESULTS, help="the file to write")
    chosen = options.parse_args()
    text, rows = f"# How fast\n\n`make bench` wrote this.\n\n{machine()}\n", []
    for heading, printed in parts(chosen.sizes):
        text += f"\n## {heading}\n\n{printed}\n"
        rows += target_rows(printed)
        chosen.results.write_text(text, encoding="utf-8")
    print(text)
    if chosen.results == RESULTS:
        quote(rows, README)


if __name__ == "__main__":
    main()
