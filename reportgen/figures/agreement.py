"""Draws predictions of numbers: predicted against true, and how far they are off."""

from collections.abc import Sequence

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import AgreementChart, ResidualChart
from reportgen.figures.lettering import MM_PER_POINT, letters
from reportgen.figures.marks import Pen
from reportgen.figures.plot import DOTTED, Axis, Plot, Tick, axis, count_axis, roomy_axis
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.style import line_style
from reportgen.figures.tick_places import FINE, linear_places
from reportgen.figures.usual_ticks import usual_ticks
from reportgen.language import _, pgettext

_LEFT, _BOTTOM, _TOP, _RIGHT = 14.5, 10.0, 2.5, 2.5
_TICKS = 5
_FEW_POINTS = 200
_BESIDE_AXIS_MM = 3.0 * MM_PER_POINT


def draw_agreement(chart: AgreementChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size, both axes of one range."""
    both = (*chart.truths, *chart.predictions)
    low, high = min(both), max(both)
    padding = 0.04 * (high - low) or 1.0
    ends = axis(low - padding, high + padding)
    plot = _plot(chart, look, ends, ends)
    plot.name_below(pgettext("values", "True"))
    plot.name_beside(pgettext("values", "Predicted"))
    along = [low - padding, high + padding]
    plot.curve(along, along, Pen(look.frame, 0.8, DOTTED))
    plot.frame()
    is_few = len(chart.truths) <= _FEW_POINTS
    size, alpha, color = 3.0 if is_few else 1.6, 0.8 if is_few else 0.45, line_style(look, "training").color
    plot.dots(chart.truths, chart.predictions, "o", size, color, edge_points=0.0, alpha=alpha)
    return plot.sheet


def draw_residuals(chart: ResidualChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    plot = _plot(chart, look, _errors(chart.edges), count_axis(max(chart.counts)), is_counted=True)
    plot.name_below(_("Predicted − true"))
    plot.name_beside(_("Samples"))
    plot.frame()
    bars = list(zip(chart.edges, chart.edges[1:], chart.counts, strict=False))
    plot.bars(bars, line_style(look, "training").color, Pen("#ffffff", 0.3, cap="butt", join="miter"))
    plot.curve([0.0, 0.0], [plot.y.first, plot.y.last], Pen(look.frame, 0.8, DOTTED))
    return plot.sheet


def _errors(edges: Sequence[float]) -> Axis:
    """Return an axis that has a place for no error at all."""
    errors = roomy_axis(edges[0], edges[-1])
    if errors.first <= 0 <= errors.last:
        return errors
    return roomy_axis(min(edges[0], 0.0), max(edges[-1], 0.0))


def _plot(
    chart: AgreementChart | ResidualChart, look: FigureStyle, x: Axis, y: Axis, *, is_counted: bool = False
) -> Plot:
    box = Box(_LEFT, _BOTTOM, chart.width_mm - _LEFT - _RIGHT, chart.height_mm - _BOTTOM - _TOP)
    plot = Plot(Sheet(chart.width_mm, chart.height_mm), look, box, (x, y))
    across, x_end = _ticks(x)
    up, y_end = _ticks(y, is_whole=is_counted)
    plot.grid(across, up)
    plot.ticks_below(across)
    plot.ticks_beside(up)
    written = letters(look, "tick")
    if x_end:
        below = (box.right, plot.lowest - _BESIDE_AXIS_MM)
        plot.sheet.write(x_end, below, written, look.ink, across="right", up="top")
    if y_end:
        plot.sheet.write(y_end, (box.left, box.top + _BESIDE_AXIS_MM), written, look.ink, up="foot")
    return plot


def _ticks(values: Axis, *, is_whole: bool = False) -> tuple[list[Tick], str]:
    """Return ticks, and what stands at the end of the axis for all of them."""
    places = linear_places(values.first, values.last, _TICKS, FINE, is_whole=is_whole)
    numbers, end = usual_ticks(places, values.first, values.last)
    kept = set(values.reached(places))
    return [(place, number) for place, number in zip(places, numbers, strict=True) if place in kept], end
