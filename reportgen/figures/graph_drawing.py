"""Draws a `GraphChart`: layers as boxes in the colour of their kind, arrows between them, shapes beside the arrows."""

import math
from collections.abc import Iterator, Sequence

from matplotlib.collections import Collection, LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import Affine2D

from reportgen.figures.graph_charts import Arrow, Box, GraphChart, Point
from reportgen.figures.style import FRAME, INK, LAYER_COLOURS, MILLIMETRES_PER_INCH, TEXT_FONT
from reportgen.figures.text_width import width_mm

_SOFT = "#5c5c5c"
_LINE_COLOUR = "#5c5c5c"
_TINT = 0.09
_HEAD_LONG, _HEAD_WIDE = 1.5, 1.2
_WEIGHTS = {"plain": 400, "strong": 600}


def draw_graph(chart: GraphChart) -> Figure:
    """Return `chart` as a figure of its size."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    places = Affine2D().scale(1 / chart.width_mm, -1 / chart.height_mm).translate(0, 1) + figure.transFigure
    for drawn in (*_boxes(chart.boxes), *_arrows(chart.arrows)):
        drawn.set_transform(places)
        figure.add_artist(drawn, clip=False)
    _write(figure, chart)
    return figure


def _boxes(boxes: Sequence[Box]) -> Iterator[Collection]:
    colours = [LAYER_COLOURS[box.kind] for box in boxes]
    corners = [_corners(box) for box in boxes]
    yield PolyCollection(corners, facecolors=[_tint(colour) for colour in colours], edgecolors=colours, linewidths=0.6)
    rules = [((box.left, rule), (box.left + box.width, rule)) for box in boxes for rule in box.rules]
    if rules:
        yield LineCollection(rules, colors=FRAME, linewidths=0.25)


def _corners(box: Box) -> list[Point]:
    right, bottom = box.left + box.width, box.top + box.height
    return [(box.left, box.top), (right, box.top), (right, bottom), (box.left, bottom)]


def _tint(colour: str) -> tuple[float, ...]:
    return tuple(1 - _TINT * (1 - part) for part in to_rgb(colour))


def _arrows(arrows: Sequence[Arrow]) -> Iterator[Collection]:
    lines = [[*arrow.points[:-1], _before_head(arrow)] for arrow in arrows]
    if lines:
        yield LineCollection(lines, colors=_LINE_COLOUR, linewidths=0.6, capstyle="butt", joinstyle="round")
        yield PolyCollection([_head(arrow) for arrow in arrows], facecolors=_LINE_COLOUR, edgecolors="none")


def _direction(arrow: Arrow) -> tuple[float, float]:
    (x, y), (end_x, end_y) = arrow.points[-2:]
    length = math.hypot(end_x - x, end_y - y)
    return (end_x - x) / length, (end_y - y) / length


def _before_head(arrow: Arrow) -> Point:
    (along_x, along_y), (x, y) = _direction(arrow), arrow.points[-1]
    return x - along_x * _HEAD_LONG / 2, y - along_y * _HEAD_LONG / 2


def _head(arrow: Arrow) -> list[Point]:
    (along_x, along_y), (x, y) = _direction(arrow), arrow.points[-1]
    back_x, back_y = x - along_x * _HEAD_LONG, y - along_y * _HEAD_LONG
    side_x, side_y = -along_y * _HEAD_WIDE / 2, along_x * _HEAD_WIDE / 2
    return [(x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y)]


def _write(figure: Figure, chart: GraphChart) -> None:
    """Print the texts; all have a place already, so that none has to be measured here."""
    sizes = chart.lettering
    fonts = {
        name: FontProperties(family=[TEXT_FONT, "DejaVu Sans"], weight=weight) for name, weight in _WEIGHTS.items()
    }

    def write(place: Point, text: str, weight: str, size: float, colour: str) -> None:
        x, y = place[0] / chart.width_mm, 1 - place[1] / chart.height_mm
        font = fonts[weight]
        figure.text(x, y, text, va="center_baseline", fontproperties=font, fontsize=size, color=colour)

    for box in chart.boxes:
        for line in box.lines:
            strong = width_mm(f"{line.strong}  " if line.strong and line.plain else line.strong, sizes.points)
            x = box.left + (box.width - strong - width_mm(line.plain, sizes.small_points)) / 2
            if line.strong:
                write((x, line.y), line.strong, "strong", sizes.points, LAYER_COLOURS[line.kind])
            if line.plain:
                write((x + strong, line.y), line.plain, "plain", sizes.small_points, INK)
    for label in chart.labels:
        write((label.x, label.y), label.text, "plain", sizes.small_points, _SOFT)
