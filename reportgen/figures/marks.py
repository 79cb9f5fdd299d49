"""What a sheet holds: lines, areas, dots, texts, equations and pictures, in millimetres from the lower left corner."""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec
import numpy as np

from reportgen.figures.equation_layout import MathLayout
from reportgen.figures.lettering import Letters
from reportgen.figures.style import Dash, Shape

Point = tuple[float, float]
Tone = tuple[float, float, float]
Colour = str | Tone
"""Such as "#0067a5", or red, green and blue from 0 to 1."""
Line = Sequence[Point] | np.ndarray
"""The points of a line; an array has the shape (points, 2)."""


class Pen(msgspec.Struct, frozen=True):
    """The colour, the width in points and the dashes of lines; those with dashes have blunt ends."""

    colour: str
    points: float
    dash: Dash | None = None
    cap: Literal["butt", "projecting"] = "projecting"
    join: Literal["miter", "round"] = "round"


class Strokes(msgspec.Struct, frozen=True):
    """Lines of one pen."""

    lines: Sequence[Line]
    pen: Pen

    def draw(self, surface: "Surface") -> None:
        """Draw them."""
        surface.stroke(self)


class Areas(msgspec.Struct, frozen=True):
    """Polygons of one colour, with an edge if there is a pen for it; of no colour, an edge alone."""

    outlines: Sequence[Sequence[Point]]
    colour: Colour | None
    edge: Pen | None = None

    def draw(self, surface: "Surface") -> None:
        """Draw them."""
        surface.fill(self)


class Boxes(msgspec.Struct, frozen=True):
    """Rectangles of one colour, with an edge if there is a pen for it.

    `edges` has a row for each: left, bottom, right, top.
    """

    edges: np.ndarray
    colour: Colour
    edge: Pen | None = None

    def draw(self, surface: "Surface") -> None:
        """Draw them."""
        surface.fill_boxes(self)


class Dots(msgspec.Struct, frozen=True):
    """The same mark at many places: its size and the width of its edge in points."""

    shape: Shape
    points: float
    colour: str
    places: np.ndarray
    edge_points: float = 0.0
    alpha: float = 1.0

    def draw(self, surface: "Surface") -> None:
        """Draw them."""
        surface.dot(self)


class Words(msgspec.Struct, frozen=True):
    """A line of text and where it begins, on its foot; upright text is read from below."""

    text: str
    place: Point
    letters: Letters
    colour: str
    is_upright: bool = False

    def draw(self, surface: "Surface") -> None:
        """Print it."""
        surface.write(self)


class Formula(msgspec.Struct, frozen=True):
    """Mathtext, where it begins on the foot of its letters, and how it is laid out."""

    text: str
    place: Point
    layout: MathLayout
    colour: str

    def draw(self, surface: "Surface") -> None:
        """Print it."""
        surface.write_formula(self)


class Pixels(msgspec.Struct, frozen=True):
    """A picture in a box: `colours` are rows of RGBA bytes from the top, `place` is its lower left corner."""

    colours: np.ndarray
    place: Point
    width: float
    height: float

    def draw(self, surface: "Surface") -> None:
        """Draw it."""
        surface.paste(self)


Mark = Strokes | Areas | Boxes | Dots | Words | Formula | Pixels


class Surface(Protocol):
    """What marks are drawn on: a PDF, or one of matplotlib's renderers."""

    def stroke(self, strokes: Strokes) -> None:
        """Draw lines as one path: checkers of structure take single lines that cross for a table."""

    def fill(self, areas: Areas) -> None:
        """Draw polygons, one after the other."""

    def fill_boxes(self, boxes: Boxes) -> None:
        """Draw rectangles, one after the other."""

    def dot(self, dots: Dots) -> None:
        """Draw a mark at many places."""

    def write(self, words: Words) -> None:
        """Print a line of text."""

    def write_formula(self, formula: Formula) -> None:
        """Print an equation."""

    def paste(self, pixels: Pixels) -> None:
        """Draw a picture."""
