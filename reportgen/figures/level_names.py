"""Names of levels beside an axis, and of the axis: on several lines where one is too short, cut where these are."""

import textwrap
from collections.abc import Iterable

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.label_sizes import width_mm
from reportgen.figures.lettering import letters

# Width of a character of the tick labels, and the room that names may take, in millimetres.
CHARACTER, WIDEST = 1.35, 34.0
_LINE = 4.0


def folded(name: str, room_mm: float, most_lines: int = 2) -> str:
    """Return `name` on as many lines as its room of `room_mm` asks for, and cut if that takes too many."""
    lines = textwrap.wrap(name, int(room_mm / CHARACTER), max_lines=most_lines, placeholder="…")
    return "\n".join(lines) or name


def upright_label(label: str, axes_mm: float, above_mm: float) -> tuple[str, float]:
    """Return the label of a vertical axis of a height, with `above_mm` of room above it, and how much wider it is."""
    text = folded(label, axes_mm + 2 * above_mm, most_lines=3)
    return text, _LINE * text.count("\n")


def width_of(name: str) -> float:
    """Return the width of a folded name of usual letters in millimetres."""
    return CHARACTER * max(len(line) for line in name.split("\n"))


def room_for(names: Iterable[str], look: FigureStyle) -> float:
    """Return the width that folded names take beside an axis, as they will be drawn: wide letters need more."""
    written = letters(look, "tick")
    return max(max(width_of(name), width_mm(name, written)) for name in names)
