"""Labels of axes with long words, as some languages have them: kept inside the figure, and off the numbers."""

from collections.abc import Sequence

from msgspec.structs import replace

from reportgen.figures.lettering import Letters, extent

EDGE_MM = 0.5
_SMALLEST_POINTS = 5.0
# Of the label of a vertical axis, from the left edge: where it stands, and where it stands at the least.
_UPRIGHT_MM, _OUTERMOST_MM = 4.0, 3.0
# A tick with the space beside it, and between its number and the label.
_TICK_MM, _BESIDE_NUMBER_MM = 2.1, 0.4


def fitting(label: str, letters: Letters, room_mm: float) -> Letters:
    """Return letters in which `label` fits into its room but for the edges: smaller ones if need be, of 5 points."""
    widest, room = width_mm(label, letters), room_mm - 2 * EDGE_MM
    if widest <= room:
        return letters
    return replace(letters, points=max(_SMALLEST_POINTS, letters.points * room / widest))


def upright_place_mm(numbers: Sequence[str], letters: Letters, left_mm: float) -> float:
    """Return how far from the left edge the label of a vertical axis ends: further out beside wide numbers."""
    widest = max((width_mm(number, letters) for number in numbers), default=0.0)
    beside = left_mm - _TICK_MM - widest - _BESIDE_NUMBER_MM
    return min(_UPRIGHT_MM, max(_OUTERMOST_MM, beside))


def width_mm(text: str, letters: Letters) -> float:
    """Return the width of the widest line of `text` as it will be drawn."""
    return max(extent(line, letters).width for line in text.split("\n"))
