"""The chart of an experiment: a measure over the levels of its factor, or two heat maps of a grid."""

import math
from collections.abc import Callable, Sequence

from reportgen.analysis.factors import Cell
from reportgen.analysis.scores import Measure, score, training_seconds
from reportgen.analysis.spread import spread_of
from reportgen.analysis.trials import Experiment, Trial
from reportgen.figures.experiment_charts import Effect, FactorChart, HeatCell, HeatMap
from reportgen.language import _
from reportgen.language.letters import inside
from reportgen.sections.experiment_rows import Row
from reportgen.sections.factor_words import factor_label, level_label
from reportgen.sections.figure import Figure, Subfigure
from reportgen.sections.numerals import MISSING, fixed
from reportgen.sections.run_numbers import models as numbers_of
from reportgen.sections.run_words import loss_text, measure_label
from reportgen.sections.spread_text import deviation_text

_WIDE, _HALF, _HEIGHT = 162.0, 79.0, 44.0
_WIDEST_HALF_GRID, _WIDEST_HALF_OF_REPEATS = 5, 2
_ROW_HEIGHT, _FRAME_HEIGHT = 9.0, 13.0
# Width of a character of the smaller print in a cell, and room of the names beside the cells, in millimetres.
_NOTE_CHARACTER, _BESIDE_CELLS = 1.1, 36.0
# Of names that may need a second line, and of shorter ones.
_LONG_NAME, _HIGH_ROW, _LOW_ROW = 22, 6.4, 5.5


def factor_figure(
    experiment: Experiment, measure: Measure, title: str, cells: Sequence[Cell], anchor: str
) -> Figure | None:
    """Return the measure over the levels of the one factor; None if fewer than two of them have a finite number."""
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
    row = _HIGH_ROW if any(len(effect.label) > _LONG_NAME for effect in effects) else _LOW_ROW
    height = _HEIGHT if axis.is_numeric else max(_HEIGHT, _FRAME_HEIGHT + row * len(effects))
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
    plain, with_bars = _("{measure} by {factor}."), _("{measure} by {factor}, with the standard deviation of repeats.")
    caption = (with_bars if has_repeats else plain).format(measure=measure_label(measure), factor=inside(title))
    return Figure(anchor, caption, (Subfigure("", "", chart),))


def _finite(trial: Trial, measure: Measure) -> tuple[float, ...]:
    found = [score(run, measure) for run in trial.runs]
    return tuple(value for value in found if value is not None and math.isfinite(value))


def heat_figure(experiment: Experiment, measure: Measure, title: str, cells: Sequence[Cell], anchor: str) -> Figure:
    """Return the grid of the two factors twice: with the measure and with the training time in its cells."""
    label = measure_label(measure)
    label = _("{measure} in %").format(measure=label) if measure.quantity == "accuracy" else label
    values = Row(
        label, lambda run: score(run, measure), _cell_text(measure), measure.quantity, measure.higher_is_better
    )
    time = Row(_("Training time in s"), training_seconds, _seconds, "seconds")
    charts = [(row, _heat_map(experiment, row, cells)) for row in (values, time)]
    parts = tuple(Subfigure(letter, f"{row.label}.", chart) for letter, (row, chart) in zip("ab", charts, strict=True))
    caption = _("{factors}, with the models. Framed: the best; darker: better in (a), longer in (b).")
    return Figure(anchor, caption.format(factors=title), parts)


def _heat_map(experiment: Experiment, row: Row, cells: Sequence[Cell]) -> HeatMap:
    names = [
        [_level_name(experiment, axis, place) for place in range(len(experiment.axes[axis].levels))] for axis in (0, 1)
    ]
    labels = [factor_label(axis.factor, cells, is_count=axis.is_count) for axis in experiment.axes]
    has_repeats = any(len(trial.runs) > 1 for trial in experiment.trials)
    width = _HALF if len(names[1]) <= (_WIDEST_HALF_OF_REPEATS if has_repeats else _WIDEST_HALF_GRID) else _WIDE
    return HeatMap(
        cells=_heat_cells(experiment, row, (len(names[0]), len(names[1])), (width - _BESIDE_CELLS) / len(names[1])),
        row_label=labels[0],
        column_label=labels[1],
        rows=tuple(names[0]),
        columns=tuple(names[1]),
        value_label=row.label,
        higher_is_better=row.higher_is_better is True,
        is_plain=row.higher_is_better is None,
        width_mm=width,
        height_mm=_FRAME_HEIGHT + _ROW_HEIGHT * len(names[0]),
    )


def _level_name(experiment: Experiment, axis: int, place: int) -> str:
    runs = next(trial.runs for trial in experiment.trials if trial.places[axis] == place)
    return level_label(experiment.axes[axis], experiment.axes[axis].levels[place], runs)


def _cell_text(measure: Measure) -> Callable[[float | None], str]:
    if measure.quantity == "accuracy":
        return lambda value: MISSING if value is None else fixed(100 * value, 2) if math.isfinite(value) else "NaN"
    return loss_text


def _seconds(value: float | None) -> str:
    return MISSING if value is None else fixed(value, 1 if value < 100 else 0)


def _heat_cells(
    experiment: Experiment, row: Row, extent: tuple[int, int], room_mm: float
) -> tuple[tuple[HeatCell, ...], ...]:
    """Return the cells, as many down and across as `extent` says, each with room for `room_mm` of text."""
    found = {trial.places: _heat_cell(trial, row, room_mm) for trial in experiment.trials}
    return tuple(
        tuple(found.get((down, across), HeatCell(None, "")) for across in range(extent[1])) for down in range(extent[0])
    )


def _heat_cell(trial: Trial, row: Row, room_mm: float) -> HeatCell:
    found = spread_of(row.value(run) for run in trial.runs)
    if found is None:
        return HeatCell(None, MISSING)
    deviation = deviation_text(found, row.kind)
    text = row.text(found.mean)
    return HeatCell(found.mean, f"{text} ± {deviation}" if deviation else text, _note(trial, found.n, room_mm))


def _note(trial: Trial, n: int, room_mm: float) -> str:
    """Return how many runs a mean is of, and which, as far as a cell of this width holds it."""
    numbers = _("№ {numbers}").format(numbers=numbers_of([run.number for run in trial.runs]))
    if n == 1:
        return numbers
    note = f"n={n}, {numbers}"
    return note if len(note) * _NOTE_CHARACTER <= room_mm else f"n={n}"
