"""What stands in the place of a chart while pages are laid out: its address, and a distinct image of two pixels.

Without any library: every process that lays pages out loads this.
"""

import re
import struct
import zlib
from collections.abc import Sequence

CHART_URL = "reportgen:chart/"
"""With its number behind it, the address of a chart."""

_PLACE_URL = "reportgen:place/"
_SHOWN = re.compile(rf'(<img\b[^<>]*\bsrc="){CHART_URL}([0-9]+)"')

# The first pixel tells a placeholder from any other image of two pixels, the second holds the number of the chart.
_MARK, _PLACE_MARK = b"\x52\x47\x70", b"\x52\x47\x71"


def with_places(html: str) -> tuple[str, tuple[int, ...]]:
    """Return a part of a report with its charts numbered for itself, and the number of each in the whole report.

    A chart more or less elsewhere changes no such part.
    """
    places: dict[int, int] = {}

    def numbered(found: re.Match[str]) -> str:
        return f'{found[1]}{_PLACE_URL}{places.setdefault(int(found[2]), len(places))}"'

    return _SHOWN.sub(numbered, html), tuple(places)


def place_of(url: str) -> bytes | None:
    """Return the picture in the place of the chart that `url` names, a PNG; None if it names none."""
    for beginning, mark in ((CHART_URL, _MARK), (_PLACE_URL, _PLACE_MARK)):
        if url.startswith(beginning):
            return placeholder(int(url.removeprefix(beginning)), mark)
    return None


def placeholder(number: int, mark: bytes = _MARK) -> bytes:
    """Return a PNG of two pixels that stands for chart `number` (0 to 16 777 215)."""
    header = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" + mark + number.to_bytes(3, "big"))
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def number_in(pixels: bytes) -> int | None:
    """Return the number of the chart that two `pixels` (3 bytes each) stand for; None if they stand for none."""
    return int.from_bytes(pixels[3:6], "big") if pixels[:3] == _MARK else None


def numbered_anew(pixels: bytes, charts: Sequence[int]) -> bytes | None:
    """Return the pixels of the chart in the whole report that is in a place of a part; None if they show no place."""
    if pixels[:3] != _PLACE_MARK:
        return None
    return _MARK + charts[int.from_bytes(pixels[3:6], "big")].to_bytes(3, "big")
