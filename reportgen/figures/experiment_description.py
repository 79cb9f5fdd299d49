"""What charts of several runs show, in words: their alternative texts."""

from statistics import fmean

from reportgen.figures.charts import Unit
from reportgen.figures.experiment_charts import FactorChart, HeatMap, TradeOff

_MOST_NAMED = 12


def describe_effects(chart: FactorChart) -> str:
    """Return the mean at each level: "Test accuracy by batch size: 97.1 % at 32, 98 % at 64."."""
    means = [(effect, fmean(effect.values)) for effect in chart.effects]
    said = ", ".join(
        f"{_number(mean, chart.unit)} at {effect.label}{_repeats(effect.values)}" for effect, mean in means
    )
    return f"Chart of means. {chart.y_label} by {chart.x_label[:1].lower()}{chart.x_label[1:]}: {said}."


def _repeats(values: tuple[float, ...]) -> str:
    return f" (mean of {len(values)} runs)" if len(values) > 1 else ""


def describe_heat(chart: HeatMap) -> str:
    """Return every cell of the grid, row by row."""
    rows = (
        f"{chart.row_label} {name}: " + ", ".join(cell.text or "none" for cell in cells)
        for name, cells in zip(chart.rows, chart.cells, strict=True)
    )
    return f"Heat map. {chart.value_label} by {chart.column_label} {', '.join(chart.columns)}. {'; '.join(rows)}."


def describe_trade_off(chart: TradeOff) -> str:
    """Return the runs of the front, from the cheapest to the best."""
    front = sorted((mark for mark in chart.marks if mark.number in chart.front), key=lambda mark: mark.x)
    said = ", ".join(
        f"model {mark.number} ({mark.x:.4g}; {_number(mark.y, chart.unit)})" for mark in front[:_MOST_NAMED]
    )
    more = f" and {len(front) - _MOST_NAMED} more" if len(front) > _MOST_NAMED else ""
    what = f"{chart.y_label} over {chart.x_label[:1].lower()}{chart.x_label[1:]}"
    return f"Scatter chart of {len(chart.marks)} models. {what}. None is beaten in both: {said}{more}."


def _number(value: float, unit: Unit) -> str:
    return f"{100 * value:.4g} %" if unit == "percent" else f"{value:.3g}"
