"""Which runs a report shows and in which order: the settings `select` and `sort` applied to a library."""

import fnmatch
import math
import re
from collections.abc import Callable, Sequence

import msgspec

from reportgen.analysis.outcome import Outcome, Value, outcome_of
from reportgen.errors import NoRunsError, UsageError
from reportgen.setting_values import SORT_KEYS
from reportgen.store.reading import StoredRun


class NumberedRun(msgspec.Struct, frozen=True):
    """A run with its number in the report, from 1, and what it reached."""

    number: int
    stored: StoredRun
    outcome: Outcome


def choose_runs(runs: Sequence[StoredRun], select: Sequence[str], sort: str) -> tuple[NumberedRun, ...]:
    """Return the runs that match one of `select` (all, if it is empty), sorted by `sort` and numbered from 1.

    Numbers and ranges in `select` count the runs of the library by start time.

    Raises:
        NoRunsError: a pattern matches no run.
        UsageError: `sort` is no known key.
    """
    chosen = _select(runs, select) if select else list(runs)
    judged = _sort([(stored, outcome_of(stored)) for stored in chosen], sort)
    return tuple(NumberedRun(number, *pair) for number, pair in enumerate(judged, start=1))


def _select(runs: Sequence[StoredRun], patterns: Sequence[str]) -> list[StoredRun]:
    matched: set[int] = set()
    for pattern in patterns:
        hits = {place for place, stored in enumerate(runs) if _matches(stored, place + 1, pattern)}
        if not hits:
            known = ", ".join(dict.fromkeys(stored.run.name[:40] for stored in runs[:8]))
            raise NoRunsError(f"no run matches --select {pattern!r}; there are runs 1 to {len(runs)}: {known}")
        matched |= hits
    return [runs[place] for place in sorted(matched)]


def _matches(stored: StoredRun, number: int, pattern: str) -> bool:
    if bounds := re.fullmatch(r"(\d+)(?:-(\d+))?", pattern):
        return int(bounds[1]) <= number <= int(bounds[2] or bounds[1])
    if pattern.startswith("state:"):
        return stored.run.state == pattern.removeprefix("state:")
    return fnmatch.fnmatchcase(stored.run.name, pattern) or fnmatch.fnmatchcase(stored.run.id, pattern)


Judged = tuple[StoredRun, Outcome]


def _started(judged: Judged) -> float:
    return judged[0].run.started_at.timestamp()


def _number(value: Value | None) -> float:
    return value.number if value else math.nan


_KEYS: dict[str, Callable[[Judged], float | str]] = {
    "started": _started,
    "name": lambda judged: judged[0].run.name.casefold(),
    "parameters": lambda judged: judged[0].run.model.parameters if judged[0].run.model else math.nan,
    "epochs": lambda judged: judged[1].epochs_run,
    "duration": lambda judged: judged[0].run.duration_seconds or math.nan,
    "test_accuracy": lambda judged: _number(judged[1].test_accuracy),
    "training_accuracy": lambda judged: _number(judged[1].training_accuracy),
    "loss": lambda judged: _number(judged[1].test_loss or judged[1].training_loss),
}


def _sort(judged: list[Judged], sort: str) -> list[Judged]:
    key = _KEYS.get(sort.removeprefix("-"))
    if key is None:
        raise UsageError(
            f"cannot sort by {sort!r}; allowed are {', '.join(SORT_KEYS)}, with '-' in front for descending"
        )
    # Runs without the value come last in either direction.
    known = [pair for pair in judged if key(pair) == key(pair)]
    missing = [pair for pair in judged if key(pair) != key(pair)]
    return sorted(known, key=key, reverse=sort.startswith("-")) + missing
