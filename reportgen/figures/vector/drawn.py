"""A chart as it was drawn, as frozen data: the operators of a PDF and what they name, or a file of its own.

Of fonts a `DrawnChart` names glyphs alone, so that those of all charts of a report are embedded together, once.
"""

import zlib

import msgspec

# A higher level takes twice the time and saves 2 %.
_COMPRESSION = 6


class Face(msgspec.Struct, frozen=True):
    """What is used of a font file: the numbers of glyphs, with the text that each of them stands for.

    `font` is "theme:" and the number of the file among the theme's, or "matplotlib:" and the name of the file.
    """

    font: str
    glyphs: tuple[tuple[int, str], ...]


class Pixels(msgspec.Struct, frozen=True):
    """An image of `width * height` pixels of one or three bytes, row by row from the top, deflated.

    Each row is preceded by the number of its PNG filter; `opacity`, if any, is an image of one byte a pixel.
    """

    width: int
    height: int
    channels: int
    content: bytes
    opacity: "Pixels | None" = None


class Marker(msgspec.Struct, frozen=True):
    """A form that is drawn many times: its box (left, bottom, right, top in points) and its operators, deflated."""

    box: tuple[float, float, float, float]
    content: bytes


class DrawnChart(msgspec.Struct, frozen=True):
    """A chart of `width * height` points; `content` are its operators, deflated.

    They name the faces F0, F1, …, the opacities (of lines and areas) A0, …, the images I0, … and the markers M0, ….
    `warnings` are the characters that no font has.
    """

    width: float
    height: float
    content: bytes
    faces: tuple[Face, ...] = ()
    opacities: tuple[tuple[float, float], ...] = ()
    images: tuple[Pixels, ...] = ()
    markers: tuple[Marker, ...] = ()
    warnings: tuple[str, ...] = ()


_CHARTS = msgspec.msgpack.Decoder(DrawnChart)


def read_chart(packed: bytes) -> DrawnChart:
    """Return a chart as the process that drew it sent it, which takes half the memory."""
    return _CHARTS.decode(packed)


class DrawnImage(msgspec.Struct, frozen=True):
    """A chart as a file of its own, an SVG or a PNG; `warnings` are the characters that no font has."""

    content: bytes
    warnings: tuple[str, ...] = ()


def deflated(content: bytes) -> bytes:
    """Return `content` as a PDF holds it."""
    return zlib.compress(content, _COMPRESSION)
