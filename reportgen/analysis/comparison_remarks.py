"""Remarks that need more than a curve: the classes of the data, which data were evaluated, the spread of repeats."""

import math
from collections.abc import Sequence

import msgspec

from reportgen.analysis.factors import Cell
from reportgen.analysis.outcome import validation_is_test
from reportgen.analysis.scores import Measure, score
from reportgen.analysis.selection import NumberedRun
from reportgen.analysis.spread import Spread, spread_of
from reportgen.records.dataset import Dataset, Split

_PLAIN = ("accuracy", "acc", "sparse_categorical_accuracy", "categorical_accuracy", "binary_accuracy")
_FEWEST_SAMPLES = 50


class Chance(msgspec.Struct, frozen=True):
    """The accuracy is about the share of the largest class: `label` has `share` of the `samples` of `data`."""

    accuracy: float
    label: str
    share: float
    samples: int
    data: str


def chance(run: NumberedRun) -> Chance | None:
    """The accuracy is at most one standard error above the share of the largest class, in 50 or more samples."""
    value, data = run.outcome.test_accuracy, run.stored.run.dataset
    if value is None or data is None or run.outcome.accuracy_key not in _PLAIN or not math.isfinite(value.number):
        return None
    split = _judged_on(data, value.source)
    if split is None or not split.class_counts or split.samples is None or len(split.class_counts) < 2:
        return None
    if sum(split.class_counts.values()) != split.samples or split.samples < _FEWEST_SAMPLES:
        return None  # several labels a sample
    label, largest = max(split.class_counts.items(), key=lambda item: item[1])
    share = largest / split.samples
    if value.number > share + math.sqrt(share * (1 - share) / split.samples):
        return None
    return Chance(value.number, label, share, split.samples, split.role)


def _judged_on(data: Dataset, source: str) -> Split | None:
    """Return the data that were evaluated, else the training data, whose classes are about as frequent."""
    found = data.split("test" if source == "test" else "validation")
    return found if found and found.class_counts else data.split("training")


class ValidationAsTest(msgspec.Struct, frozen=True):
    """In `runs` the validation data were the test data: `named` if their loader calls them so, else as evaluated."""

    runs: tuple[int, ...]
    samples: int | None
    named: bool


def validation_as_test(runs: Sequence[NumberedRun]) -> tuple[ValidationAsTest, ...]:
    """The validation data are the loader's test data, or the only data evaluated after the training."""
    found: dict[tuple[int | None, bool], list[int]] = {}
    for run in runs:
        record = run.stored.run
        evaluated = {item.data for item in record.evaluations} - {"training"}
        named = validation_is_test(record)
        if named or evaluated == {"validation"}:
            split = record.dataset.split("validation") if record.dataset else None
            found.setdefault((split.samples if split else None, named), []).append(run.number)
    return tuple(ValidationAsTest(tuple(numbers), *key) for key, numbers in found.items())


class WithinSpread(msgspec.Struct, frozen=True):
    """The best configuration, `first`, leads `second` by less than the standard deviation of repeats.

    `repeats` are the runs of each repeated configuration; `deviation` is pooled over them, with n − 1 each.
    """

    first: tuple[int, ...]
    second: tuple[int, ...]
    first_value: float
    second_value: float
    deviation: float
    repeats: tuple[tuple[int, ...], ...]


def within_spread(cells: Sequence[Cell], measure: Measure) -> WithinSpread | None:
    """The two best configurations are closer than one standard deviation, known from 3 or more repeated runs.

    Their own repeats tell it, if both have some: others may spread far more.
    """
    sign = -1 if measure.higher_is_better else 1
    known = [(cell, spread) for cell in cells if (spread := _finite_spread(cell, measure))]
    found = sorted(known, key=lambda pair: sign * pair[1].mean)
    own = found[:2] if all(spread.deviation is not None for _, spread in found[:2]) else found
    repeated = [(cell, spread) for cell, spread in own if spread.deviation is not None]
    degrees = sum(spread.n - 1 for _, spread in repeated)
    if degrees < 2 or len(found) < 2:
        return None
    variance = sum((spread.deviation or 0.0) ** 2 * (spread.n - 1) for _, spread in repeated) / degrees
    (first, best), (second, next_best), *_ = found
    if abs(best.mean - next_best.mean) >= math.sqrt(variance):
        return None
    repeats = tuple(_numbers(cell) for cell, _ in repeated)
    return WithinSpread(_numbers(first), _numbers(second), best.mean, next_best.mean, math.sqrt(variance), repeats)


def _finite_spread(cell: Cell, measure: Measure) -> Spread | None:
    spread = spread_of(score(run, measure) for run in cell.runs)
    return spread if spread and math.isfinite(spread.mean) else None


def _numbers(cell: Cell) -> tuple[int, ...]:
    return tuple(run.number for run in cell.runs)
