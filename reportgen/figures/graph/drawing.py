"""Draws a `GraphChart`: layers as boxes in the colour of their kind, arrows between them, shapes beside the arrows."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import Collection, LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import Affine2D

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.graph.charts import Arrow, Box, GraphChart, Point
from reportgen.figures.style import FALLBACK_FACE, MILLIMETRES_PER_INCH
from reportgen.figures.text_width import width_mm

_TINT = 0.09
_HEAD_LONG, _HEAD_WIDE = 1.5, 1.2
# The baseline below the middle of a line, in millimetres by the size of the text.
_BELOW_MIDDLE = 0.09
_ABOVE_ALL = 10


def draw_graph(chart: GraphChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    places = Affine2D().scale(1 / chart.width_mm, -1 / chart.height_mm).translate(0, 1) + figure.transFigure
    for drawn in (*_boxes(chart.boxes, look), *_arrows(chart.arrows, look)):
        drawn.set_transform(places)
        figure.add_artist(drawn, clip=False)
    figure.add_artist(Writing(_texts(chart, look), chart.height_mm), clip=False)
    return figure


def _boxes(boxes: Sequence[Box], look: FigureStyle) -> Iterator[Collection]:
    colours = [look.kinds[box.kind] for box in boxes]
    corners = [_corners(box) for box in boxes]
    yield PolyCollection(corners, facecolors=[_tint(colour) for colour in colours], edgecolors=colours, linewidths=0.6)
    rules = [((box.left, rule), (box.left + box.width, rule)) for box in boxes for rule in box.rules]
    if rules:
        yield LineCollection(rules, colors=look.frame, linewidths=0.25)


def _corners(box: Box) -> list[Point]:
    right, bottom = box.left + box.width, box.top + box.height
    return [(box.left, box.top), (right, box.top), (right, bottom), (box.left, bottom)]


def _tint(colour: str) -> tuple[float, ...]:
    return tuple(1 - _TINT * (1 - part) for part in to_rgb(colour))


def _arrows(arrows: Sequence[Arrow], look: FigureStyle) -> Iterator[Collection]:
    lines = [[*arrow.points[:-1], _before_head(arrow)] for arrow in arrows]
    if lines:
        yield LineCollection(lines, colors=look.soft, linewidths=0.6, capstyle="butt", joinstyle="round")
        yield PolyCollection([_head(arrow) for arrow in arrows], facecolors=look.soft, edgecolors="none")


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


@dataclass(frozen=True)
class Written:
    """A text and where it begins, on its baseline."""

    text: str
    x: float
    y: float
    font: FontProperties
    colour: str


class Writing(Artist):
    """All texts of a drawing. matplotlib's own would measure each of them anew, which takes as long as drawing it."""

    def __init__(self, texts: Iterable[Written], millimetres: float) -> None:
        super().__init__()
        self.set_zorder(_ABOVE_ALL)
        self.texts = tuple(texts)
        self._height = millimetres

    def draw(self, renderer: RendererBase) -> None:
        """Print the texts."""
        figure = self.get_figure(root=True)
        assert figure is not None  # an artist is drawn as a part of a figure
        dots = figure.dpi / MILLIMETRES_PER_INCH
        properties = renderer.new_gc()
        for written in self.texts:
            properties.set_foreground(written.colour)
            y = written.y if renderer.flipy() else self._height - written.y
            renderer.draw_text(properties, dots * written.x, dots * y, written.text, written.font, 0)
        properties.restore()


def _texts(chart: GraphChart, look: FigureStyle) -> Iterator[Written]:
    sizes = chart.lettering
    family, face = [look.face, FALLBACK_FACE], sizes.advances
    strong = FontProperties(family=family, weight="semibold", size=sizes.points)
    plain = FontProperties(family=family, size=sizes.small_points)
    for box in chart.boxes:
        for line in box.lines:
            first = width_mm(f"{line.strong}  " if line.strong and line.plain else line.strong, sizes.points, face)
            x = box.left + (box.width - first - width_mm(line.plain, sizes.small_points, face)) / 2
            y = line.y + _BELOW_MIDDLE * sizes.points
            if line.strong:
                yield Written(line.strong, x, y, strong, look.kinds[line.kind])
            if line.plain:
                yield Written(line.plain, x + first, y, plain, look.ink)
    for label in chart.labels:
        yield Written(label.text, label.x, label.y + _BELOW_MIDDLE * sizes.small_points, plain, look.soft)
