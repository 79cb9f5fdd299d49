"""The fonts of all charts, each put into a PDF once: takes font files and the glyphs that are used of each.

Charts name glyphs by their numbers in the font file. So a part of a font keeps these numbers, and the same text in two
charts has the same bytes, whatever else is in the report.
"""

import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_MOST_A_BLOCK = 100
_TAG_LETTERS = 6
_NO_LETTER = re.compile(r"[^A-Za-z0-9_-]")
_NOT_SYMBOLIC, _ITALIC = 1 << 5, 1 << 6
# What a PDF needs of a font beside the outlines of its glyphs is in the PDF itself.
_DROPPED = ["BASE", "DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "OS/2", "STAT", "cmap", "kern", "meta", "name", "post"]
_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def embed_font(document: pikepdf.Pdf, file: Path, glyphs: Mapping[int, str]) -> pikepdf.Object:
    """Put of a font file those `glyphs` into `document`; return the font. They are named by their numbers, in 2 bytes.

    `glyphs` has for each number the text that the glyph stands for.
    """
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True, recalcTimestamp=False) as font:
        name = _name(font, glyphs)
        described, widths = _described(font, name), _widths(font, glyphs)
        outlines = _outlines(document, font, glyphs)
        described[f"/FontFile{'2' if 'glyf' in font else '3'}"] = outlines
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2 if "glyf" in font else Name.CIDFontType0,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=document.make_indirect(described),
            W=widths,
        )
        if "glyf" in font:
            inner.CIDToGIDMap = Name.Identity
    outer = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([document.make_indirect(inner)]),
        ToUnicode=document.make_stream(_characters(glyphs)),
    )
    return document.make_indirect(outer)


def _name(font: Any, glyphs: Mapping[int, str]) -> Name:
    """Return the name of the part: six letters, made from the glyphs, before that of the font."""
    digest = hashlib.sha256(repr(sorted(glyphs)).encode()).digest()
    tag = "".join(ascii_uppercase[byte % len(ascii_uppercase)] for byte in digest[:_TAG_LETTERS])
    whole = _NO_LETTER.sub("", str(font["name"].getDebugName(6))) or "Font"
    return Name(f"/{tag}+{whole}")


def _described(font: Any, name: Name) -> Dictionary:
    head, across, above, shown = font["head"], font["hhea"], font["OS/2"], font["post"]
    scale = 1000 / head.unitsPerEm
    slant = float(shown.italicAngle)
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_NOT_SYMBOLIC | (_ITALIC if slant else 0),
        FontBBox=Array([round(edge * scale) for edge in box]),
        Ascent=round(across.ascent * scale),
        Descent=round(across.descent * scale),
        CapHeight=round(getattr(above, "sCapHeight", across.ascent) * scale),
        ItalicAngle=round(slant),
        StemV=above.usWeightClass // 5,
    )


def _widths(font: Any, glyphs: Mapping[int, str]) -> Array:
    """Return how far each glyph leads on, in thousandths of the size: numbers that follow each other as one list."""
    advances, order, scale = font["hmtx"].metrics, font.getGlyphOrder(), 1000 / font["head"].unitsPerEm
    groups: list[tuple[int, list[int]]] = []
    for number in sorted(glyphs):
        width = round(advances[order[number]][0] * scale)
        if groups and groups[-1][0] + len(groups[-1][1]) == number:
            groups[-1][1].append(width)
        else:
            groups.append((number, [width]))
    return Array([part for first, widths in groups for part in (first, Array(widths))])


def _outlines(document: pikepdf.Pdf, font: Any, glyphs: Mapping[int, str]) -> pikepdf.Stream:
    from fontTools import subset

    options = subset.Options(retain_gids=True, hinting=False, layout_features=[], notdef_outline=True, name_IDs=[])
    options.drop_tables += _DROPPED
    part = subset.Subsetter(options)
    part.populate(gids=glyphs)
    part.subset(font)
    if "CFF " in font:
        return document.make_stream(font.getTableData("CFF "), Subtype=Name.CIDFontType0C)
    written = io.BytesIO()
    font.save(written, reorderTables=False)
    return document.make_stream(written.getvalue(), Length1=len(written.getvalue()))


def _characters(glyphs: Mapping[int, str]) -> bytes:
    """Return what each glyph stands for, one by one: checkers of PDF/A and PDF/UA read no ranges with lists."""
    pairs = sorted(glyphs.items())
    blocks = [pairs[start : start + _MOST_A_BLOCK] for start in range(0, len(pairs), _MOST_A_BLOCK)]
    return _HEAD + b"".join(map(_block, blocks)) + _FOOT


def _block(pairs: list[tuple[int, str]]) -> bytes:
    lines = "".join(f"<{number:04x}> <{text.encode('utf-16-be').hex()}>\n" for number, text in pairs)
    return f"{len(pairs)} beginbfchar\n{lines}endbfchar\n".encode()
