"""Draws a `FactorChart`: means over the levels of a factor, the spread of repeats, and every single run behind."""

from collections.abc import Sequence
from statistics import fmean, stdev

from reportgen.figures.experiment_charts import Effect, FactorChart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.lettering import MM_PER_POINT
from reportgen.figures.level_names import CHARACTER, WIDEST, folded, room_for, upright_label
from reportgen.figures.marks import Pen
from reportgen.figures.plot import LINE_POINTS, MARK_POINTS, Axis, Plot, axis, log_axis, roomy_axis
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.style import line_style
from reportgen.figures.tick_places import linear_places
from reportgen.figures.ticks import ticks

_LEFT, _RIGHT, _BOTTOM, _TOP = 14.5, 3.0, 10.4, 2.5
_BESIDE_NAMES = 3.0
_BESIDE_NAMES_POINTS = 4.0
_BETWEEN_TICKS = 2.0
_UP_TICKS, _ACROSS_TICKS = 5, 4
_ROOM, _ROOM_BESIDE_NAMES, _ROOM_ABOVE_NAMES = 0.06, 0.08, 0.6
_RUN_POINTS = 1.8
_SPREAD_POINTS, _CAP_POINTS = 0.8, 1.0
_HALF_CAP_MM = 2.2 * MM_PER_POINT


def draw_effects(chart: FactorChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    return _draw_numeric(chart, look) if chart.is_numeric else _draw_named(chart, look)


def _plot(chart: FactorChart, look: FigureStyle, left: float, axes: tuple[Axis, Axis]) -> Plot:
    width, height = chart.width_mm, chart.height_mm
    box = Box(left, _BOTTOM, width - left - _RIGHT, height - _BOTTOM - _TOP)
    return Plot(Sheet(width, height), look, box, axes)


def _draw_numeric(chart: FactorChart, look: FigureStyle) -> Sheet:
    plot = _plot(chart, look, _LEFT, (_levels(chart), _measures(chart)))
    up = plot.y.ticks(linear_places(plot.y.first, plot.y.last, _UP_TICKS), ticks(chart.unit).format_ticks)
    plot.grid(ys=up)
    plot.ticks_below([(effect.x, effect.label) for effect in _labelled(plot, chart)])
    plot.ticks_beside(up)
    plot.name_below(chart.x_label)
    plot.name_at_edge(chart.y_label, up)
    runs = [(effect.x, value) for effect in chart.effects for value in effect.values]
    plot.dots([x for x, _ in runs], [value for _, value in runs], "o", _RUN_POINTS, look.frame)
    plot.frame()
    places, means = [effect.x for effect in chart.effects], _means(chart)
    plot.curve(places, means, Pen(line_style(look, "training").color, LINE_POINTS))
    across, spreads = plot.across(places), [plot.up(_ends(effect)) for effect in chart.effects]
    _draw_spreads(
        plot,
        [[(x, low), (x, high)] for x, (low, high) in zip(across, spreads, strict=True)],
        [
            [(x - _HALF_CAP_MM, end), (x + _HALF_CAP_MM, end)]
            for x, ends in zip(across, spreads, strict=True)
            for end in ends
        ],
    )
    _draw_means(plot, places, means)
    return plot.sheet


def _draw_named(chart: FactorChart, look: FigureStyle) -> Sheet:
    label, wider = upright_label(chart.x_label, chart.height_mm - _BOTTOM - _TOP, _TOP)
    last = max(effect.x for effect in chart.effects)
    levels = Axis(last + _ROOM_ABOVE_NAMES, -_ROOM_ABOVE_NAMES)
    measures = roomy_axis(*_range(chart), _ROOM_BESIDE_NAMES)
    plot = _plot(chart, look, _names_width(chart, look) + wider, (measures, levels))
    across = measures.ticks(linear_places(measures.first, measures.last, _ACROSS_TICKS), ticks(chart.unit).format_ticks)
    names = [(effect.x, name) for effect, name in zip(chart.effects, _names(chart), strict=True)]
    plot.grid(across, names)
    plot.ticks_below(across)
    plot.ticks_beside(names)
    plot.name_below(chart.y_label)
    plot.name_beside(label, _BESIDE_NAMES_POINTS)
    runs = [(value, effect.x) for effect in chart.effects for value in effect.values]
    plot.dots([value for value, _ in runs], [y for _, y in runs], "o", _RUN_POINTS, look.frame)
    plot.frame()
    places = [effect.x for effect in chart.effects]
    up, spreads = plot.up(places), [plot.across(_ends(effect)) for effect in chart.effects]
    _draw_spreads(
        plot,
        [[(low, y), (high, y)] for y, (low, high) in zip(up, spreads, strict=True)],
        [
            [(end, y - _HALF_CAP_MM), (end, y + _HALF_CAP_MM)]
            for y, ends in zip(up, spreads, strict=True)
            for end in ends
        ],
    )
    _draw_means(plot, _means(chart), places)
    return plot.sheet


def _names_width(chart: FactorChart, look: FigureStyle) -> float:
    return room_for(_names(chart), look) + _BESIDE_NAMES + (4.5 if chart.x_label else 0.0)


def _names(chart: FactorChart) -> list[str]:
    return [folded(effect.label, WIDEST - _BESIDE_NAMES) for effect in chart.effects]


def _draw_spreads(
    plot: Plot, bars: Sequence[Sequence[tuple[float, float]]], caps: Sequence[Sequence[tuple[float, float]]]
) -> None:
    color = line_style(plot.look, "training").color
    plot.sheet.stroke(bars, Pen(color, _SPREAD_POINTS, cap="butt"))
    plot.sheet.stroke(caps, Pen(color, _CAP_POINTS, cap="butt"))


def _draw_means(plot: Plot, xs: Sequence[float], ys: Sequence[float]) -> None:
    style = line_style(plot.look, "training")
    plot.dots(xs, ys, style.marker, MARK_POINTS, style.color)


def _means(chart: FactorChart) -> list[float]:
    return [fmean(effect.values) for effect in chart.effects]


def _ends(effect: Effect) -> tuple[float, float]:
    """Return the mean less and plus the standard deviation of repeats."""
    mean, spread = fmean(effect.values), stdev(effect.values) if len(effect.values) > 1 else 0.0
    return mean - spread, mean + spread


def _range(chart: FactorChart) -> tuple[float, float]:
    values = [value for effect in chart.effects for value in (*effect.values, *_ends(effect))]
    return min(values), max(values)


def _measures(chart: FactorChart) -> Axis:
    measures = roomy_axis(*_range(chart))
    if chart.unit == "percent" and max(value for effect in chart.effects for value in effect.values) <= 1.0:
        # The free part would reach to 105 %.
        return axis(measures.first, min(1.0, measures.last))
    return measures


def _levels(chart: FactorChart) -> Axis:
    places = [effect.x for effect in chart.effects]
    low, high = min(places), max(places)
    if chart.scale == "log":
        return log_axis(low, high, _ROOM)
    room = _ROOM * (high - low) or 1.0
    return axis(low - room, high + room)


def _labelled(plot: Plot, chart: FactorChart) -> list[Effect]:
    """Return the levels whose labels fit beside each other."""
    kept: list[Effect] = []
    reached = -1.0
    for effect, place in zip(chart.effects, plot.across([effect.x for effect in chart.effects]), strict=True):
        centre, half = place - plot.box.left, len(effect.label) * CHARACTER / 2
        if centre - half > reached:
            kept.append(effect)
            reached = centre + half + _BETWEEN_TICKS
    return kept
