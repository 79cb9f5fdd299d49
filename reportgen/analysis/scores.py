"""What a run reached on each kind of data, and which of these numbers a set of runs can be compared by.

Takes numbered runs; gives plain numbers. Accuracies are fractions from 0 to 1, times are seconds.
"""

import math
from collections.abc import Sequence
from typing import Literal

import msgspec

from reportgen.analysis.curves import Curve, metric_curves
from reportgen.analysis.loss_kinds import losses_compare
from reportgen.analysis.outcome import Source
from reportgen.analysis.selection import NumberedRun
from reportgen.records.history import Epoch
from reportgen.records.values import as_float

Quantity = Literal["accuracy", "loss"]


class Measure(msgspec.Struct, frozen=True):
    """A number that runs can be compared by: a quantity, and the data it was measured on."""

    quantity: Quantity
    source: Source

    @property
    def higher_is_better(self) -> bool:
        """True for accuracies."""
        return self.quantity == "accuracy"

    def is_better(self, value: float, other: float) -> bool:
        """Return True if `value` is better than `other`."""
        return value > other if self.higher_is_better else value < other


# What tells most of a model comes first: data it never saw, then data that were watched; the training data last.
_BY_PREFERENCE = (
    Measure("accuracy", "test"),
    Measure("accuracy", "validation"),
    Measure("loss", "test"),
    Measure("loss", "validation"),
    Measure("accuracy", "training"),
    Measure("loss", "training"),
)


def score(run: NumberedRun, measure: Measure) -> float | None:
    """Return what `run` reached, None where it was not measured. It may be NaN or infinite.

    Training and validation are those of the epoch whose weights are kept, test is the last evaluation on data that
    took no part in the training.
    """
    key = run.outcome.accuracy_key if measure.quantity == "accuracy" else "loss"
    if key is None:
        return None
    if measure.source == "training":
        return _logged(run, key)
    evaluated = run.outcome.test_accuracy if measure.quantity == "accuracy" else run.outcome.test_loss
    if measure.source == "validation" and (logged := _logged(run, f"val_{key}")) is not None:
        return logged
    return evaluated.number if evaluated and evaluated.source == measure.source else None


def _logged(run: NumberedRun, key: str) -> float | None:
    epoch = kept_epoch(run)
    return as_float(epoch.metrics[key]) if epoch and key in epoch.metrics else None


def kept_epoch(run: NumberedRun) -> Epoch | None:
    """Return the epoch whose weights are kept; None if no epoch ended."""
    return next((epoch for epoch in run.stored.epochs if epoch.epoch == run.outcome.kept_epoch), None)


def choose_measure(runs: Sequence[NumberedRun]) -> Measure | None:
    """Return the most telling measure that all of `runs` have, else the one that most of them have.

    Training data count only if less than half of the runs were measured on any others. Losses compare only runs of one
    loss function. None if no two runs can be compared.
    """
    usable = [item for item in _BY_PREFERENCE if item.quantity == "accuracy" or losses_compare(runs)]
    covered = {item: sum(score(run, item) is not None for run in runs) for item in usable}
    held_out = [item for item in usable if item.source != "training" and 2 * covered[item] >= len(runs)]
    found = max(held_out or usable, key=lambda item: covered[item], default=None)
    return found if found and covered[found] > 1 else None


class Ranking(msgspec.Struct, frozen=True):
    """Runs from the best to the worst by `measure`; `unranked` are those without a number, in their own order."""

    measure: Measure | None
    runs: tuple[NumberedRun, ...]
    unranked: tuple[NumberedRun, ...]


def rank(runs: Sequence[NumberedRun]) -> Ranking:
    """Rank the runs that completed; equal ones stay in the order of the report."""
    completed = [run for run in runs if run.stored.run.state == "completed"]
    measure = choose_measure(completed)
    if measure is None:
        return Ranking(None, (), tuple(runs))
    values = {run.number: score(run, measure) for run in completed}
    known = [run for run in completed if (value := values[run.number]) is not None and math.isfinite(value)]
    sign = -1 if measure.higher_is_better else 1
    ranked = sorted(known, key=lambda run: sign * (values[run.number] or 0.0))
    numbers = {run.number for run in ranked}
    return Ranking(measure, tuple(ranked), tuple(run for run in runs if run.number not in numbers))


def scored(runs: Sequence[NumberedRun]) -> tuple[NumberedRun, ...]:
    """Return the runs that completed with a finite number of any measure, whether it compares them or not."""
    return tuple(
        run
        for run in runs
        if run.stored.run.state == "completed"
        and any(math.isfinite(value) for item in _BY_PREFERENCE if (value := score(run, item)) is not None)
    )


def training_seconds(run: NumberedRun) -> float | None:
    """Return the seconds inside `fit`; for a run that did not end, those of its finished epochs."""
    if run.stored.run.duration_seconds is not None:
        return run.stored.run.duration_seconds
    known = [epoch.duration_seconds for epoch in run.stored.epochs if epoch.duration_seconds is not None]
    return sum(known) if known else None


def best_epoch(run: NumberedRun) -> int | None:
    """Return the epoch of the lowest validation loss, else of the lowest training loss; None without a number."""
    curves = metric_curves(run.stored, "loss")
    return _lowest(curves.validation) or _lowest(curves.training)


def _lowest(curve: Curve) -> int | None:
    known = [(value, epoch) for epoch, value in zip(curve.epochs, curve.values, strict=True) if math.isfinite(value)]
    return min(known)[1] if known else None
