"""How charts look: the report's own typeface, colours that survive colour blindness, dashes that survive grey.

Colours from Okabe and Ito, "Color Universal Design" (2008), darkened to 4.5 : 1 against white.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib import font_manager

from reportgen.figures.charts import Style

MILLIMETRES_PER_INCH = 25.4

INK = "#1a1a1a"
FRAME = "#8a8a8a"
GRID = "#e4e4e4"


@dataclass(frozen=True)
class LineStyle:
    """Colour, dash pattern and marker of one kind of line."""

    color: str
    dash: Any
    marker: str


LINES: dict[Style, LineStyle] = {
    "training": LineStyle("#0067a5", "solid", "o"),
    "validation": LineStyle("#c4500a", (0, (4.5, 1.6)), "D"),
    "neutral": LineStyle("#3d3d3d", "solid", "s"),
    # Several runs in one chart, the best first.
    "first": LineStyle("#0067a5", "solid", "o"),
    "second": LineStyle("#c4500a", (0, (4.5, 1.6)), "D"),
    "third": LineStyle("#00735c", (0, (1.2, 1.2)), "^"),
    "fourth": LineStyle("#8c3a86", (0, (6.0, 1.4, 1.2, 1.4)), "s"),
    "fifth": LineStyle("#3d3d3d", (0, (9.0, 2.2)), "v"),
}

# Ten classes side by side: eight colours, told apart by dashes too.
CLASS_LINES: tuple[LineStyle, ...] = tuple(
    LineStyle(color, dash, "")
    for dash in ("solid", (0, (4, 1.4)))
    for color in ("#0067a5", "#c4500a", "#00755a", "#9c4f86", "#7a5c00", "#2f7fb3", "#3d3d3d", "#b0172f")
)

# The kinds of layers, as in templates/css/type.css.
LAYER_COLOURS: dict[str, str] = {
    "input": "#00707f",
    "dense": "#a3243b",
    "convolution": "#b04a00",
    "pooling": "#7b3294",
    "recurrent": "#2b6a2f",
    "attention": "#8a5a00",
    "embedding": "#5b4a9e",
    "normalization": "#4d6600",
    "regularization": "#1f5fa8",
    "reshaping": "#1b7a55",
    "merging": "#9b2f79",
    "activation": "#745c00",
    "preprocessing": "#4a5d70",
    "wrapper": "#3f3f8f",
    "model": "#3f3f8f",
    "other": INK,
}

TEXT_FONT = "Source Serif 4"

PARAMETERS: dict[str, Any] = {
    # DejaVu Sans comes with matplotlib: it draws what the text face has no glyph for.
    "font.family": [TEXT_FONT, "DejaVu Sans"],
    "font.size": 8.0,
    "axes.labelsize": 8.0,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "legend.fontsize": 7.5,
    "axes.linewidth": 0.6,
    "axes.edgecolor": FRAME,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": FRAME,
    "ytick.color": FRAME,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "lines.linewidth": 1.1,
    "lines.markersize": 3.2,
    "axes.unicode_minus": True,
    "image.composite_image": False,  # each picture stays as it is: put together they would be drawn again, coarser
    "text.parse_math": False,  # a metric called "a$b$" is text
    "mathtext.fontset": "custom",
    "mathtext.rm": TEXT_FONT,
    "mathtext.it": f"{TEXT_FONT}:italic",
    "mathtext.bf": f"{TEXT_FONT}:semibold",
    "mathtext.cal": f"{TEXT_FONT}:italic",
    "mathtext.fallback": "stix",  # roots, sums and braces
    "pdf.fonttype": 42,  # TrueType: text in figures stays text
    "pdf.compression": 6,
}


def use_fonts(folder: Path) -> None:
    """Make the report's typefaces known to matplotlib: every .ttf file in `folder`."""
    for path in sorted(folder.glob("*.ttf")):
        font_manager.fontManager.addfont(path)
