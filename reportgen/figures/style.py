"""How charts look in matplotlib: the face and the colours of the theme, dashes and markers that survive grey."""

from typing import Any, Literal

import msgspec

from reportgen.figures.charts import Style
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.vector.faces import FALLBACK_FACE, use_face

MILLIMETRES_PER_INCH = 25.4


Dash = tuple[float, ...]
"""Lengths of strokes and gaps, by the width of the line."""
Shape = Literal["o", "D", "s", "^", "v"]
"""A circle, a diamond, a square, a triangle that points up, and one that points down."""


class LineStyle(msgspec.Struct, frozen=True):
    """Colour, dash pattern and marker of one kind of line."""

    color: str
    dash: Dash | None
    marker: Shape


# Which of the theme's five colours a kind of line has, its dashes and its marker.
_LINES: dict[Style, tuple[int, Dash | None, Shape]] = {
    "training": (0, None, "o"),
    "validation": (1, (4.5, 1.6), "D"),
    "neutral": (4, None, "s"),
    # Several runs in one chart, the best first.
    "first": (0, None, "o"),
    "second": (1, (4.5, 1.6), "D"),
    "third": (2, (1.2, 1.2), "^"),
    "fourth": (3, (6.0, 1.4, 1.2, 1.4), "s"),
    "fifth": (4, (9.0, 2.2), "v"),
}

POINTS = {"label": 8.0, "tick": 7.5, "legend": 7.5}
"""The sizes of the parts of charts; `type_scale` makes them larger."""

_SETTINGS: dict[str, Any] = {
    "image.composite_image": False,  # each picture stays as it is: put together they would be drawn again, coarser
    "mathtext.fontset": "custom",
    "mathtext.fallback": "stix",  # roots, sums and braces
}


def line_style(look: FigureStyle, style: Style) -> LineStyle:
    """Return how a kind of line is drawn."""
    place, dash, marker = _LINES[style]
    return LineStyle(look.lines[place], dash, marker)


def class_styles(look: FigureStyle) -> tuple[LineStyle, ...]:
    """Return the lines of ten and more classes side by side: eight colours, told apart by dashes too."""
    return tuple(LineStyle(color, dash, "o") for dash in (None, (4.0, 1.4)) for color in look.classes)


def parameters(look: FigureStyle) -> dict[str, Any]:
    """Return matplotlib's settings for equations, and for charts as files of their own."""
    return _SETTINGS | {
        "font.family": [look.face, FALLBACK_FACE],
        "mathtext.rm": look.face,
        "mathtext.it": f"{look.face}:italic",
        "mathtext.bf": f"{look.face}:semibold",
        "mathtext.cal": f"{look.face}:italic",
    }


def use_fonts(look: FigureStyle) -> None:
    """Make the theme's face known to what shapes texts."""
    use_face(look.face, look.fonts)


def use_fonts_in_matplotlib(look: FigureStyle) -> None:
    """Let matplotlib know the theme's face and its own, and no other: charts are the same on all computers."""
    from matplotlib import font_manager, get_data_path

    known = font_manager.fontManager
    own = get_data_path()
    known.ttflist = [font for font in known.ttflist if font.fname.startswith(own)]
    for path in look.fonts:
        known.addfont(path)
