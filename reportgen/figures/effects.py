"""Draws a `FactorChart`: means over the levels of a factor, the spread of repeats, and every single run behind."""

from collections.abc import Sequence
from statistics import fmean, stdev

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator, NullLocator

from reportgen.figures.experiment_charts import Effect, FactorChart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.label_sizes import place_upright_label
from reportgen.figures.level_names import CHARACTER, WIDEST, folded, room_for, upright_label
from reportgen.figures.style import MILLIMETRES_PER_INCH, line_style
from reportgen.figures.ticks import ticks

_LEFT, _RIGHT, _BOTTOM, _TOP = 14.5, 3.0, 10.4, 2.5
_BESIDE_NAMES = 3.0
_BETWEEN_TICKS = 2.0


def draw_effects(chart: FactorChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    width, height = chart.width_mm, chart.height_mm
    label, wider = upright_label(chart.x_label, height - _BOTTOM - _TOP, _TOP)
    left = _LEFT if chart.is_numeric else _names_width(chart) + wider
    axes = figure.add_axes(
        (left / width, _BOTTOM / height, (width - left - _RIGHT) / width, (height - _BOTTOM - _TOP) / height)
    )
    axes.spines[["top", "right"]].set_visible(False)
    if chart.is_numeric:
        _draw_numeric(axes, chart, width - left - _RIGHT, look)
    else:
        _draw_named(axes, chart, look)
        axes.set_ylabel(label)
    return figure


def _names_width(chart: FactorChart) -> float:
    widest = room_for(_names(chart))
    return widest + _BESIDE_NAMES + (4.5 if chart.x_label else 0.0)


def _names(chart: FactorChart) -> list[str]:
    return [folded(effect.label, WIDEST - _BESIDE_NAMES) for effect in chart.effects]


def _draw_numeric(axes: Axes, chart: FactorChart, width: float, look: FigureStyle) -> None:
    places = [effect.x for effect in chart.effects]
    if chart.scale == "log":
        axes.set_xscale("log")
    style = line_style(look, "training")
    for effect in chart.effects:
        axes.plot([effect.x] * len(effect.values), effect.values, "o", color=look.frame, markersize=1.8, zorder=2)
    axes.errorbar(
        places,
        [fmean(effect.values) for effect in chart.effects],
        yerr=[_spread(effect) for effect in chart.effects],
        color=style.color,
        marker=style.marker,
        capsize=2.2,
        elinewidth=0.8,
        zorder=3,
        clip_on=False,
    )
    axes.grid(axis="y", zorder=0)
    axes.set_xlabel(chart.x_label, labelpad=2)
    axes.set_ylabel(chart.y_label)
    _pad(axes, places, chart)
    kept = _tick_places(axes, chart, width)
    axes.xaxis.set_major_locator(FixedLocator([effect.x for effect in kept]))
    axes.xaxis.set_major_formatter(FixedFormatter([effect.label for effect in kept]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(ticks(chart.unit))
    if chart.unit == "percent" and max(value for effect in chart.effects for value in effect.values) <= 1.0:
        # The margin of matplotlib would reach to 105 %.
        axes.set_ylim(top=min(1.0, axes.get_ylim()[1]))
    place_upright_label(axes, _LEFT)


def _draw_named(axes: Axes, chart: FactorChart, look: FigureStyle) -> None:
    style = line_style(look, "training")
    for effect in chart.effects:
        axes.plot(effect.values, [effect.x] * len(effect.values), "o", color=look.frame, markersize=1.8, zorder=2)
    axes.errorbar(
        [fmean(effect.values) for effect in chart.effects],
        [effect.x for effect in chart.effects],
        xerr=[_spread(effect) for effect in chart.effects],
        color=style.color,
        marker=style.marker,
        linestyle="none",
        capsize=2.2,
        elinewidth=0.8,
        zorder=3,
    )
    axes.grid(axis="both", zorder=0)
    axes.set_xlabel(chart.y_label, labelpad=2)
    axes.margins(x=0.08)
    last = max(effect.x for effect in chart.effects)
    axes.set_ylim(last + 0.6, -0.6)
    axes.yaxis.set_major_locator(FixedLocator([effect.x for effect in chart.effects]))
    axes.yaxis.set_major_formatter(FixedFormatter(_names(chart)))
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(ticks(chart.unit))


def _spread(effect: Effect) -> float:
    return stdev(effect.values) if len(effect.values) > 1 else 0.0


def _pad(axes: Axes, places: Sequence[float], chart: FactorChart) -> None:
    low, high = min(places), max(places)
    if chart.scale == "log":
        room = (high / low) ** 0.06
        axes.set_xlim(low / room, high * room)
    else:
        room = 0.06 * (high - low) or 1.0
        axes.set_xlim(low - room, high + room)


def _tick_places(axes: Axes, chart: FactorChart, width: float) -> list[Effect]:
    """Return the levels whose labels fit beside each other."""
    kept: list[Effect] = []
    reached = -1.0
    for effect in chart.effects:
        centre = width * float(axes.transAxes.inverted().transform(axes.transData.transform((effect.x, 0)))[0])
        half = len(effect.label) * CHARACTER / 2
        if centre - half > reached:
            kept.append(effect)
            reached = centre + half + _BETWEEN_TICKS
    return kept
