"""Draws a `ClassBarChart`: how many samples each class has in each part of the data."""

from collections.abc import Iterator, Sequence

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import ClassBarChart
from reportgen.figures.legend import Entry, legend_above
from reportgen.figures.lettering import letters
from reportgen.figures.plot import Axis, Plot, count_axis
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.tick_places import FINE, linear_places
from reportgen.language import _
from reportgen.language.numbers import grouped

_LEFT, _RIGHT, _TOP = 14.5, 2.0, 6.0
_BOTTOM, _LETTER_MM = 6.5, 1.25
_LONG_LABEL = 3
_MOST_LABELS = 30
_TICKS = 4
_SAMPLE, _AWAY = 1.2, 0.5
# Of the distance between two classes: what all of their bars take, and how much of its own part a bar fills.
_ALL_BARS, _FILLED = 0.8, 0.92


def draw_class_bars(chart: ClassBarChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    longest = max(len(label) for label in chart.labels)
    is_turned = longest > _LONG_LABEL and longest * len(chart.labels) * _LETTER_MM > chart.width_mm - _LEFT
    bottom = _BOTTOM + (longest * _LETTER_MM if is_turned else 0)
    box = Box(_LEFT, bottom, chart.width_mm - _LEFT - _RIGHT, chart.height_mm - bottom - _TOP)
    most = max(count for _label, counts in chart.parts for count in counts)
    axes = Axis(-0.6, len(chart.labels) - 0.4), count_axis(most)
    plot = Plot(Sheet(chart.width_mm, chart.height_mm), look, box, axes)
    _dress(plot, chart, is_turned=is_turned)
    parts = list(zip(chart.parts, look.bars, strict=False))
    for place, ((_label, counts), shade) in enumerate(parts):
        plot.bars(list(_bars(counts, place, len(chart.parts))), shade)
    if len(chart.parts) > 1:
        entries = [Entry(label, shade) for (label, _counts), shade in parts]
        legend_above(plot, entries, letters(look, "legend"), _SAMPLE, _AWAY)
    return plot.sheet


def _bars(counts: Sequence[int], part: int, parts: int) -> Iterator[tuple[float, float, float]]:
    """Yield where the bar of each class begins and ends, and how high it is, for one of the parts of the data."""
    width = _ALL_BARS / parts
    offset = (part - (parts - 1) / 2) * width
    for place, count in enumerate(counts):
        yield place + offset - width * _FILLED / 2, place + offset + width * _FILLED / 2, count


def _dress(plot: Plot, chart: ClassBarChart, *, is_turned: bool) -> None:
    step = -(-len(chart.labels) // _MOST_LABELS)
    places = linear_places(plot.y.first, plot.y.last, _TICKS, FINE, is_whole=True)
    counts = plot.y.ticks(places, lambda values: [grouped(round(value)) for value in values])
    plot.grid(ys=counts)
    labels = [(place, chart.labels[place]) for place in range(0, len(chart.labels), step)]
    plot.ticks_below(labels, tick_points=0.0, is_upright=is_turned)
    plot.ticks_beside(counts)
    plot.name_beside(_("Samples"))
    plot.frame()
