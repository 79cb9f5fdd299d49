"""One experiment: a sentence on what it compared, its table, and its chart."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportgen.analysis.factors import Cell
from reportgen.analysis.scores import Measure, choose_measure, score, training_seconds
from reportgen.analysis.selection import NumberedRun
from reportgen.analysis.spread import Spread, spread_of
from reportgen.analysis.trials import Experiment, Trial
from reportgen.figures.experiment_charts import Effect, FactorChart, HeatCell, HeatMap
from reportgen.sections.anchors import run_anchor
from reportgen.sections.architectures import Link
from reportgen.sections.factor_words import factor_label, level_label, title_of
from reportgen.sections.figure import Figure, Subfigure
from reportgen.sections.numerals import MISSING, duration
from reportgen.sections.run_words import (
    architecture_of,
    batch_size_of,
    inside,
    loss_text,
    measure_label,
    measure_text,
    models,
    optimizer_of,
    rate_of,
)
from reportgen.sections.spread_text import Kind, deviation_text, spread_text

_WIDE, _HALF, _HEIGHT = 162.0, 79.0, 44.0
_MOST_ACROSS, _LONGEST_ACROSS = 4, 9
_WIDEST_HALF_GRID = 5
_ROW_HEIGHT, _FRAME_HEIGHT = 9.0, 13.0
_MOST_LINKS, _MOST_IN_CELL = 6, 4


@dataclass(frozen=True)
class Value:
    """A mean, and below it what the repeats say of it: "± 0.31, n=4"."""

    text: str
    spread: str = ""
    best: bool = False


@dataclass(frozen=True)
class LevelColumn:
    """One level of the factor: its values below each other, and the runs they come from."""

    label: str
    values: tuple[Value, ...]
    runs: tuple[Link, ...]
    more_runs: int


@dataclass(frozen=True)
class ExperimentPages:
    """One experiment. `across` if the levels stand side by side, else they stand below each other.

    `shared` is the same in all of its runs. A grid has no `levels`: its heat map shows the values.
    """

    title: str
    anchor: str
    sentence: str
    shared: tuple[str, ...]
    factor: str
    measures: tuple[str, ...]
    levels: tuple[LevelColumn, ...]
    across: bool
    figure: Figure | None


@dataclass(frozen=True)
class _Row:
    """A line of the table: its label, and the number of a run in it."""

    label: str
    value: Callable[[NumberedRun], float | None]
    text: Callable[[float | None], str]
    kind: Kind
    higher_is_better: bool | None = None


def experiment_pages(experiment: Experiment, place: int, cells: Sequence[Cell]) -> ExperimentPages | None:
    """Return what is shown of `experiment`, the number `place` of the section; None if no number compares its runs."""
    measure = choose_measure(experiment.runs)
    if measure is None:
        return None
    own = [cell for cell in cells if cell.runs[0].number in experiment.numbers]
    title = title_of(experiment, own)
    is_grid = len(experiment.axes) == 2
    levels = () if is_grid else _levels(experiment, measure)
    labels = [level.label for level in levels]
    chart = _heat_figure if is_grid else _factor_figure
    rows = _rows(measure, experiment)
    return ExperimentPages(
        title=title,
        anchor=f"experiment-{place}",
        sentence=_sentence(experiment, title),
        shared=tuple(_shared(experiment.runs)),
        factor=factor_label(experiment.axes[0].factor, own, is_count=experiment.axes[0].is_count),
        measures=tuple(row.label for row in rows),
        levels=levels,
        across=len(labels) <= _MOST_ACROSS and all(len(label) <= _LONGEST_ACROSS for label in labels),
        figure=chart(experiment, measure, title, own, f"figure-experiment-{place}"),
    )


def _rows(measure: Measure, experiment: Experiment) -> tuple[_Row, ...]:
    rows = [_measure_row(measure)]
    loss = Measure("loss", measure.source)
    has_loss = all(score(run, loss) is not None for run in experiment.runs)
    if measure.quantity == "accuracy" and has_loss:
        same = len({_loss_types(run) for run in experiment.runs}) == 1
        rows.append(_Row(measure_label(loss), lambda run: score(run, loss), loss_text, "loss", False if same else None))
    rows.append(_Row("Training time", training_seconds, duration, "seconds"))
    return tuple(rows)


def _loss_types(run: NumberedRun) -> tuple[str, ...]:
    training = run.stored.run.training
    return tuple(loss.type for loss in training.losses) if training else ()


def _measure_row(measure: Measure) -> _Row:
    return _Row(
        measure_label(measure),
        lambda run: score(run, measure),
        lambda value: measure_text(measure, value),
        measure.quantity,
        measure.higher_is_better,
    )


def _levels(experiment: Experiment, measure: Measure) -> tuple[LevelColumn, ...]:
    rows = _rows(measure, experiment)
    spreads = [[spread_of(row.value(run) for run in trial.runs) for trial in experiment.trials] for row in rows]
    columns = [
        [_value(row, found, spreads_of_row) for found in spreads_of_row]
        for row, spreads_of_row in zip(rows, spreads, strict=True)
    ]
    axis = experiment.axes[0]
    return tuple(
        LevelColumn(
            label=level_label(axis, axis.levels[trial.places[0]], trial.runs),
            values=tuple(column[place] for column in columns),
            runs=tuple(Link(str(run.number), run_anchor(run)) for run in trial.runs[:_MOST_LINKS]),
            more_runs=max(0, len(trial.runs) - _MOST_LINKS),
        )
        for place, trial in enumerate(experiment.trials)
    )


def _value(row: _Row, found: Spread | None, others: Sequence[Spread | None]) -> Value:
    if found is None:
        return Value(MISSING)
    return Value(row.text(found.mean), spread_text(found, row.kind), best=_is_best(row, found, others))


def _is_best(row: _Row, found: Spread, others: Sequence[Spread | None]) -> bool:
    means = [other.mean for other in others if other and math.isfinite(other.mean)]
    if row.higher_is_better is None or len(set(means)) < 2:
        return False
    return found.mean == (max(means) if row.higher_is_better else min(means))


def _sentence(experiment: Experiment, title: str) -> str:
    """Return which runs are compared, and what is the same in all of them."""
    runs = experiment.runs
    several = "two things" if len(experiment.axes) == 2 else "one thing"
    compared = models([run.number for run in runs])
    shared = _shared(runs)
    same = f" All of them: {'; '.join(shared)}." if shared else ""
    return f"{compared.capitalize()} differ in {several}: {inside(title)}.{same}"


def _shared(runs: Sequence[NumberedRun]) -> list[str]:
    records = [run.stored.run for run in runs]
    words = {
        "net": {architecture_of(record) for record in records},
        "optimizer": {optimizer_of(record, rate=False) for record in records},
        "rate": {
            rate_of(record.training.optimizer) for record in records if record.training and record.training.optimizer
        },
        "batch size": {batch_size_of(record) for record in records},
        "epochs": {
            str(record.training.epochs.value) for record in records if record.training and record.training.epochs
        },
    }
    single = {what: next(iter(found)) for what, found in words.items() if len(found) == 1}
    known = {what: text for what, text in single.items() if text not in ("", MISSING)}
    spoken = {
        "net": "{}",
        "optimizer": "{}",
        "rate": "learning rate {}",
        "batch size": "batch size {}",
        "epochs": "{} epochs",
    }
    return [spoken[what].format(text) for what, text in known.items()]


def _factor_figure(
    experiment: Experiment, measure: Measure, title: str, cells: Sequence[Cell], anchor: str
) -> Figure | None:
    axis = experiment.axes[0]
    effects = tuple(
        Effect(
            level_label(axis, axis.levels[trial.places[0]], trial.runs),
            number if (number := axis.levels[trial.places[0]].number) is not None else float(trial.places[0]),
            values,
        )
        for trial in experiment.trials
        if (values := _finite(trial, measure))
    )
    if len(effects) < 2:
        return None
    label = factor_label(axis.factor, cells, is_count=axis.is_count)
    height = _HEIGHT if axis.is_numeric else max(_HEIGHT, _FRAME_HEIGHT + 5.5 * len(effects))
    chart = FactorChart(
        effects=effects,
        x_label=label,
        y_label=measure_label(measure),
        is_numeric=axis.is_numeric,
        scale="log" if axis.is_logarithmic else "linear",
        unit="percent" if measure.quantity == "accuracy" else "number",
        width_mm=_HALF,
        height_mm=height,
    )
    has_repeats = any(len(effect.values) > 1 for effect in effects)
    bars = ", with the standard deviation of repeats" if has_repeats else ""
    caption = f"{measure_label(measure)} by {inside(title)}{bars}."
    return Figure(anchor, caption, (Subfigure("", "", chart),))


def _finite(trial: Trial, measure: Measure) -> tuple[float, ...]:
    found = [score(run, measure) for run in trial.runs]
    return tuple(value for value in found if value is not None and math.isfinite(value))


def _heat_figure(
    experiment: Experiment, measure: Measure, title: str, cells: Sequence[Cell], anchor: str
) -> Figure | None:
    label = f"{measure_label(measure)} in %" if measure.quantity == "accuracy" else measure_label(measure)
    values = _Row(
        label, lambda run: score(run, measure), _cell_text(measure), measure.quantity, measure.higher_is_better
    )
    time = _Row("Training time in s", training_seconds, _seconds, "seconds")
    charts = [(row, _heat_map(experiment, row, cells)) for row in (values, time)]
    parts = tuple(Subfigure(letter, f"{row.label}.", chart) for letter, (row, chart) in zip("ab", charts, strict=True))
    caption = f"{title}: value and models of each cell; framed: the best, darker: better."
    return Figure(anchor, caption, parts)


def _heat_map(experiment: Experiment, row: _Row, cells: Sequence[Cell]) -> HeatMap:
    names = [
        [_level_name(experiment, axis, place) for place in range(len(experiment.axes[axis].levels))] for axis in (0, 1)
    ]
    labels = [factor_label(axis.factor, cells, is_count=axis.is_count) for axis in experiment.axes]
    return HeatMap(
        cells=_heat_cells(experiment, row, *(len(side) for side in names)),
        row_label=labels[0],
        column_label=labels[1],
        rows=tuple(names[0]),
        columns=tuple(names[1]),
        value_label=row.label,
        higher_is_better=row.higher_is_better is True,
        is_plain=row.higher_is_better is None,
        width_mm=_WIDE if len(names[1]) > _WIDEST_HALF_GRID else _HALF,
        height_mm=_FRAME_HEIGHT + _ROW_HEIGHT * len(names[0]),
    )


def _level_name(experiment: Experiment, axis: int, place: int) -> str:
    runs = next(trial.runs for trial in experiment.trials if trial.places[axis] == place)
    return level_label(experiment.axes[axis], experiment.axes[axis].levels[place], runs)


def _cell_text(measure: Measure) -> Callable[[float | None], str]:
    if measure.quantity == "accuracy":
        return lambda value: MISSING if value is None else f"{100 * value:.2f}" if math.isfinite(value) else "NaN"
    return loss_text


def _seconds(value: float | None) -> str:
    return MISSING if value is None else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _heat_cells(experiment: Experiment, row: _Row, rows: int, columns: int) -> tuple[tuple[HeatCell, ...], ...]:
    found = {trial.places: _heat_cell(trial, row) for trial in experiment.trials}
    return tuple(
        tuple(found.get((down, across), HeatCell(None, "")) for across in range(columns)) for down in range(rows)
    )


def _heat_cell(trial: Trial, row: _Row) -> HeatCell:
    found = spread_of(row.value(run) for run in trial.runs)
    if found is None:
        return HeatCell(None, MISSING)
    deviation = deviation_text(found, row.kind)
    numbers = ", ".join(str(run.number) for run in trial.runs[:_MOST_IN_CELL])
    more = " …" if len(trial.runs) > _MOST_IN_CELL else ""
    text = row.text(found.mean)
    return HeatCell(found.mean, f"{text} ± {deviation}" if deviation else text, f"№ {numbers}{more}")
