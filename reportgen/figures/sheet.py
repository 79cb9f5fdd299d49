"""What a chart is drawn on: a sheet of its size, with lines, areas, dots, texts and pictures in millimetres.

Takes marks, those first that are covered by others; gives them to a surface that draws them. There are no axes:
matplotlib's cost 30 ms a chart, a sheet costs one.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from reportgen.figures.equation_layout import MathLayout
from reportgen.figures.lettering import Extent, Letters, extent
from reportgen.figures.marks import (
    Areas,
    Boxes,
    Colour,
    Dots,
    Formula,
    Line,
    Mark,
    Pen,
    Pixels,
    Point,
    Strokes,
    Surface,
    Words,
)

Across = Literal["left", "middle", "right"]
Up = Literal["top", "middle", "bottom", "foot", "letters"]
"""What of a text stands at its height; "foot" is that of its last line, "letters" the middle between it and the top."""


class Box(msgspec.Struct, frozen=True):
    """A part of a sheet, in millimetres from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Return how high it reaches."""
        return self.bottom + self.height

    @property
    def middle(self) -> Point:
        """Return its centre."""
        return self.left + self.width / 2, self.bottom + self.height / 2

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Return its corners, as an outline."""
        return (self.left, self.bottom), (self.right, self.bottom), (self.right, self.top), (self.left, self.top)

    def grown(self, by: float) -> "Box":
        """Return it with a margin around it."""
        return Box(self.left - by, self.bottom - by, self.width + 2 * by, self.height + 2 * by)


class Sheet:
    """A chart of a size in millimetres."""

    def __init__(self, width_mm: float, height_mm: float) -> None:
        self.width_mm = width_mm
        self.height_mm = height_mm
        self.marks: list[Mark] = []

    @property
    def texts(self) -> list[str]:
        """Return all lines of text, in the order in which they were written."""
        return [mark.text for mark in self.marks if isinstance(mark, Words)]

    def stroke(self, lines: Sequence[Line], pen: Pen) -> None:
        """Draw lines, each by its points."""
        if lines:
            self.marks.append(Strokes(lines, pen))

    def fill(self, outlines: Sequence[Sequence[Point]], colour: Colour | None, edge: Pen | None = None) -> None:
        """Draw polygons of one colour; of None, only their edges."""
        if outlines:
            self.marks.append(Areas(outlines, colour, edge))

    def fill_boxes(self, edges: np.ndarray, colour: Colour, edge: Pen | None = None) -> None:
        """Draw rectangles of one colour: rows of left, bottom, right and top."""
        if len(edges):
            self.marks.append(Boxes(edges, colour, edge))

    def dot(self, dots: Dots) -> None:
        """Draw a mark at many places."""
        if len(dots.places):
            self.marks.append(dots)

    def paste(self, pixels: Pixels) -> None:
        """Draw a picture."""
        self.marks.append(pixels)

    def write(  # noqa: PLR0913  # a text, its place and its look
        self,
        text: str,
        place: Point,
        letters: Letters,
        colour: str,
        *,
        across: Across = "left",
        up: Up = "middle",
        is_upright: bool = False,
        spacing: float | None = None,
        around_mm: float | None = None,
    ) -> Box:
        """Write `text`, which may have several lines, and return where it stands.

        Upright text is read from below. `spacing` is that of `extent`. Told how far it reaches
        around the text, there is white behind it.
        """
        lines = text.split("\n")
        sizes = [extent(line, letters, spacing) for line in lines]
        width, height = max(size.width for size in sizes), sum(size.above + size.below for size in sizes)
        box = _placed(place, (height, width) if is_upright else (width, height), across, up, sizes[-1])
        if around_mm is not None:
            self.fill([box.grown(around_mm).corners], "#ffffff")
        down = 0.0
        for line, size in zip(lines, sizes, strict=True):
            indent = {"left": 0.0, "middle": 0.5, "right": 1.0}["middle" if is_upright else across] * (
                width - size.width
            )
            foot = down + size.above
            start = (box.left + foot, box.bottom + indent) if is_upright else (box.left + indent, box.top - foot)
            if line:
                self.marks.append(Words(line, start, letters, colour, is_upright))
            down = foot + size.below
        return box

    def write_line(self, line: str, start: Point, letters: Letters, colour: str) -> None:
        """Write a line that begins at a place on its foot: nothing is measured."""
        self.marks.append(Words(line, start, letters, colour))

    def write_formula(self, text: str, start: Point, layout: MathLayout, colour: str) -> None:
        """Write mathtext that begins at a place on the foot of its letters."""
        self.marks.append(Formula(text, start, layout, colour))

    def draw(self, surface: Surface) -> None:
        """Draw all marks, those first that are covered by others."""
        for mark in self.marks:
            mark.draw(surface)


def _placed(place: Point, size: tuple[float, float], across: Across, up: Up, last: Extent) -> Box:
    (x, y), (width, height) = place, size
    left = x - {"left": 0.0, "middle": 0.5, "right": 1.0}[across] * width
    if up in ("foot", "letters"):
        above = height - last.below
        return Box(left, y - last.below - (above / 2 if up == "letters" else 0.0), width, height)
    return Box(left, y - {"bottom": 0.0, "middle": 0.5, "top": 1.0}[up] * height, width, height)
