"""How large texts are in a chart, as they will be drawn: what is aligned at a text's middle or end asks here."""

import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.style import FALLBACK_FACE, MILLIMETRES_PER_INCH, POINTS

MM_PER_POINT = MILLIMETRES_PER_INCH / 72
_POINTS_PER_INCH = 72
# Texts are measured at one size, without hinting: all others follow. FreeType counts in 64ths.
_MEASURED_POINTS = 100
_PER_POINT = 64


@dataclass(frozen=True)
class Letters:
    """The face, the size in points and the weight of a text."""

    face: str
    points: float
    weight: str | int = "normal"


@dataclass(frozen=True)
class Extent:
    """The width of a line of text, and how far it reaches above and below its letters' foot, in millimetres."""

    width: float
    above: float
    below: float

    def spaced(self, spacing: float) -> "Extent":
        """Return it as a part of lines that are higher than usual, by a factor."""
        leading = (spacing - 1) * (self.above + self.below) / 2
        return Extent(self.width, self.above + leading, self.below + leading)


def letters(look: FigureStyle, part: str, points: float | None = None) -> Letters:
    """Return the letters of a part of charts ("label", "tick" or "legend"), in a size of their own if told."""
    return Letters(look.face, POINTS[part] * look.type_scale if points is None else points)


def extent(line: str, written: Letters) -> Extent:
    """Return the extent of one line of text: at least as high as any usual letter of its face."""
    width, above, below = _measured(line, written.face, written.weight)
    size = written.points * MM_PER_POINT
    return Extent(width * size, above * size, below * size)


@lru_cache(maxsize=8192)
def _measured(line: str, face: str, weight: str | int) -> tuple[float, float, float]:
    """Return the width, and what is above and below, by the size of the letters."""
    font = _face(face, weight)
    above, below = _usual_height(face, weight)
    # matplotlib shares its fonts: whoever draws sets their size.
    font.set_size(_MEASURED_POINTS, _POINTS_PER_INCH)
    with warnings.catch_warnings():
        # Who draws it says which characters no font has.
        warnings.simplefilter("ignore")
        font.set_text(line, 0.0, flags=LoadFlags.NO_HINTING)
    unit = _MEASURED_POINTS * _PER_POINT
    width, height = (edge / unit for edge in font.get_width_height())
    own_below = font.get_descent() / unit
    return width, max(above, height - own_below), max(below, own_below)


def _face(face: str, weight: str | int) -> FT2Font:
    # matplotlib finds the face first and the fallback after it under this name only.
    return get_font(fontManager._find_fonts_by_props(FontProperties(family=[face, FALLBACK_FACE], weight=weight)))  # noqa: SLF001


@lru_cache(maxsize=64)
def _usual_height(face: str, weight: str | int) -> tuple[float, float]:
    """Return how far any usual letter reaches above and below, by the size, as the font says."""
    font = _face(face, weight)
    units = _table(font, "head")["unitsPerEm"]
    if said := _table(font, "OS/2"):
        return said["sTypoAscender"] / units, -said["sTypoDescender"] / units
    said = _table(font, "hhea")
    return said["ascent"] / units, -said["descent"] / units


def _table(font: FT2Font, tag: str) -> Any:
    """Return what a table of a font says, None where it has none."""
    return font.get_sfnt_table(cast(Any, tag))
