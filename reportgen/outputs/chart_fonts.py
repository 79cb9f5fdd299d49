"""The fonts of all charts, each put into a PDF once: takes font files and the glyphs that are used of each.

Charts name glyphs by their numbers in the font file. So a part of a font keeps these numbers, and the same text in two
charts has the same bytes, whatever else is in the report.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from string import ascii_uppercase

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reportgen.outputs.font_part import WholeFont

_MOST_A_BLOCK = 100
_TAG_LETTERS = 6
_NO_LETTER = re.compile(r"[^A-Za-z0-9_-]")
_NOT_SYMBOLIC, _ITALIC = 1 << 5, 1 << 6
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
    font = WholeFont(file)
    name = _name(font, glyphs)
    described = _described(font, name)
    inner = Dictionary(
        Type=Name.Font,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=document.make_indirect(described),
        W=_widths(font, glyphs),
    )
    if font.is_truetype:
        part = font.part(glyphs)
        described.FontFile2 = document.make_stream(part, Length1=len(part))
        inner.Subtype, inner.CIDToGIDMap = Name.CIDFontType2, Name.Identity
    else:
        described.FontFile3 = document.make_stream(_compact_part(file, glyphs), Subtype=Name.CIDFontType0C)
        inner.Subtype = Name.CIDFontType0
    outer = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([document.make_indirect(inner)]),
        ToUnicode=document.make_stream(_characters(glyphs)),
    )
    return document.make_indirect(outer)


def _name(font: WholeFont, glyphs: Mapping[int, str]) -> Name:
    """Return the name of the part: six letters, made from the glyphs, before that of the font."""
    digest = hashlib.sha256(repr(sorted(glyphs)).encode()).digest()
    tag = "".join(ascii_uppercase[byte % len(ascii_uppercase)] for byte in digest[:_TAG_LETTERS])
    return Name(f"/{tag}+{_NO_LETTER.sub('', font.name) or 'Font'}")


def _described(font: WholeFont, name: Name) -> Dictionary:
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_NOT_SYMBOLIC | (_ITALIC if font.slant else 0),
        FontBBox=Array(font.box),
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.cap_height,
        ItalicAngle=font.slant,
        StemV=font.weight // 5,
    )


def _widths(font: WholeFont, glyphs: Mapping[int, str]) -> Array:
    """Return how far each glyph leads on, in thousandths of the size: numbers that follow each other as one list."""
    groups: list[tuple[int, list[int]]] = []
    for number in sorted(glyphs):
        if groups and groups[-1][0] + len(groups[-1][1]) == number:
            groups[-1][1].append(font.advance(number))
        else:
            groups.append((number, [font.advance(number)]))
    return Array([part for first, widths in groups for part in (first, Array(widths))])


def _compact_part(file: Path, glyphs: Mapping[int, str]) -> bytes:
    """Return the outlines of `glyphs` of a font in the Compact Font Format."""
    from fontTools import subset

    options = subset.Options(retain_gids=True, hinting=False, layout_features=[], notdef_outline=True)
    font = subset.load_font(file, options)
    part = subset.Subsetter(options)
    part.populate(gids=glyphs)
    part.subset(font)
    return bytes(font.getTableData("CFF "))


def _characters(glyphs: Mapping[int, str]) -> bytes:
    """Return what each glyph stands for, one by one: checkers of PDF/A and PDF/UA read no ranges with lists."""
    pairs = sorted(glyphs.items())
    blocks = [pairs[start : start + _MOST_A_BLOCK] for start in range(0, len(pairs), _MOST_A_BLOCK)]
    return _HEAD + b"".join(map(_block, blocks)) + _FOOT


def _block(pairs: list[tuple[int, str]]) -> bytes:
    lines = "".join(f"<{number:04x}> <{text.encode('utf-16-be').hex()}>\n" for number, text in pairs)
    return f"{len(pairs)} beginbfchar\n{lines}endbfchar\n".encode()
