"""What a report costs: `reportgen render` of stores of several sizes, beside the plain way and LaTeX.

    python -m tests.benchmarks.rendering_cost [SIZE:ROUNDS,...]

Each command is a process of its own; the ways take turns, so that whatever else the machine does meets all of them
alike. Prints two tables in Markdown: the targets, and all that was measured.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.commands import Cost, cost_of, median
from tests.benchmarks.stores import write_realistic_store
from tests.benchmarks.targets import Target, target_table

SIZES = "5:5,50:3,200:3,1000:3"
"""Runs of the stores, each with how often it is rendered in each way and state."""
FIRST, COLD, WARM, CHANGED, ADDED = STATES = ("first", "cold", "warm", "one run changed", "one run added")
PLAIN, LATEX = "Jinja2 + WeasyPrint + matplotlib's SVG", "matplotlib + pdflatex, two passes"
# Of the other ways only what ends within minutes; what is cached by libraries weighs in small reports alone.
MOST_OF_OTHERS, MOST_OF_FIRST = 200, 5

Taken = dict[str, list[Cost]]

EXPLAINED = """\
`reportgen render --detail full` of realistic stores: "first" with no cache of any library, "cold" with an empty cache
of reportgen's, "warm" the same again, then after one run was changed, and after one was added. The other ways show the
summary, curves, a confusion matrix and the layers of each run, nothing more. Memory is in MB: the largest process, and
all processes alive at once with each page of memory counted once.
"""


def renderings(store: Path, spare: Path, folder: Path, size: int) -> Iterator[tuple[str, Cost]]:
    """Yield the costs of reportgen in each state; `spare` is the folder of one more run."""
    command = [sys.executable, "-m", "reportgen", "render", store, "-o", folder / "report.pdf", "-q"]
    command += ["--detail", "full"]
    if size <= MOST_OF_FIRST:
        yield FIRST, cost_of(command, folder / "no cache")
    cache = folder / "cache"
    for state in (COLD, WARM):
        yield state, cost_of(command, cache)
    history = sorted(store.glob("*/history.jsonl"))[-1]
    before = history.read_bytes()
    history.write_bytes(b"".join(before.splitlines(keepends=True)[:-1]))
    yield CHANGED, cost_of(command, cache)
    history.write_bytes(before)
    added = shutil.move(spare, store / spare.name)
    yield ADDED, cost_of(command, cache)
    shutil.move(added, spare)


def other_ways(store: Path, folder: Path) -> Iterator[tuple[str, Cost]]:
    """Yield the costs of the ways without reportgen's renderer."""
    for name, module, command in ((PLAIN, "plain_way", None), (LATEX, "latex_way", "pdflatex")):
        if command is None or shutil.which(command):
            words = [sys.executable, "-m", f"tests.benchmarks.{module}", store, folder / "other.pdf"]
            yield name, cost_of(words, folder / "cache")


def measure(size: int, rounds: int, libraries: Path) -> Taken:
    """Return the costs of each way and state for a store of `size` runs, one a round."""
    taken: Taken = {}
    with tempfile.TemporaryDirectory() as place:
        store = write_realistic_store(Path(place) / "runs", size + 1)
        last = sorted(path.parent for path in store.glob("*/run.json"))[-1]
        spare = shutil.move(last, Path(place) / last.name)
        for _ in range(rounds):
            folder = Path(tempfile.mkdtemp(dir=place))
            shutil.copytree(libraries, folder / "cache")
            for state, cost in renderings(store, spare, folder, size):
                taken.setdefault(state, []).append(cost)
            for name, cost in other_ways(store, folder) if size <= MOST_OF_OTHERS else ():
                taken.setdefault(name, []).append(cost)
            shutil.rmtree(folder)
    return taken


def warm_up(libraries: Path) -> None:
    """Fill the caches of the libraries, such as matplotlib's list of fonts, and Python's compiled modules."""
    with tempfile.TemporaryDirectory() as place:
        store = write_realistic_store(Path(place) / "runs", 2)
        command = [sys.executable, "-m", "reportgen", "render", store, "-o", Path(place) / "report.pdf", "-q"]
        cost_of(command, libraries)
        for _ in other_ways(store, Path(place)):
            shutil.copytree(Path(place) / "cache", libraries, dirs_exist_ok=True)
    shutil.rmtree(libraries / "reportgen", ignore_errors=True)


def rows(size: int, taken: Taken) -> list[str]:
    """Return a line of the table a way, with its ratio to a cold rendering."""
    cold = median(taken[COLD]).seconds
    lines = []
    for name, costs in taken.items():
        cost, way = median(costs), f"reportgen, {name}" if name in STATES else name
        memory = f"{cost.largest:.0f} | {cost.together:.0f}" if cost.together else f"{cost.largest:.0f} | –"
        figures = f"{cost.seconds:.2f} | {cost.computed:.2f} | {cost.seconds / cold:.2f}"
        lines.append(f"| {size:,} | {way} | {figures} | {memory} |")
    return lines


def targets(measured: dict[int, Taken]) -> Iterator[Target]:
    """Yield what was wanted of the sizes that were measured, and what came out."""
    if measured.keys() >= {50, 200, 1_000}:
        ratio = further_run(measured, 200, 1_000) / further_run(measured, 50, 200)
        yield Target("a run more, from 200 to 1,000 runs, beside one from 50 to 200", 1.2, ratio, "×")
    for size, seconds, megabytes in ((5, 2.0, None), (200, 20.0, 400.0), (1_000, 100.0, 1_200.0)):
        if size not in measured:
            continue
        cold = median(measured[size][COLD])
        yield Target(f"report of {size:,} runs, cold", seconds, cold.seconds, "s")
        if megabytes:
            yield Target(f"report of {size:,} runs, memory of the largest process", megabytes, cold.largest, "MB")
        for what, state in ((f"one run of {size:,} changed", CHANGED), (f"one run added to {size:,}", ADDED)):
            share = 100 * median(measured[size][state]).seconds / cold.seconds
            yield Target(f"the same again, {what}", 60.0, share, "% of cold")


def further_run(measured: dict[int, Taken], smaller: int, larger: int) -> float:
    """Return the seconds that each run costs from one size of the store to another."""
    few, many = (median(measured[size][COLD]).seconds for size in (smaller, larger))
    return (many - few) / (larger - smaller)


def rounds_of(sizes: str) -> dict[int, int]:
    """Return how often the store of each size is rendered, from "5:5,50:3"."""
    return {int(size): int(rounds) for size, rounds in (entry.split(":") for entry in sizes.split(","))}


def main(sizes: str = SIZES) -> None:
    with tempfile.TemporaryDirectory() as folder:
        libraries = Path(folder) / "libraries"
        warm_up(libraries)
        measured = {size: measure(size, rounds, libraries) for size, rounds in rounds_of(sizes).items()}
    print(target_table(targets(measured)))
    print(f"\n{EXPLAINED}\nMedians; SIZE:ROUNDS were {sizes}.\n")
    print("| runs | way | seconds | computed | to cold | largest process | together |")
    print("|---:|---|---:|---:|---:|---:|---:|")
    for size, taken in measured.items():
        print("\n".join(rows(size, taken)))


if __name__ == "__main__":
    main(*sys.argv[1:])
