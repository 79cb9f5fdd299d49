"""Charts in a PDF as vectors: tiny images hold their places during the layout and are replaced afterwards.

The PDF engine is slow at drawing SVG, matplotlib is fast at writing PDF. So the engine lays out a distinct image of two
pixels in each chart's place, and afterwards each of these images gives way to a page of matplotlib's PDF.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from reportgen.outputs.chart_fonts import mend_fonts

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


def place_charts(document: pikepdf.Pdf, chart_files: Sequence[Path]) -> int:
    """Replace the placeholders in `document` by the pages of `chart_files`, in order; return how many were replaced."""
    sources = [pikepdf.Pdf.open(path) for path in chart_files]
    try:
        for source in sources:
            mend_fonts(source)
        pages = [page for source in sources for page in source.pages]
        placed: dict[int, pikepdf.Object] = {}
        replaced = 0
        for images, name, number in _placeholders(document):
            if number not in placed:
                placed[number] = document.copy_foreign(_unit_form(pages[number]))
            images[name] = placed[number]
            replaced += 1
        return replaced
    finally:
        for source in sources:
            source.close()


def _unit_form(page: pikepdf.Page) -> pikepdf.Object:
    """Return `page` as a form that fills the unit square, as an image does."""
    form = page.as_form_xobject()
    _, _, width, height = (float(edge) for edge in page.mediabox)
    form.Matrix = pikepdf.Array([1 / width, 0, 0, 1 / height, 0, 0])
    return form


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
