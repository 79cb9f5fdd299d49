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


def describe_chart(chart: Chart) -> str:
    """Return what `chart` shows. Raises KeyError for a kind that has no entry."""
    return _DESCRIBE[type(chart)](chart)


def _describe_lines(chart: LineChart) -> str:
    """Return a sentence a line, such as "Validation: 0.12 at epoch 1, lowest 0.041 at epoch 9, 0.06 at epoch 12."."""
    what = chart.y_label if len(chart.lines) == 1 else f"{chart.y_label} by {chart.x_label.lower()}"
    lines = " ".join(_describe_line(line, chart.unit, alone=len(chart.lines) == 1) for line in chart.lines)
    return f"Line chart. {what}: {lines}"


def _describe_line(line: Line, unit: Unit, *, alone: bool) -> str:
    start = "" if alone else f"{line.label}: "
    points = [(x, y) for x, y in zip(line.x, line.y, strict=True) if math.isfinite(y)]
    if not points:
        return f"{start}no finite values."
    lost = len(line.y) - len(points)
    ending = f", not finite in {lost} of {len(line.y)} epochs" if lost else ""
    return f"{start}{_course(points, unit)}{ending}."


def _course(points: list[tuple[int, float]], unit: Unit) -> str:
    first, last = points[0], points[-1]
    lowest, highest = min(points, key=lambda point: point[1]), max(points, key=lambda point: point[1])
    if lowest[1] == highest[1]:
        return f"{_number(first[1], unit)} throughout" if len(points) > 1 else f"{_at(first, unit)}"
    said = [_at(first, unit)]
    said += [f"lowest {_at(lowest, unit)}"] if lowest not in (first, last) else []
    said += [f"highest {_at(highest, unit)}"] if highest not in (first, last) else []
    return ", ".join([*said, _at(last, unit)])


def _at(point: tuple[int, float], unit: Unit) -> str:
    return f"{_number(point[1], unit)} at epoch {point[0]}"


def _number(value: float, unit: Unit) -> str:
    return f"{100 * value:.4g} %" if unit == "percent" else f"{value:.3g}"


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
