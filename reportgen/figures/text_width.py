"""How wide a text is in the face of the theme: what needs to know it before matplotlib is loaded, asks here."""

from collections.abc import Sequence
from functools import cached_property

import msgspec

from reportgen.figures.font_file import FontFile

_MILLIMETRES_PER_POINT = 25.4 / 72
_ASCII = range(32, 127)
_FURTHER = "·×–…→"
# What is neither may come from another face: a whole square is enough for all but a few symbols.
_OTHER = 1100


class Advances(msgspec.Struct, frozen=True, dict=True):
    """The advances of ASCII from the space on, and of "·×–…→", in thousandths of the size: the widest of all fonts."""

    ascii: tuple[int, ...]
    further: tuple[int, ...]

    @cached_property
    def by_character(self) -> "_ByCharacter":
        """The advance of each character."""
        known = zip((*map(chr, _ASCII), *_FURTHER), (*self.ascii, *self.further), strict=True)
        return _ByCharacter(known)


class _ByCharacter(dict[str, int]):
    def __missing__(self, character: str) -> int:
        return _OTHER


def read_advances(fonts: Sequence[FontFile]) -> Advances:
    """Return the advances in `fonts`. Raises ValueError where one is damaged."""
    codes = (*_ASCII, *map(ord, _FURTHER))
    known = [font.advances(codes) for font in fonts]
    widest = {code: max(own.get(code, _OTHER) for own in known) for code in codes}
    return Advances(tuple(widest[code] for code in _ASCII), tuple(widest[ord(character)] for character in _FURTHER))


def width_mm(text: str, points: float, advances: Advances) -> float:
    """Return the width of `text`, rather too much than too little, in either weight."""
    return sum(map(advances.by_character.__getitem__, text)) * points * _MILLIMETRES_PER_POINT / 1000


def cut_to(text: str, most_mm: float, points: float, advances: Advances) -> str:
    """Return `text`, its middle left out if it is wider than `most_mm`: names differ at their ends."""
    if width_mm(text, points, advances) <= most_mm:
        return text
    for kept in range(len(text) - 1, 1, -1):
        head, tail = (kept + 1) // 2, kept // 2
        shorter = f"{text[:head]}…{text[len(text) - tail :]}"
        if width_mm(shorter, points, advances) <= most_mm:
            return shorter
    return "…"
