"""What a sheet holds: lines, areas, dots, texts and pictures, in millimetres from the lower left corner.

Each knows how one of matplotlib's renderers draws it. matplotlib's own artists do the same after many questions: a
text, for instance, is measured anew each time, and a tick is four artists.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from reportgen.figures.lettering import MM_PER_POINT
from reportgen.figures.style import Dash

Point = tuple[float, float]


_BEGIN, _GO, _CLOSE = int(Path.MOVETO), int(Path.LINETO), int(Path.CLOSEPOLY)


@dataclass(frozen=True)
class Surface:
    """Where marks are drawn: a renderer, its dots a millimetre, and its height in dots."""

    renderer: RendererBase
    dots: float
    height: float

    @property
    def places(self) -> Affine2D:
        """Return what takes millimetres to dots."""
        return Affine2D().scale(self.dots)

    def write(self, pen: GraphicsContextBase, text: str, place: Point, font: FontProperties, **options: object) -> None:
        """Print a line of text that begins at `place`."""
        x, y = place[0] * self.dots, place[1] * self.dots
        if self.renderer.flipy():
            y = self.height - y
        self.renderer.draw_text(pen, x, y, text, font, **options)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Pen:
    """The colour, the width in points and the dashes of lines."""

    colour: str
    points: float
    dash: Dash | None = None
    cap: str = "projecting"
    join: str = "round"

    def ready(self, renderer: RendererBase) -> GraphicsContextBase:
        """Return it as a renderer takes it."""
        context = renderer.new_gc()
        context.set_foreground(to_rgba(self.colour), isRGBA=True)
        context.set_linewidth(self.points)
        context.set_joinstyle(self.join)  # type: ignore[arg-type]
        if self.dash:
            context.set_dashes(0, [length * self.points for length in self.dash])
        context.set_capstyle("butt" if self.dash else self.cap)  # type: ignore[arg-type]
        return context


@dataclass(frozen=True)
class Strokes:
    """Lines of one pen."""

    lines: Sequence[Sequence[Point] | np.ndarray]
    pen: Pen

    def draw(self, surface: Surface) -> None:
        """Draw them as one path: checkers of structure take single lines that cross for a table."""
        pen = self.pen.ready(surface.renderer)
        surface.renderer.draw_path(pen, _open_path(self.lines), surface.places)
        pen.restore()


@dataclass(frozen=True)
class Areas:
    """Polygons of one colour, with an edge if there is a pen for it."""

    outlines: Sequence[Sequence[Point]]
    colour: str | tuple[float, float, float] | None
    edge: Pen | None = None

    def draw(self, surface: Surface) -> None:
        """Draw them as one path."""
        pen = (self.edge or Pen("none", 0.0)).ready(surface.renderer)
        filled = to_rgba(self.colour) if self.colour is not None else None
        surface.renderer.draw_path(pen, _closed_path(self.outlines), surface.places, filled)
        pen.restore()


@dataclass(frozen=True)
class Dots:
    """The same mark at many places: "o", "D", "^", "s" or "v" of a size in points."""

    shape: str
    points: float
    colour: str
    places: np.ndarray
    edge_points: float = 0.0
    alpha: float | None = None

    def draw(self, surface: Surface) -> None:
        """Draw them."""
        pen = Pen(self.colour, self.edge_points, cap="butt", join=_JOINS.get(self.shape, "miter")).ready(
            surface.renderer
        )
        pen.set_alpha(self.alpha)  # type: ignore[arg-type]  # None is what it is by itself
        size = Affine2D().scale(self.points * MM_PER_POINT * surface.dots)
        surface.renderer.draw_markers(
            pen, _SHAPES[self.shape], size, Path(self.places), surface.places, to_rgba(self.colour, self.alpha)
        )
        pen.restore()


@dataclass(frozen=True)
class Words:
    """A line of text and where it begins, on its foot; `angle` is 90 for one that is read upwards."""

    text: str
    place: Point
    font: FontProperties
    colour: str
    angle: float = 0.0
    is_formula: bool = False

    def draw(self, surface: Surface) -> None:
        """Print it."""
        pen = surface.renderer.new_gc()
        pen.set_foreground(to_rgba(self.colour), isRGBA=True)
        surface.write(pen, self.text, self.place, self.font, angle=self.angle, ismath=self.is_formula)
        pen.restore()


@dataclass(frozen=True)
class Pixels:
    """A picture in a box: its lower left corner, its width and its height; `colours` are rows of RGBA bytes."""

    colours: np.ndarray
    place: Point
    width: float
    height: float

    def draw(self, surface: Surface) -> None:
        """Draw the pixels as they are, where the renderer can, else as many as it has there."""
        renderer, (left, bottom) = surface.renderer, self.place
        x, y, width, height = (edge * surface.dots for edge in (left, bottom, self.width, self.height))
        pen = renderer.new_gc()
        if renderer.option_scale_image():
            # The first row is the upper one.
            renderer.draw_image(pen, x, y, self.colours, Affine2D().scale(width, -height).translate(0, height))
        else:
            columns, rows = round(x + width) - round(x), round(y + height) - round(y)
            renderer.draw_image(pen, round(x), round(y), _enlarged(self.colours[::-1], columns, rows))
        pen.restore()


Mark = Strokes | Areas | Dots | Words | Pixels


def _open_path(lines: Sequence[Sequence[Point] | np.ndarray]) -> Path:
    if len(lines) == 1:
        return Path(np.asarray(lines[0], float))
    codes: list[int] = []
    for line in lines:
        codes += [_BEGIN, *[_GO] * (len(line) - 1)]
    return Path(np.concatenate([np.asarray(line, float) for line in lines]), codes)


def _closed_path(outlines: Sequence[Sequence[Point]]) -> Path:
    codes: list[int] = []
    for outline in outlines:
        codes += [_BEGIN, *[_GO] * (len(outline) - 1), _CLOSE]
    return Path([point for outline in outlines for point in (*outline, outline[0])], codes)


def _enlarged(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """Return a picture of `width` times `height` dots, each with the colour of the pixel that covers it."""
    rows, columns = (
        np.arange(count) * size // count for count, size in zip((height, width), pixels.shape, strict=False)
    )
    return np.ascontiguousarray(pixels[rows][:, columns])


def _polygon(*corners: Point) -> Path:
    return _closed_path([corners])


_DIAMOND = math.sqrt(0.5)
# Of the size of a mark, around its middle, as matplotlib has them.
_SHAPES = {
    "o": Path.unit_circle().transformed(Affine2D().scale(0.5)),
    "s": _polygon((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)),
    "D": _polygon((0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0)),
    "^": _polygon((0, 0.5), (-0.5, -0.5), (0.5, -0.5)),
    "v": _polygon((0, -0.5), (-0.5, 0.5), (0.5, 0.5)),
}
_JOINS = {"o": "round"}
