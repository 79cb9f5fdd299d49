"""How a text is written whatever digits its number has, if they are all alike in the font in use.

Figures of most faces are as wide as each other, and nothing beside them moves when one takes the place of another.
It is tried out: the text is shaped with each digit, and each digit is behind each other one.
"""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.text.ffi import pango
from weasyprint.text.line_break import line_size

from reportgen.outputs.engine.glyphs import NotPlainError, written_glyphs

_DIGITS = "0123456789"
# Each digit behind each digit, once.
_PAIRS = "".join(one + "".join(one + other for other in _DIGITS if other > one) for one in _DIGITS) + "0"
_GLYPHS = re.compile(rb"<([0-9a-f]*)>")
_GLYPH = 4
"""How long a glyph is, as it is written."""


@dataclass(frozen=True)
class Written:
    """What is written for a text: `operations` that show glyphs, and the `faces` that these are in.

    `size` is width and height of the text in pixels: how wide a digit is, the operations do not tell.
    """

    operations: list[bytes]
    faces: list[Any]
    size: tuple[float, float]


Write = Callable[[str], Written]
"""Writes a text in a certain look."""


@dataclass(frozen=True)
class DigitShape:
    """What is written for a text: `frame`, of which one `operation` has the digits of a number at `places`.

    `size` is that of the text, whatever the digits are.
    """

    frame: tuple[bytes, ...]
    operation: int
    places: tuple[int, ...]
    digits: tuple[bytes, ...]
    size: tuple[float, float]

    def written(self, number: str) -> list[bytes]:
        """Return what is written with this number, which has a digit for each place."""
        operations = list(self.frame)
        changed = bytearray(operations[self.operation])
        for place, digit in zip(self.places, number, strict=True):
            changed[place : place + _GLYPH] = self.digits[int(digit)]
        operations[self.operation] = bytes(changed)
        return operations


def writer(stream: Any, textbox: Any) -> Write:
    """Return what writes any text as that of `textbox`; the fonts of `stream` are told of all glyphs."""

    def write(text: str) -> Written:
        layout = copy.copy(textbox.pango_layout)
        layout.text = text
        layout.reactivate(textbox.style)
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        pieces = written_glyphs(stream, layout.layout, layout.text)
        line, _ = layout.get_first_line()
        operations = [operation for face, operation in pieces if face is None]
        return Written(operations, [face for face, _ in pieces if face], line_size(line, textbox.style))

    return write


def digit_shape(write: Write, before: str, count: int, after: str) -> DigitShape | None:
    """Return how a number of so many digits is written between two texts; None if that depends on which they are."""
    try:
        shape = _shape([write(f"{before}{digit * count}{after}") for digit in _DIGITS])
        alone = _shape([write(digit * len(_PAIRS)) for digit in _DIGITS])
        pairs = write(_PAIRS)
    except NotPlainError:
        return None
    if shape is None or alone is None or (shape.digits, alone.size) != (alone.digits, pairs.size):
        return None
    is_whole = len(shape.places) == count and len(alone.places) == len(_PAIRS)
    return shape if is_whole and alone.written(_PAIRS) == pairs.operations else None


def _shape(texts: Sequence[Written]) -> DigitShape | None:
    """Return what is alike in texts that have one digit each, from 0 to 9; None if anything else differs."""
    zero, one, *_ = written = [text.operations for text in texts]
    if any((text.faces, text.size) != (texts[0].faces, texts[0].size) for text in texts):
        return None
    places = [place for place in _glyphs(zero) if _glyph(zero, place) != _glyph(one, place)]
    operations = {operation for operation, _ in places}
    if len(operations) != 1:
        return None
    digits = tuple(_glyph(text, places[0]) for text in written)
    shape = DigitShape(tuple(zero), operations.pop(), tuple(at for _, at in places), digits, texts[0].size)
    is_alike = all(shape.written(digit * len(places)) == text for digit, text in zip(_DIGITS, written, strict=True))
    return shape if is_alike and len(set(digits)) == len(digits) else None


def _glyphs(operations: list[bytes]) -> Iterator[tuple[int, int]]:
    """Yield where each glyph stands: the number of the operation, and the place in it."""
    for number, operation in enumerate(operations):
        for glyphs in _GLYPHS.finditer(operation):
            yield from ((number, at) for at in range(*glyphs.span(1), _GLYPH))


def _glyph(operations: list[bytes], place: tuple[int, int]) -> bytes:
    number, at = place
    return operations[number][at : at + _GLYPH]
