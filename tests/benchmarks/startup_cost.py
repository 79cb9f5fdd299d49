"""What answering costs: the light commands as processes of their own, and the reading of a thousand runs.

    python -m tests.benchmarks.startup_cost [ROUNDS]

Prints a table of the targets in Markdown.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.commands import Cost, cost_of, median
from tests.benchmarks.targets import Target, target_table
from tests.sample_runs import sample_run, write_store

ROUNDS = 15
LISTED, LOADED, EPOCHS = 200, 1_000, 100
COMMANDS = {("--help",): 0.15, ("--version",): 0.15, ("list", "listed"): 0.3}
# Told by the process itself, so that it is the reading alone: what is imported for it is in the time of `list`.
_LOAD = """
import time
import reportgen
import reportgen.archive.opening
began = time.perf_counter()
assert len(reportgen.load("loaded")) == {runs}
print(time.perf_counter() - began)
"""


def costs_of_commands(folder: Path, rounds: int) -> dict[tuple[str, ...], list[Cost]]:
    """Return the costs of the light commands, and of Python that does nothing under the empty name; they take turns."""
    taken: dict[tuple[str, ...], list[Cost]] = {}
    reportgen = Path(sys.executable).with_name("reportgen")
    ways: dict[tuple[str, ...], list[object]] = {words: [reportgen, *words] for words in COMMANDS}
    ways[()] = [sys.executable, "-c", ""]
    for _ in range(rounds):
        for words, command in ways.items():
            taken.setdefault(words, []).append(cost_of(command, folder / "cache", folder))
    return taken


def seconds_to_load(folder: Path) -> float:
    """Return the seconds in which a new process reads the runs."""
    code = _LOAD.format(runs=LOADED)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True)
    return float(done.stdout)


def main(rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_store(folder / "listed", [sample_run(seed=seed) for seed in range(LISTED)])
        write_store(folder / "loaded", [sample_run(seed=seed, epochs=EPOCHS) for seed in range(LOADED)])
        taken = costs_of_commands(folder, rounds)
        loading = sorted(seconds_to_load(folder) for _ in range(rounds))[rounds // 2]
    answers = {words: median(costs).seconds for words, costs in taken.items()}
    told = {("list", "listed"): f"`reportgen list` of {LISTED} runs"}
    rows = [
        Target(told.get(words, f"`reportgen {' '.join(words)}`"), most, answers[words], "s")
        for words, most in COMMANDS.items()
    ]
    rows.append(Target(f"`reportgen.load` of {LOADED:,} runs of {EPOCHS} epochs", 1.0, loading, "s"))
    print(target_table(rows))
    print(f"\nMedians of {rounds}; Python that does nothing takes {answers[()]:.3f} s of each.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
