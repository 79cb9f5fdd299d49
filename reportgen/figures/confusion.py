"""Draws a `ConfusionChart`: a square a pair of classes, readable for 2 to 100 classes, in colour and in grey."""

from collections.abc import Sequence

import numpy as np

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import ConfusionChart
from reportgen.figures.lettering import letters
from reportgen.figures.marks import Pen
from reportgen.figures.plot import Axis, Plot
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.tones import tone_of, tone_steps, tones
from reportgen.language import _

# Counts are printed while the squares have room for them, every label while its line has.
_MOST_COUNTED = 25
_MOST_LABELS = 50
_LONG_LABEL = 2
_BOTTOM, _RIGHT, _TOP = 12.0, 1.0, 1.5
_POINT_MM = 0.353
_LETTER = 0.52
_BESIDE_LABELS_POINTS = 1.5

_DARK_FROM = 0.55
# Numbers stand a little below the middle of their square: they have no tails.
_LOW = 0.52


def draw_confusion(chart: ConfusionChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    longest = max(len(label) for label in chart.labels)
    size = _label_size(chart)
    is_turned = longest > _LONG_LABEL
    margin = 5.0 + longest * size * _POINT_MM * _LETTER
    bottom = 7.0 + (longest * size * _POINT_MM * _LETTER if is_turned else 3.0)
    side = min(chart.width_mm - margin - _RIGHT, chart.height_mm - bottom - _TOP)
    left = margin + (chart.width_mm - margin - _RIGHT - side) / 2
    classes = float(len(chart.counts))
    axes = Axis(0.0, classes), Axis(classes, 0.0)
    plot = Plot(Sheet(chart.width_mm, chart.height_mm), look, Box(left, bottom, side, side), axes)
    shares = [[count / (sum(row) or 1) for count in row] for row in chart.counts]
    _draw_squares(plot, shares)
    _label(plot, chart, size, is_turned=is_turned)
    plot.sheet.fill([plot.box.corners], None, Pen(look.frame, 0.5, join="miter"))
    if len(chart.counts) <= _MOST_COUNTED:
        _print_counts(plot, chart, shares)
    return plot.sheet


def _label_size(chart: ConfusionChart) -> float:
    room = (chart.height_mm - _BOTTOM) / len(chart.labels) / _POINT_MM
    return max(3.6, min(7.5, room * 0.85))


def _draw_squares(plot: Plot, shares: Sequence[Sequence[float]]) -> None:
    """Draw squares as vectors, those of a tone together: some readers would blur an image of a pixel a pair."""
    box, side = plot.box, plot.box.width / len(shares)
    plot.sheet.fill([box.corners], tone_of(0.0, plot.look.shares))
    steps = tone_steps(np.asarray(shares))
    for step in np.unique(steps[steps > 0]):
        rows, columns = np.nonzero(steps == step)
        left, top = box.left + columns * side, box.top - rows * side
        squares = np.column_stack((left, top - side, left + side, top))
        plot.sheet.fill_boxes(squares, tones(plot.look.shares)[step])
    edges = [place * side for place in range(len(shares) + 1)]
    level = [[(box.left, box.bottom + edge), (box.right, box.bottom + edge)] for edge in edges]
    upright = [[(box.left + edge, box.bottom), (box.left + edge, box.top)] for edge in edges]
    plot.sheet.stroke([*level, *upright], Pen("#ffffff", 0.4))


def _print_counts(plot: Plot, chart: ConfusionChart, shares: Sequence[Sequence[float]]) -> None:
    digits = max(len(str(count)) for row in chart.counts for count in row)
    size = min(8.0, plot.box.width / len(chart.counts) / _POINT_MM / (digits * 0.62))
    written = letters(plot.look, "tick", size)
    across = plot.across([place + 0.5 for place in range(len(chart.counts))])
    for y, counts, parts in zip(
        plot.up([place + _LOW for place in range(len(shares))]), chart.counts, shares, strict=True
    ):
        for x, count, share in zip(across, counts, parts, strict=True):
            if count:
                color = "#ffffff" if share > _DARK_FROM else plot.look.ink
                plot.sheet.write(str(count), (x, y), written, color, across="middle", up="middle")


def _label(plot: Plot, chart: ConfusionChart, size: float, *, is_turned: bool) -> None:
    step = -(-len(chart.labels) // _MOST_LABELS)
    ticks = [(place + 0.5, chart.labels[place]) for place in range(0, len(chart.labels), step)]
    written, space = letters(plot.look, "tick", size), _BESIDE_LABELS_POINTS
    plot.ticks_below(ticks, written=written, tick_points=0.0, space_points=space, is_upright=is_turned)
    plot.ticks_beside(ticks, written=written, tick_points=0.0, space_points=space)
    plot.name_below(_("Predicted class"))
    plot.name_beside(_("True class"))
