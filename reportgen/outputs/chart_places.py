"""What stands in the place of a chart while pages are laid out: its address, and a distinct image of two pixels.

Without any library: every process that lays pages out loads this.
"""

import struct
import zlib

CHART_URL = "reportgen:chart/"
"""With its number behind it, the address of a chart."""

# The first pixel tells a placeholder from any other image of two pixels, the second holds the number of the chart.
_MARK = b"\x52\x47\x70"


def placeholder(number: int) -> bytes:
    """Return a PNG of two pixels that stands for chart `number` (0 to 16 777 215)."""
    header = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" + _MARK + number.to_bytes(3, "big"))
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def number_in(pixels: bytes) -> int | None:
    """Return the number of the chart that two `pixels` (3 bytes each) stand for; None if they stand for none."""
    return int.from_bytes(pixels[3:6], "big") if pixels[:3] == _MARK else None
