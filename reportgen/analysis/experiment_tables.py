"""The numbers of the sections that compare runs as rows of tables: leaderboard, experiments, costs, curves.

Accuracies are fractions from 0 to 1, times are seconds, `id` is that of a run.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

import msgspec

from reportgen.analysis.configurations import Value
from reportgen.analysis.costs import COSTS, cost_points
from reportgen.analysis.curves import learning_rate_curve, metric_curves
from reportgen.analysis.experiments import Findings
from reportgen.analysis.levels import Axis, Level
from reportgen.analysis.outcome import Source, metric_keys
from reportgen.analysis.scores import Measure, Quantity, Ranking, best_epoch, score, training_seconds
from reportgen.analysis.selection import NumberedRun
from reportgen.analysis.spread import spread_of
from reportgen.analysis.trials import Experiment

_QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)
_SOURCES: tuple[Source, ...] = get_args(Source)


class LeaderboardRow(msgspec.Struct, frozen=True):
    """A run with its rank, None for one that has none, and what it reached."""

    rank: int | None
    id: str
    name: str
    test_accuracy: float | None
    validation_accuracy: float | None
    training_accuracy: float | None
    test_loss: float | None
    validation_loss: float | None
    training_loss: float | None
    epochs: int
    best_epoch: int | None
    kept_epoch: int | None
    seconds: float | None
    parameters: int | None


class ExperimentRow(msgspec.Struct, frozen=True):
    """What the runs of one combination of levels reached, by one measure: "test accuracy", "training seconds".

    Experiments count from 1. `deviation` is that of a sample of `n` runs, None for a single one; `ids` are the runs. A
    factor is named as the record names its setting, such as "layer.Dense.units.1"; the second is empty outside grids.
    """

    experiment: int
    factor_1: str
    level_1: float | str
    factor_2: str
    level_2: float | str
    measure: str
    mean: float
    deviation: float | None
    n: int
    ids: tuple[str, ...]


class CostRow(msgspec.Struct, frozen=True):
    """A ranked run, what it costs ("parameters", "seconds") and reached; `is_on_front` if no other beats it in both."""

    id: str
    cost: str
    value: float
    measure: str
    result: float
    is_on_front: bool


class CurveRow(msgspec.Struct, frozen=True):
    """A metric at the end of an epoch, on the training and on the validation data; epochs count from 1."""

    id: str
    metric: str
    epoch: int
    training: float | None
    validation: float | None


def leaderboard_rows(ranking: Ranking) -> Iterator[LeaderboardRow]:
    """Yield the runs from the best to the worst, then those without a rank."""
    places = {run.number: place for place, run in enumerate(ranking.runs, start=1)}
    for run in (*ranking.runs, *ranking.unranked):
        record = run.stored.run
        yield LeaderboardRow(
            rank=places.get(run.number),
            id=record.id,
            name=record.name,
            test_accuracy=score(run, Measure("accuracy", "test")),
            validation_accuracy=score(run, Measure("accuracy", "validation")),
            training_accuracy=score(run, Measure("accuracy", "training")),
            test_loss=score(run, Measure("loss", "test")),
            validation_loss=score(run, Measure("loss", "validation")),
            training_loss=score(run, Measure("loss", "training")),
            epochs=run.outcome.epochs_run,
            best_epoch=best_epoch(run),
            kept_epoch=run.outcome.kept_epoch,
            seconds=training_seconds(run),
            parameters=record.model.parameters if record.model else None,
        )


def experiment_rows(findings: Findings) -> Iterator[ExperimentRow]:
    """Yield a row for each combination of each experiment and each measure that it has."""
    for place, experiment in enumerate(findings.experiments, start=1):
        yield from _rows_of(place, experiment)


def _rows_of(place: int, experiment: Experiment) -> Iterator[ExperimentRow]:
    for trial in experiment.trials:
        levels = [_level(axis, axis.levels[at]) for axis, at in zip(experiment.axes, trial.places, strict=True)]
        factors = [*levels, ("", "")][:2]
        ids = tuple(run.stored.run.id for run in trial.runs)
        for label, value in _MEASURES.items():
            if found := spread_of(value(run) for run in trial.runs):
                yield ExperimentRow(place, *factors[0], *factors[1], label, found.mean, found.deviation, found.n, ids)


def _score_by(measure: Measure) -> Callable[[NumberedRun], float | None]:
    return lambda run: score(run, measure)


_MEASURES: dict[str, Callable[[NumberedRun], float | None]] = {
    f"{source} {quantity}": _score_by(Measure(quantity, source)) for quantity in _QUANTITIES for source in _SOURCES
} | {"training seconds": training_seconds}


def _level(axis: Axis, level: Level) -> tuple[str, float | str]:
    name = ".".join(map(str, axis.factor.key))
    return name, _text(level.value) if level.number is None else level.number


def _text(value: Value) -> str:
    """Return a level as text: of a thing with its settings, such as an optimizer, its name and the settings."""
    if value in (None, ()):
        return "none"
    if not isinstance(value, tuple):
        return str(value)
    if all(isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], tuple) for item in value):
        (_, name), *settings = sorted(value, key=lambda part: len(part[0]))  # the key of the thing itself is shortest
        return ", ".join([str(name), *(f"{key[-1]}={_text(setting)}" for key, setting in settings)])
    return "-".join(_text(item) for item in value)


def cost_rows(ranking: Ranking) -> Iterator[CostRow]:
    """Yield a row for each ranked run and each of its costs."""
    if ranking.measure is None:
        return
    label = f"{ranking.measure.source} {ranking.measure.quantity}"
    for cost in COSTS:
        for point in cost_points(ranking.runs, ranking.measure, cost):
            yield CostRow(point.run.stored.run.id, cost, point.cost, label, point.result, point.is_on_front)


def curve_rows(runs: Sequence[NumberedRun]) -> Iterator[CurveRow]:
    """Yield a row for each metric and epoch of each run, and one for its learning rate, as "learning_rate"."""
    for run in runs:
        for key in metric_keys(run.stored):
            curves = metric_curves(run.stored, key)
            training, validation = (
                dict(zip(curve.epochs, curve.values, strict=True)) for curve in (curves.training, curves.validation)
            )
            for epoch in sorted(training | validation):
                yield CurveRow(run.stored.run.id, key, epoch, training.get(epoch), validation.get(epoch))
        rates = learning_rate_curve(run.stored)
        for epoch, rate in zip(rates.epochs, rates.values, strict=True):
            yield CurveRow(run.stored.run.id, "learning_rate", epoch, rate, None)
