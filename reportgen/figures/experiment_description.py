"""What charts of several runs show, in words: their alternative texts."""

from statistics import fmean

from reportgen.figures.charts import Unit
from reportgen.figures.experiment_charts import Effect, FactorChart, HeatMap, TradeOff
from reportgen.figures.spoken_values import and_more, spoken, spoken_value
from reportgen.language import _, ngettext, pgettext
from reportgen.language.letters import inside

_MOST_NAMED = 12


def describe_effects(chart: FactorChart) -> str:
    """Return the mean at each level: "Test accuracy by batch size: 97.1 % at 32, 98 % at 64."."""
    # Translators: {value} is what was measured, {factor} what was varied: "Test accuracy by batch size: …".
    told = _("Chart of means. {value} by {factor}: {means}.")
    means = ", ".join(_mean(effect, chart.unit) for effect in chart.effects)
    return told.format(value=chart.y_label, factor=inside(chart.x_label), means=means)


def _mean(effect: Effect, unit: Unit) -> str:
    value, runs = spoken_value(fmean(effect.values), unit), len(effect.values)
    if runs == 1:
        # Translators: {level} is a setting: "97.1 % at 32".
        return _("{value} at {level}").format(value=value, level=effect.label)
    return _("{value} at {level} (mean of {number} runs)").format(value=value, level=effect.label, number=runs)


def describe_heat(chart: HeatMap) -> str:
    """Return every cell of the grid, row by row."""
    # Translators: a row of a grid: "Batch size 32: 97.1, 98.0".
    row = _("{factor} {level}: {cells}")
    none = pgettext("cell of a grid", "none")
    rows = "; ".join(
        row.format(factor=chart.row_label, level=name, cells=", ".join(cell.text or none for cell in cells))
        for name, cells in zip(chart.rows, chart.cells, strict=True)
    )
    # Translators: {levels} are settings of the {factor}: "Heat map. Test accuracy in % by Learning rate 0.1, 0.01. …".
    told = _("Heat map. {value} by {factor} {levels}. {rows}.")
    return told.format(value=chart.value_label, factor=chart.column_label, levels=", ".join(chart.columns), rows=rows)


def describe_trade_off(chart: TradeOff) -> str:
    """Return the runs of the front, from the cheapest to the best."""
    front = sorted((mark for mark in chart.marks if mark.number in chart.front), key=lambda mark: mark.x)
    said = ", ".join(
        _("model {number} ({cost}; {value})").format(
            number=mark.number, cost=spoken(mark.x, ".4g"), value=spoken_value(mark.y, chart.unit)
        )
        for mark in front[:_MOST_NAMED]
    )
    if len(front) > _MOST_NAMED:
        said = and_more(said, len(front) - _MOST_NAMED)
    return ngettext(
        "Scatter chart of {number} model. {value} over {cost}. None is beaten in both: {models}.",
        "Scatter chart of {number} models. {value} over {cost}. None is beaten in both: {models}.",
        len(chart.marks),
    ).format(number=len(chart.marks), value=chart.y_label, cost=inside(chart.x_label), models=said)
