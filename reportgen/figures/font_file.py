"""What a report asks of a font file before anything is drawn: its family, and how far its letters advance.

Read from the file itself: a library that knows all of a font takes longer to load than all files take to read. See
the OpenType specification, https://learn.microsoft.com/typography/opentype/spec/.
"""

import struct
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
# (platform, encoding) of the character maps that hold Unicode, the most complete first.
_UNICODE = ((3, 10), (3, 1), (0, 6), (0, 4), (0, 3), (0, 2), (0, 1), (0, 0))
_ENCODINGS = {(3, 0): "utf-16-be", (3, 1): "utf-16-be", (3, 10): "utf-16-be", (1, 0): "mac-roman"}
_ENGLISH = {(1, 0), (3, 0x409)}


class FontFile:
    """A TrueType or OpenType font.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no such font, or is damaged; so do the methods.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content = path.read_bytes()
        if self._content[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
            raise self._unreadable("it does not begin as a TrueType or OpenType font does")
        (count,) = self._numbers(4, "H")
        records = (self._numbers(12 + 16 * place, "4sIII") for place in range(count))
        self._tables = {tag.decode("latin-1"): offset for tag, _, offset, _ in records}

    @property
    def family(self) -> str:
        """The family: the typographic one where the font names two, in English where it names several."""
        named = dict[int, str]()
        english = dict[int, str]()
        for identity, language, text in self._names():
            named[identity] = text
            if language in _ENGLISH:
                english.setdefault(identity, text)
        found = named | english
        return found.get(_TYPOGRAPHIC_FAMILY) or found.get(_FAMILY) or ""

    def advances(self, codes: Iterable[int]) -> dict[int, int]:
        """Return how far each of those characters `codes` advances that the font has, in thousandths of its size."""
        (size,) = self._numbers(self._table("head") + 18, "H")
        (metrics,) = self._numbers(self._table("hhea") + 34, "H")
        if not size or not metrics:
            raise self._unreadable("it says nothing of its letters' widths")
        glyphs = self._glyphs(codes)
        # Glyphs beyond the last metric advance as it does.
        places = {code: self._table("hmtx") + 4 * min(glyph, metrics - 1) for code, glyph in glyphs.items()}
        return {code: round(self._numbers(place, "H")[0] * 1000 / size) for code, place in places.items()}

    def _table(self, tag: str) -> int:
        """Return where a table begins."""
        if tag not in self._tables:
            raise self._unreadable(f"it has no table {tag!r}")
        return int(self._tables[tag])

    def _numbers(self, place: int, form: str) -> tuple[Any, ...]:
        try:
            return struct.unpack_from(f">{form}", self._content, place)
        except struct.error:
            raise self._unreadable("it ends too early") from None

    def _unreadable(self, reason: str) -> ValueError:
        return ValueError(f"{self._path}: not a font that can be read: {reason}")

    def _names(self) -> Iterator[tuple[int, tuple[int, int], str]]:
        """Yield the number, the platform and language, and the text of each name that can be read."""
        start = self._table("name")
        _, count, texts = self._numbers(start, "HHH")
        for number in range(count):
            platform, encoding, language, identity, length, offset = self._numbers(start + 6 + 12 * number, "6H")
            known = "utf-16-be" if platform == 0 else _ENCODINGS.get((platform, encoding))
            place = start + texts + offset
            try:
                text = self._content[place : place + length].decode(known) if known else ""
            except UnicodeDecodeError:
                continue
            if text:
                yield identity, (platform, language), text

    def _glyphs(self, codes: Iterable[int]) -> dict[int, int]:
        """Return the numbers of the glyphs of those `codes` that the font has."""
        start = self._table("cmap")
        _, count = self._numbers(start, "HH")
        maps = (self._numbers(start + 4 + 8 * number, "HHI") for number in range(count))
        found = {(platform, encoding): start + offset for platform, encoding, offset in maps}
        place = next((found[kind] for kind in _UNICODE if kind in found), None)
        if place is None:
            raise self._unreadable("it has no map of Unicode characters")
        glyph = self._glyph_of(place)
        return {code: number for code in codes if (number := glyph(code))}

    def _glyph_of(self, place: int) -> Callable[[int], int]:
        """Return what gives the glyph of a character by the map at `place`, 0 where there is none."""
        (form,) = self._numbers(place, "H")
        if form == 4:
            return self._by_segments(place)
        if form == 12:
            return self._by_groups(place)
        raise self._unreadable(f"its map of characters has the form {form}, and only 4 and 12 are known")

    def _by_segments(self, place: int) -> Callable[[int], int]:
        count = self._numbers(place + 6, "H")[0] // 2
        ends, starts, deltas, offsets = (
            self._numbers(place + 14 + 2 * column * count + (2 if column else 0), f"{count}H") for column in range(4)
        )

        def glyph(code: int) -> int:
            segment = bisect_left(ends, code)
            if segment == count or starts[segment] > code:
                return 0
            number = code
            if offsets[segment]:
                # The offset counts from where it stands itself.
                beside = place + 16 + 6 * count + 2 * segment
                (number,) = self._numbers(beside + offsets[segment] + 2 * (code - starts[segment]), "H")
                if not number:
                    return 0
            return int(number + deltas[segment]) % 0x10000

        return glyph

    def _by_groups(self, place: int) -> Callable[[int], int]:
        (count,) = self._numbers(place + 12, "I")
        numbers = self._numbers(place + 16, f"{3 * min(count, len(self._content))}I")
        starts, ends, glyphs = numbers[::3], numbers[1::3], numbers[2::3]

        def glyph(code: int) -> int:
            group = bisect_left(ends, code)
            return int(glyphs[group] + code - starts[group]) if group < len(ends) and starts[group] <= code else 0

        return glyph
