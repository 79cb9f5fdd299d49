"""How the glyphs of a line are written: what WeasyPrint's `draw_first_line` writes for text in fonts of outlines.

It takes the glyphs from Pango one by one and asks of each whether it is a picture; here a run of them is read at once.
A line with anything but glyphs of outlines on the baseline is left to WeasyPrint.
"""

import struct
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from reportgen.outputs.engine.pdf_objects import to_bytes

Piece = tuple[tuple[str, float] | None, bytes]
"""What is written in one go: what chooses the font and size that stand before it, or glyphs."""

# PangoGlyphInfo: the glyph, its width, its offset across and up; and flags, which nobody needs.
_GLYPHS = struct.Struct("Iiii4x")


class NotPlainError(Exception):
    """A line has a picture for a glyph, a glyph off the baseline, or a character that no font has."""


def written_glyphs(stream: Any, pango_layout: Any, characters: str) -> list[Piece]:
    """Return what is written for the first line of Pango's layout of `characters`; the fonts are told of their glyphs.

    Raises:
        NotPlainError: WeasyPrint has to do it.
    """
    pieces: list[Piece] = []
    text = ""
    before = None
    run = pango.pango_layout_get_line_readonly(pango_layout, 0).runs[0]
    while run != ffi.NULL:
        face = run.data.item.analysis.font
        if face != before:
            before = face
            font, size = _font(stream, face)
            if text:
                pieces.append(_shown(text))
            text = ""
            pieces.append(((font.hash, size), b"/%b %b Tf" % (to_bytes(font.hash), to_bytes(size))))
        text += _run_text(stream, characters, run.data, font, size)
        run = run.next
    pieces.append(_shown(text))
    return pieces


def _font(stream: Any, face: Any) -> tuple[Any, float]:
    font, size = stream.add_font(face)
    if font.bitmap or font.svg or font.png or font.colr or pango.pango_version() < 14802:
        raise NotPlainError
    return font, size


def _shown(text: str) -> Piece:
    return None, b"[%b] TJ" % text.encode("ascii")


def _run_text(stream: Any, characters: str, item: Any, font: Any, size: float) -> str:
    """Return the glyphs of a run with what corrects their places, as the operator TJ takes them."""
    text, to_unicode, widths = "<", font.to_unicode, font.widths
    content = ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * _GLYPHS.size)
    for place, (glyph, width, across, up) in enumerate(_GLYPHS.iter_unpack(content)):
        if glyph == pango.PANGO_GLYPH_EMPTY:
            text += f">{-width / size}<"
            continue
        if up or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            raise NotPlainError
        if glyph not in to_unicode:
            to_unicode[glyph] = _characters(characters, item, place)
        if glyph not in widths:
            widths[glyph] = _width(stream, item.item.analysis.font, glyph, size)
        offset = across / size
        text += f">{-offset}<{glyph:04x}" if offset else f"{glyph:04x}"
        # In the order in which WeasyPrint does it: the last digit decides whether there is anything to correct.
        kerning = widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        if kerning:
            text += f">{int(kerning)}<"
    return text[:-1] if text[-1] == "<" else text + ">"


def _characters(line: str, item: Any, place: int) -> str:
    """Return the characters that a glyph stands for."""
    clusters, length, offset = item.glyphs.log_clusters, item.item.length, item.item.offset
    if item.item.analysis.level % 2:  # from right to left
        end = length if place == 0 else clusters[place - 1]
    else:
        end = length if place == item.glyphs.num_glyphs - 1 else clusters[place + 1]
    return line.encode()[offset + clusters[place] : offset + end].decode()


def _width(stream: Any, face: Any, glyph: int, size: float) -> int:
    """Return the width of a glyph in thousandths of the size."""
    pango.pango_font_get_glyph_extents(face, glyph, stream.ink_rect, stream.logical_rect)
    width: float = stream.logical_rect.width * 1000 * FROM_UNITS / size
    return round(width)
