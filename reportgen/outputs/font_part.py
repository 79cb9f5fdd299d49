"""What a PDF needs of a font file: its measures, and a font of those outlines alone that are drawn.

The glyphs of the part have the numbers that they have in the whole font. fontTools, which knows all of a font, takes
25 ms for each; this takes 3. See the OpenType specification, https://learn.microsoft.com/typography/opentype/spec/.
"""

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_NAME = 6
_NAMES = {0: "utf-16-be", 1: "mac-roman", 3: "utf-16-be"}
_HAS_CAP_HEIGHT = 2
# Of the parts of a glyph that is put together from others.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 0x1, 0x8, 0x20, 0x40, 0x80, 0x100
# Of the points of a glyph: which follow with the same flags, and how many bytes a coordinate takes.
_REPEATED, _X_FLAGS, _Y_FLAGS = 0x8, 0x12, 0x24
_SIZES = {0x0: 2, 0x2: 1, 0x10: 0, 0x12: 1}
_OUTLINE_HEAD = 10
_CHECKSUM = 0xB1B0AFBA


class WholeFont:
    """A font file; all measures are in thousandths of the size."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes()
        (count,) = struct.unpack_from(">H", self._content, 4)
        records = (struct.unpack_from(">4sIII", self._content, 12 + 16 * place) for place in range(count))
        self._tables = {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in records}
        self._scale = 1000 / float(self._number("head", 18, "H"))

    @property
    def is_truetype(self) -> bool:
        """Whether its outlines are TrueType's."""
        return "glyf" in self._tables

    @property
    def name(self) -> str:
        """The name of the font without a blank."""
        start, _ = self._tables["name"]
        _, count, texts = struct.unpack_from(">HHH", self._content, start)
        for place in range(start + 6, start + 6 + 12 * count, 12):
            platform, _, _, identity, length, offset = struct.unpack_from(">6H", self._content, place)
            if identity == _NAME and platform in _NAMES:
                begin = start + texts + offset
                return self._content[begin : begin + length].decode(_NAMES[platform], "replace")
        return ""

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The left, lower, right and upper edge of all glyphs together."""
        left, bottom, right, top = (self._scaled("head", 36 + 2 * edge) for edge in range(4))
        return left, bottom, right, top

    @property
    def ascent(self) -> int:
        """How far letters reach above the line that they stand on."""
        return self._scaled("hhea", 4)

    @property
    def descent(self) -> int:
        """How far they reach below: a negative number."""
        return self._scaled("hhea", 6)

    @property
    def cap_height(self) -> int:
        """How high capitals are."""
        return self._scaled("OS/2", 88) if self._number("OS/2", 0, "H") >= _HAS_CAP_HEIGHT else self.ascent

    @property
    def weight(self) -> int:
        """The weight: 400 is that of usual text."""
        return int(self._number("OS/2", 4, "H"))

    @property
    def slant(self) -> int:
        """The angle in degrees, counted to the left."""
        return round(float(self._number("post", 4, "i")) / 0x10000)

    def advance(self, glyph: int) -> int:
        """Return how far a glyph leads on."""
        # Glyphs beyond the last metric advance as it does.
        return self._scaled("hmtx", 4 * min(glyph, self._number("hhea", 34, "H") - 1), "H")

    def part(self, glyphs: Iterable[int]) -> bytes:
        """Return a TrueType font of `glyphs`, and those that they are put together from, without hints."""
        outlines = self._outlines({0, *glyphs})
        count = max(outlines) + 1
        places, size = [0], 0
        for glyph in range(count):
            size += len(outlines.get(glyph, b""))
            places.append(size)
        metrics = b"".join(self._metric(glyph) if glyph in outlines else bytes(4) for glyph in range(count))
        return _font_file(
            {
                "glyf": b"".join(outlines[glyph] for glyph in sorted(outlines)),
                "head": self._changed("head", {8: bytes(4), 50: b"\0\1"}),
                "hhea": self._changed("hhea", {34: struct.pack(">H", count)}),
                "hmtx": metrics,
                "loca": struct.pack(f">{count + 1}I", *places),
                "maxp": self._changed("maxp", {4: struct.pack(">H", count)}),
            }
        )

    def _number(self, table: str, offset: int, form: str) -> Any:
        return struct.unpack_from(f">{form}", self._content, self._tables[table][0] + offset)[0]

    def _scaled(self, table: str, offset: int, form: str = "h") -> int:
        return round(float(self._number(table, offset, form)) * self._scale)

    def _changed(self, table: str, changes: dict[int, bytes]) -> bytes:
        start, length = self._tables[table]
        changed = bytearray(self._content[start : start + length])
        for offset, content in changes.items():
            changed[offset : offset + len(content)] = content
        return bytes(changed)

    def _metric(self, glyph: int) -> bytes:
        """Return how far a glyph leads on, and where it begins."""
        known = self._number("hhea", 34, "H")
        advance = self._number("hmtx", 4 * min(glyph, known - 1), "H")
        left = self._number("hmtx", 4 * glyph + 2 if glyph < known else 4 * known + 2 * (glyph - known), "h")
        return struct.pack(">Hh", advance, left)

    def _outlines(self, glyphs: Iterable[int]) -> dict[int, bytes]:
        """Return the outlines of `glyphs`, and of all that they are put together from."""
        found: dict[int, bytes] = {}
        wanted = list(glyphs)
        while wanted:
            glyph = wanted.pop()
            if glyph not in found:
                outline = found[glyph] = _unhinted(self._outline(glyph))
                wanted += [part for _, part, _ in _parts(outline)]
        return found

    def _outline(self, glyph: int) -> bytes:
        if self._number("head", 50, "h"):
            begin, end = (self._number("loca", 4 * place, "I") for place in (glyph, glyph + 1))
        else:
            begin, end = (2 * self._number("loca", 2 * place, "H") for place in (glyph, glyph + 1))
        start, _ = self._tables["glyf"]
        return self._content[start + begin : start + end]


def _contours(outline: bytes) -> int:
    """Return how many contours a glyph has: a negative number if it is put together from others."""
    return int(struct.unpack_from(">h", outline)[0]) if outline else 0


def _parts(outline: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield of each part of a glyph where it is described, its glyph, and where its description ends."""
    place = _OUTLINE_HEAD
    flags = _MORE if _contours(outline) < 0 else 0
    while flags & _MORE:
        begin = place
        flags, glyph = struct.unpack_from(">HH", outline, begin)
        scales = 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        place += 4 + (4 if flags & _WORDS else 2) + scales
        yield begin, glyph, place


