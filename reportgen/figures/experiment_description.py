"""What charts of several runs show, in words: their alternative texts."""

import math
from statistics import fmean

from reportgen.figures.charts import Unit
from reportgen.figures.experiment_charts import Effect, FactorChart, HeatMap, TradeOff
from reportgen.figures.spoken_values import and_more, spoken, spoken_value
from reportgen.language import _, ngettext
from reportgen.language.letters import inside

_MOST_NAMED = 12


def describe_effects(chart: FactorChart) -> str:
    """Return the mean at each level: "Test accuracy by batch size: 97.1 % where it is 32, 98 % where it is 64."."""
    # Translators: {value} is what was measured, {factor} what was varied: "Test accuracy by batch size: …".
    told = _("Chart of means. {value} by {factor}: {means}.")
    means = ", ".join(_mean(effect, chart.unit) for effect in chart.effects)
    return told.format(value=chart.y_label, factor=inside(chart.x_label), means=means)


def _mean(effect: Effect, unit: Unit) -> str:
    value, runs = spoken_value(fmean(effect.values), unit), len(effect.values)
    if runs == 1:
        # Translators: {level} is a value of the setting that was varied: "97.1 % where it is 32".
        return _("{value} where it is {level}").format(value=value, level=effect.label)
    told = _("{value} where it is {level} (mean of {number} runs)")
    return told.format(value=value, level=effect.label, number=runs)


def describe_heat(chart: HeatMap) -> str:
    """Return the two factors, and where the value is highest and lowest; the table of configurations has all values."""
    # Translators: a grid of two settings: "Heat map. Test accuracy in % by Learning rate (3 values) and …".
    told = _("Heat map. {value} by {factor} ({levels} values) and {other_factor} ({other_levels} values).").format(
        value=chart.value_label,
        factor=chart.column_label,
        levels=len(chart.columns),
        other_factor=chart.row_label,
        other_levels=len(chart.rows),
    )
    found = [
        (cell.value, cell.text, column, row)
        for row, cells in zip(chart.rows, chart.cells, strict=True)
        for column, cell in zip(chart.columns, cells, strict=True)
        if cell.value is not None and math.isfinite(cell.value)
    ]
    if not found:
        return told
    highest, lowest = max(found, key=lambda cell: cell[0]), min(found, key=lambda cell: cell[0])
    ends = [
        (_("The highest, {value}, is at {factor} {level} and {other_factor} {other_level}."), highest),
        (_("The lowest, {value}, is at {factor} {level} and {other_factor} {other_level}."), lowest),
    ]
    words = (
        end.format(value=text, factor=chart.column_label, level=column, other_factor=chart.row_label, other_level=row)
        for end, (_value, text, column, row) in ends
    )
    return " ".join([told, *words])


def describe_trade_off(chart: TradeOff) -> str:
    """Return the runs of the front, from the cheapest to the best."""
    front = sorted((mark for mark in chart.marks if mark.number in chart.front), key=lambda mark: mark.x)
    said = ", ".join(
        # Translators: the cost is a time or a number of parameters.
        _("model {number} at a cost of {cost} with {value}").format(
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
