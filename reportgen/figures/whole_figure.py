"""A sheet as a `Figure` of matplotlib, which writes it as SVG or PNG.

matplotlib's own artists of a chart, its axes and ticks, ask many questions before they draw; here is one for all.
"""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from reportgen.figures.equation_layout import POINTS
from reportgen.figures.lettering import MM_PER_POINT
from reportgen.figures.marks import Areas, Boxes, Dots, Formula, Line, Pen, Pixels, Point, Strokes, Words
from reportgen.figures.sheet import Sheet
from reportgen.figures.style import MILLIMETRES_PER_INCH
from reportgen.figures.vector.faces import FALLBACK_FACE

_BEGIN, _GO, _CLOSE = int(Path.MOVETO), int(Path.LINETO), int(Path.CLOSEPOLY)
_UPRIGHT = 90.0


def figure_of(sheet: Sheet) -> Figure:
    """Return a figure of the size of `sheet` that draws it on white."""
    figure = Figure(figsize=(sheet.width_mm / MILLIMETRES_PER_INCH, sheet.height_mm / MILLIMETRES_PER_INCH))
    figure.add_artist(SheetArtist(sheet), clip=False)
    return figure


class SheetArtist(Artist):
    """All that stands on a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet

    def draw(self, renderer: RendererBase) -> None:
        """Draw the sheet."""
        figure = self.get_figure(root=True)
        assert figure is not None  # an artist is drawn as a part of a figure
        dots = figure.dpi / MILLIMETRES_PER_INCH
        self.sheet.draw(RendererSurface(renderer, dots, self.sheet.height_mm * dots))


class RendererSurface:
    """One of matplotlib's renderers, its dots a millimetre, and its height in dots."""

    def __init__(self, renderer: RendererBase, dots: float, height: float) -> None:
        self._renderer = renderer
        self._dots = dots
        self._height = height
        self._places = Affine2D().scale(dots)

    def stroke(self, strokes: Strokes) -> None:
        """Draw lines as one path."""
        pen = self._pen(strokes.pen)
        self._renderer.draw_path(pen, _open_path(strokes.lines), self._places)
        pen.restore()

    def fill(self, areas: Areas) -> None:
        """Draw polygons, each by itself: rectangles get sharp edges."""
        pen = self._pen(areas.edge or Pen("none", 0.0))
        filled = to_rgba(areas.colour) if areas.colour is not None else None
        for outline in areas.outlines:
            self._renderer.draw_path(pen, _polygon(outline), self._places, filled)
        pen.restore()

    def fill_boxes(self, boxes: Boxes) -> None:
        """Draw rectangles, each by itself."""
        corners = [
            ((left, bottom), (right, bottom), (right, top), (left, top))
            for left, bottom, right, top in boxes.edges.tolist()
        ]
        self.fill(Areas(corners, boxes.colour, boxes.edge))

    def dot(self, dots: Dots) -> None:
        """Draw a mark at many places."""
        pen = self._pen(Pen(dots.colour, dots.edge_points, cap="butt", join="round" if dots.shape == "o" else "miter"))
        if dots.alpha < 1:
            pen.set_alpha(dots.alpha)
        size = Affine2D().scale(dots.points * MM_PER_POINT * self._dots)
        colour = to_rgba(dots.colour, dots.alpha)
        self._renderer.draw_markers(pen, _SHAPES[dots.shape], size, Path(dots.places), self._places, colour)
        pen.restore()

    def write(self, words: Words) -> None:
        """Print a line of text."""
        written = words.letters
        font = FontProperties(family=[written.face, FALLBACK_FACE], size=written.points, weight=written.weight)
        self._print(words.text, words.place, font, words.colour, _UPRIGHT if words.is_upright else 0.0)

    def write_formula(self, formula: Formula) -> None:
        """Print an equation."""
        font = FontProperties(size=POINTS)
        self._print(formula.text, formula.place, font, formula.colour, 0.0, is_formula=True)

    def paste(self, pixels: Pixels) -> None:
        """Draw the pixels as they are where the renderer can, else as many as it has there."""
        left, bottom = pixels.place
        x, y, width, height = (edge * self._dots for edge in (left, bottom, pixels.width, pixels.height))
        pen = self._renderer.new_gc()
        if self._renderer.option_scale_image():
            turned = Affine2D().scale(width, -height).translate(0, height)
            self._renderer.draw_image(pen, x, y, pixels.colours, turned)
        else:
            columns, rows = round(x + width) - round(x), round(y + height) - round(y)
            self._renderer.draw_image(pen, round(x), round(y), _enlarged(pixels.colours[::-1], columns, rows))
        pen.restore()

    def _pen(self, pen: Pen) -> GraphicsContextBase:
        context = self._renderer.new_gc()
        context.set_foreground(to_rgba(pen.colour), isRGBA=True)
        context.set_linewidth(pen.points)
        context.set_joinstyle(pen.join)
        if pen.dash:
            context.set_dashes(0, [length * pen.points for length in pen.dash])
        context.set_capstyle("butt" if pen.dash else pen.cap)
        return context

    def _print(  # noqa: PLR0913  # a text, its place and its look
        self, text: str, place: Point, font: FontProperties, colour: str, angle: float, *, is_formula: bool = False
    ) -> None:
        pen = self._renderer.new_gc()
        pen.set_foreground(to_rgba(colour), isRGBA=True)
        x, y = place[0] * self._dots, place[1] * self._dots
        if self._renderer.flipy():
            y = self._height - y
        self._renderer.draw_text(pen, x, y, text, font, angle, ismath=is_formula)
        pen.restore()


def _open_path(lines: Sequence[Line]) -> Path:
    if len(lines) == 1:
        return Path(np.asarray(lines[0], float))
    codes: list[int] = []
    for line in lines:
        codes += [_BEGIN, *[_GO] * (len(line) - 1)]
    return Path(np.concatenate([np.asarray(line, float) for line in lines]), codes)


def _polygon(corners: Sequence[Point]) -> Path:
    return Path([*corners, corners[0]], [_BEGIN, *[_GO] * (len(corners) - 1), _CLOSE])


def _enlarged(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """Return a picture of `width` times `height` dots, each with the colour of the pixel that covers it."""
    rows, columns = (
        np.arange(count) * size // count for count, size in zip((height, width), pixels.shape, strict=False)
    )
    return np.ascontiguousarray(pixels[rows][:, columns])


_DIAMOND = math.sqrt(0.5)
# Of the size of a mark, around its middle, as matplotlib has them.
_SHAPES = {
    "o": Path.unit_circle().transformed(Affine2D().scale(0.5)),
    "s": _polygon(((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))),
    "D": _polygon(((0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0))),
    "^": _polygon(((0, 0.5), (-0.5, -0.5), (0.5, -0.5))),
    "v": _polygon(((0, -0.5), (-0.5, 0.5), (0.5, 0.5))),
}
