"""A part of a font has the outlines of the whole one, under the same numbers, and a PDF takes its measures from it."""

import io
import random
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from matplotlib.ft2font import FT2Font, LoadFlags

from reportgen.built_in import built_in_folder
from reportgen.figures.vector.fonts import fonts_of_matplotlib
from reportgen.outputs.chart_fonts import embed_font
from reportgen.outputs.font_part import WholeFont

FONTS = [
    *sorted((built_in_folder() / "fonts").glob("*.ttf")),
    *(fonts_of_matplotlib() / f"{name}.ttf" for name in ("DejaVuSans", "STIXGeneral", "cmr10", "LastResortHE-Regular")),
]


def some_glyphs(font: TTFont) -> list[int]:
    count = font["maxp"].numGlyphs
    return random.Random(5).sample(range(count), min(count, 80))


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_part_has_the_outlines_and_advances_of_the_whole_font(file: Path, tmp_path: Path) -> None:
    glyphs = some_glyphs(TTFont(file))
    part = WholeFont(file).part(glyphs)
    (tmp_path / "part.ttf").write_bytes(part)
    TTFont(io.BytesIO(part), checkChecksums=2).ensureDecompiled()
    whole, other = FT2Font(file), FT2Font(tmp_path / "part.ttf")
    for font in (whole, other):
        font.set_size(100, 72)
    for glyph in glyphs:
        advances = [font.load_glyph(glyph, LoadFlags.NO_HINTING).linearHoriAdvance for font in (whole, other)]  # type: ignore[arg-type]
        (points, codes), (other_points, other_codes) = whole.get_path(), other.get_path()
        assert advances[0] == advances[1]
        assert np.array_equal(points, other_points)
        assert np.array_equal(codes, other_codes)


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_measures_are_those_of_the_font(file: Path) -> None:
    font, measured = TTFont(file), WholeFont(file)
    scale = 1000 / font["head"].unitsPerEm
    assert measured.name == font["name"].getDebugName(6)
    assert measured.weight == font["OS/2"].usWeightClass
    assert measured.slant == round(font["post"].italicAngle)
    assert measured.cap_height == round(getattr(font["OS/2"], "sCapHeight", font["hhea"].ascent) * scale)
    assert (measured.ascent, measured.descent) == (
        round(font["hhea"].ascent * scale),
        round(font["hhea"].descent * scale),
    )
    names = font.getGlyphOrder()
    for glyph in some_glyphs(font):
        assert measured.advance(glyph) == round(font["hmtx"].metrics[names[glyph]][0] * scale)


def compact_font(path: Path) -> Path:
    """Write a font whose outlines are in the Compact Font Format: a square for A, nothing for a blank."""
    square = T2CharStringPen(600, None)
    for corner, line in (((100, 0), square.moveTo), ((100, 500), square.lineTo), ((500, 500), square.lineTo)):
        line(corner)
    square.closePath()
    blank = T2CharStringPen(600, None).getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "space", "A"])
    builder.setupCharacterMap({32: "space", 65: "A"})
    builder.setupCFF("Square", {}, {".notdef": blank, "space": blank, "A": square.getCharString()}, {})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "space", "A"), (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular", "psName": "Square"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(path)
    return path


def test_a_font_in_the_compact_format_is_embedded_as_one(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        font = embed_font(document, compact_font(tmp_path / "square.otf"), {2: "A"})
        inner = font.DescendantFonts[0]
        assert (inner.Subtype, list(inner.W[1])) == ("/CIDFontType0", [600])
        assert inner.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"
        assert b"<0002> <0041>" in font.ToUnicode.read_bytes()
