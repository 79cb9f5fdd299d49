"""Charts in a PDF as vectors: tiny images hold their places during the layout and are replaced afterwards.

The PDF engine is slow at drawing SVG. So it lays out a distinct image of two pixels in each chart's place, and
afterwards each of these images gives way to what was drawn meanwhile.
"""

import struct
import zlib
from collections.abc import Iterator

import pikepdf

from reportgen.figures.drawing import Drawn
from reportgen.outputs.chart_forms import ChartForms, embed_fonts

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


def place_charts(document: pikepdf.Pdf, drawn: Drawn) -> int:
    """Replace the placeholders in `document` by the charts that were drawn; return how many were replaced."""
    forms = ChartForms(document, embed_fonts(document, drawn.charts, drawn.fonts))
    placed: dict[int, pikepdf.Object] = {}
    replaced = 0
    for images, name, number in _placeholders(document):
        if number not in placed:
            placed[number] = forms.form(drawn.charts[number])
        images[name] = placed[number]
        replaced += 1
    return replaced


def _placeholders(document: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, str, int]]:
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        images = page.resources.get("/XObject", pikepdf.Dictionary())
        # Pages may share one dictionary of resources.
        if images.is_indirect and images.objgen in seen:
            continue
        seen.add(images.objgen)
        for name, image in list(images.items()):
            number = _number(image)
            if number is not None:
                yield images, name, number


def _number(image: pikepdf.Object) -> int | None:
    if image.get("/Subtype") != "/Image" or image.get("/Width") != 2 or image.get("/Height") != 1:
        return None
    pixels = image.read_bytes()
    return int.from_bytes(pixels[3:6], "big") if pixels[:3] == _MARK else None
