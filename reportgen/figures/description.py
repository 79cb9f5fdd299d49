"""What a chart shows, in a sentence written from its data: the alternative text for those who cannot see it."""

import math
from collections.abc import Callable
from typing import Any

from reportgen.figures.charts import Chart, Line, LineChart, Unit
from reportgen.figures.equation_charts import EquationChart, describe_equations
from reportgen.figures.experiment_charts import FactorChart, HeatMap, TradeOff
from reportgen.figures.experiment_description import describe_effects, describe_heat, describe_trade_off
from reportgen.figures.graph.charts import GraphChart
from reportgen.figures.graph.words import graph_in_words
from reportgen.figures.judgement_charts import (
    AgreementChart,
    ClassBarChart,
    ConfusionChart,
    PictureChart,
    RateChart,
    ReliabilityChart,
    ResidualChart,
)
from reportgen.figures.judgement_words import (
    agreement_in_words,
    class_bars_in_words,
    confusion_in_words,
    pictures_in_words,
    rates_in_words,
    reliability_in_words,
    residuals_in_words,
)
from reportgen.figures.spoken_values import spoken_value
from reportgen.language import _


def describe_chart(chart: Chart) -> str:
    """Return what `chart` shows. Raises KeyError for a kind that has no entry."""
    return _DESCRIBE[type(chart)](chart)


def _describe_lines(chart: LineChart) -> str:
    """Return a sentence a line: "Validation: begins with 0.12 at epoch 1, has its lowest, 0.041, at epoch 9, …"."""
    if len(chart.lines) == 1:
        told = _("Line chart. {value}: {course}.")
        return told.format(value=chart.y_label, course=_line_in_words(chart.lines[0], chart.unit))
    lines = (
        # Translators: a line of a chart: "Validation: begins with 0.12 at epoch 1, ends with 0.06 at epoch 12."
        _("{line}: {course}.").format(line=line.label, course=_line_in_words(line, chart.unit))
        for line in chart.lines
    )
    # Translators: {value} is what the chart shows, such as "Loss"; {lines} are whole sentences.
    return _("Line chart. {value} by epoch: {lines}").format(value=chart.y_label, lines=" ".join(lines))


def _line_in_words(line: Line, unit: Unit) -> str:
    points = [(x, y) for x, y in zip(line.x, line.y, strict=True) if math.isfinite(y)]
    if not points:
        return _("no finite values")
    lost = len(line.y) - len(points)
    if not lost:
        return _course(points, unit)
    told = _("{course}, not finite in {lost} of {number} epochs")
    return told.format(course=_course(points, unit), lost=lost, number=len(line.y))


def _course(points: list[tuple[int, float]], unit: Unit) -> str:
    first, last = points[0], points[-1]
    lowest, highest = min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])
    if lowest[1] == highest[1]:
        throughout = _("{value} throughout") if len(points) > 1 else _("{value} at epoch {epoch}")
        return _at(throughout, first, unit)
    turns = [(lowest, _("has its lowest, {value}, at epoch {epoch}"))]
    turns += [(highest, _("has its highest, {value}, at epoch {epoch}"))]
    said = [_at(told, point, unit) for point, told in sorted(turns) if point not in (first, last)]
    begin, end = _("begins with {value} at epoch {epoch}"), _("ends with {value} at epoch {epoch}")
    return ", ".join([_at(begin, first, unit), *said, _at(end, last, unit)])


def _at(told: str, point: tuple[int, float], unit: Unit) -> str:
    return told.format(value=spoken_value(point[1], unit), epoch=point[0])


_DESCRIBE: dict[type[Chart], Callable[[Any], str]] = {
    LineChart: _describe_lines,
    AgreementChart: agreement_in_words,
    ClassBarChart: class_bars_in_words,
    ConfusionChart: confusion_in_words,
    PictureChart: pictures_in_words,
    RateChart: rates_in_words,
    ReliabilityChart: reliability_in_words,
    ResidualChart: residuals_in_words,
    FactorChart: describe_effects,
    HeatMap: describe_heat,
    TradeOff: describe_trade_off,
    GraphChart: graph_in_words,
    EquationChart: describe_equations,
}