def _unhinted(outline: bytes) -> bytes:
    """Return `outline` without its instructions, filled up to a multiple of four bytes."""
    contours = _contours(outline)
    if contours > 0:
        place = _OUTLINE_HEAD + 2 * contours
        last, length = struct.unpack_from(">HH", outline, place - 2)
        points = place + 2 + length
        outline = outline[:place] + bytes(2) + outline[points : _end_of_points(outline, points, last + 1)]
    elif contours < 0:
        changed = bytearray(outline)
        for begin, _, end in _parts(outline):
            (flags,) = struct.unpack_from(">H", changed, begin)
            struct.pack_into(">H", changed, begin, flags & ~_INSTRUCTIONS)
            outline = bytes(changed[:end])
    return outline + bytes(-len(outline) % 4)


def _end_of_points(outline: bytes, place: int, points: int) -> int:
    """Return where the coordinates of `points` end, whose flags begin at `place`."""
    coordinates = 0
    while points > 0:
        flags, times = outline[place], 1
        if flags & _REPEATED:
            times += outline[place + 1]
            place += 1
        place += 1
        points -= times
        coordinates += times * (_SIZES[flags & _X_FLAGS] + _SIZES[(flags & _Y_FLAGS) >> 1])
    return place + coordinates


def _font_file(tables: dict[str, bytes]) -> bytes:
    """Return the file of a font with `tables`, which are in the order of their names; "head" has no checksum yet."""
    count = len(tables)
    fits = 1 << (count.bit_length() - 1)
    head = struct.pack(">I4H", 0x10000, count, 16 * fits, fits.bit_length() - 1, 16 * (count - fits))
    place = len(head) + 16 * count
    records, contents, summed = [], [], 0
    for tag, content in tables.items():
        if tag == "head":
            summed = place + 8
        records.append(struct.pack(">4sIII", tag.encode(), _sum(content), place, len(content)))
        contents.append(content + bytes(-len(content) % 4))
        place += len(contents[-1])
    written = bytearray(head + b"".join(records) + b"".join(contents))
    struct.pack_into(">I", written, summed, (_CHECKSUM - _sum(written)) % 2**32)
    return bytes(written)


def _sum(content: bytes | bytearray) -> int:
    padded = bytes(content) + bytes(-len(content) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}I", padded)) % 2**32)
