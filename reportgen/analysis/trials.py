"""An experiment: its factors, their levels and the runs of each combination; and which of many experiments to show."""

from collections.abc import Sequence
from typing import Any

import msgspec

from reportgen.analysis.levels import Axis
from reportgen.analysis.selection import NumberedRun


class Trial(msgspec.Struct, frozen=True):
    """The runs of one combination: the place of its level on each axis, counted from 0."""

    places: tuple[int, ...]
    runs: tuple[NumberedRun, ...]


class Experiment(msgspec.Struct, frozen=True):
    """One axis a factor, and the trials in the order of the levels."""

    axes: tuple[Axis, ...]
    trials: tuple[Trial, ...]

    @property
    def runs(self) -> tuple[NumberedRun, ...]:
        """All of its runs, in the order of the report."""
        return tuple(sorted((run for trial in self.trials for run in trial.runs), key=lambda run: run.number))

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its runs."""
        return frozenset(run.number for trial in self.trials for run in trial.runs)

    @property
    def is_vague(self) -> bool:
        """True if one of its factors is several things at once."""
        return any(axis.is_vague for axis in self.axes)


def widest(candidates: Sequence[Experiment]) -> tuple[Experiment, ...]:
    """Drop what is part of something wider, and what says in one vague word what others say precisely."""
    precise = _without_parts([item for item in candidates if not item.is_vague])
    vague = [
        item for item in _without_parts([item for item in candidates if item.is_vague]) if not _is_told(item, precise)
    ]
    kept = [item for item in precise if not any(_tells_all(wide, item) for wide in vague)]
    return tuple(sorted([*kept, *vague], key=_order))


def _order(experiment: Experiment) -> tuple[Any, ...]:
    """Return what sorts experiments: the widest first, of equal ones that of fewer factors and earlier runs."""
    keys = [str(axis.factor.key) for axis in experiment.axes]
    return (-len(experiment.trials), experiment.is_vague, len(experiment.axes), sorted(experiment.numbers), keys)


def _without_parts(candidates: Sequence[Experiment]) -> list[Experiment]:
    kept: list[Experiment] = []
    for experiment in sorted(candidates, key=_order):
        if not any(experiment.numbers <= other.numbers for other in kept):
            kept.append(experiment)
    return kept


def _is_told(vague: Experiment, precise: Sequence[Experiment]) -> bool:
    """Return True if precise experiments hold all runs of `vague`; small grids do not count against a larger one."""
    others = [item for item in precise if len(vague.axes) == 1 or not _tells_all(vague, item)]
    return vague.numbers <= frozenset(number for item in others for number in item.numbers)


def _tells_all(wide: Experiment, narrow: Experiment) -> bool:
    """Return True if `narrow` is a row of `wide`, or just two of the nets that it compares."""
    if not narrow.numbers <= wide.numbers:
        return False
    rows = {axis.factor.key[:2] for axis in wide.axes if not axis.is_vague}
    others = [axis for axis in narrow.axes if axis.factor.key[:2] not in rows]
    return len(narrow.trials) < 3 or (len(others) < len(narrow.axes) and all(len(axis.levels) < 3 for axis in others))
