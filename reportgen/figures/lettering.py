"""How large texts are in a chart, as they will be drawn: what is aligned at a text's middle or end asks here."""

from functools import lru_cache
from typing import Any

import msgspec

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.style import MILLIMETRES_PER_INCH, POINTS
from reportgen.figures.vector.faces import files_of, open_font
from reportgen.figures.vector.shaping import shape

MM_PER_POINT = MILLIMETRES_PER_INCH / 72
# Fonts and shaped texts are measured in thousandths of the size.
_PER_SIZE = 1000


class Letters(msgspec.Struct, frozen=True):
    """The face, the size in points and the weight of a text."""

    face: str
    points: float
    weight: str | int = "normal"


class Extent(msgspec.Struct, frozen=True):
    """The width of a line of text, and how far it reaches above and below its letters' foot, in millimetres."""

    width: float
    above: float
    below: float


def letters(look: FigureStyle, part: str, points: float | None = None) -> Letters:
    """Return the letters of a part of charts ("label", "tick" or "legend"), in a size of their own if told."""
    return Letters(look.face, POINTS[part] * look.type_scale if points is None else points)


def extent(line: str, written: Letters, spacing: float | None = None) -> Extent:
    """Return the extent of one line of text: at least as high as any usual letter of its face.

    With a `spacing` it is the usual height times that, with what is drawn of the line in its middle.
    """
    shaped = shape(line, files_of(written.face, written.weight))
    above, below = _usual_height(written.face, written.weight)
    size = written.points * MM_PER_POINT / _PER_SIZE
    if spacing is not None:
        around = (spacing * (above + below) - shaped.above - shaped.below) / 2
        return Extent(shaped.width * size, (shaped.above + around) * size, (shaped.below + around) * size)
    return Extent(shaped.width * size, max(above, shaped.above) * size, max(below, shaped.below) * size)


@lru_cache(maxsize=64)
def _usual_height(face: str, weight: str | int) -> tuple[float, float]:
    """Return how far any usual letter reaches above and below, in thousandths of the size, as the font says."""
    font = open_font(files_of(face, weight)[:1])
    unit = _PER_SIZE / _table(font, "head")["unitsPerEm"]
    if said := _table(font, "OS/2"):
        return said["sTypoAscender"] * unit, -said["sTypoDescender"] * unit
    said = _table(font, "hhea")
    return said["ascent"] * unit, -said["descent"] * unit


def _table(font: Any, tag: str) -> Any:
    """Return what a table of a font says, None where it has none."""
    return font.get_sfnt_table(tag)
