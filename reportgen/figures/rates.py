"""Draws curves between 0 and 1: ROC and precision–recall curves of classes, and the reliability of confidence."""

from collections.abc import Sequence

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import RateChart, RateCurve, ReliabilityChart
from reportgen.figures.legend import Entry, legend_beside
from reportgen.figures.lettering import letters
from reportgen.figures.marks import Pen
from reportgen.figures.plot import DOTTED, MARK_POINTS, Axis, Plot
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.style import LineStyle, class_styles, line_style
from reportgen.language import _, pgettext
from reportgen.language.numbers import decimal

_LEFT, _BOTTOM, _TOP, _RIGHT = 11.0, 9.5, 2.5, 2.0
_LEGEND = 27.0
_LEGEND_POINTS, _SAMPLE = 6.6, 1.8
_TICKS = [0.0, 0.25, 0.5, 0.75, 1.0]
_BAR, _TALLEST_BAR = 1 / 15 * 0.8, 0.22


def draw_rates(chart: RateChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size, the legend beside the axes, never over a curve."""
    plot = _square(chart.width_mm, chart.height_mm, _LEGEND, look)
    plot.name_below(chart.x_label)
    plot.name_beside(chart.y_label)
    plot.frame()
    curves = list(zip(chart.curves, class_styles(look), strict=False))
    for curve, style in curves:
        plot.curve(curve.x, curve.y, _pen(style))
    if chart.diagonal:
        plot.curve([0, 1], [0, 1], Pen(look.frame, 0.7, DOTTED))
    title = _("Class, area") if len(chart.curves) > 1 else pgettext("below a curve", "Area")
    legend_beside(plot, title, _entries(curves), letters(look, "legend", _LEGEND_POINTS), _SAMPLE)
    return plot.sheet


def _pen(style: LineStyle) -> Pen:
    return Pen(style.color, 0.9, style.dash)


def _entries(curves: Sequence[tuple[RateCurve, LineStyle]]) -> list[Entry]:
    return [
        Entry(f"{curve.label}  {decimal(f'{curve.area:.3f}')}", style.color, _pen(style)) for curve, style in curves
    ]


def draw_reliability(chart: ReliabilityChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size: accuracy by confidence, and below it how many samples there are."""
    plot = _square(chart.width_mm, chart.height_mm, 0.0, look)
    most, places = max(chart.counts), chart.confidences
    heights = [_TALLEST_BAR * count / most for count in chart.counts]
    bars = [(x - _BAR / 2, x + _BAR / 2, height) for x, height in zip(places, heights, strict=True)]
    plot.bars(bars, look.fill)
    plot.curve([0, 1], [0, 1], Pen(look.frame, 0.7, DOTTED))
    plot.name_below(_("Confidence"))
    plot.name_beside(_("Accuracy"))
    plot.frame()
    color = line_style(look, "training").color
    plot.curve(places, chart.accuracies, Pen(color, 1.0))
    plot.dots(places, chart.accuracies, "o", MARK_POINTS, color)
    return plot.sheet


def _square(width: float, height: float, beside: float, look: FigureStyle) -> Plot:
    box = Box(_LEFT, _BOTTOM, width - _LEFT - _RIGHT - beside, height - _BOTTOM - _TOP)
    plot = Plot(Sheet(width, height), look, box, (Axis(0.0, 1.0), Axis(0.0, 1.0)))
    ticks = [(place, decimal(f"{place:.4g}")) for place in _TICKS]
    plot.grid(ticks, ticks)
    plot.ticks_below(ticks)
    plot.ticks_beside(ticks)
    return plot
