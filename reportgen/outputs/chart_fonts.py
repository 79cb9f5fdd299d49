"""Mends the fonts of matplotlib's PDFs, so that every reader can tell which character a glyph is."""

import re
from collections.abc import Iterator

import pikepdf

# A line of matplotlib's map: first and last code, and what each code between them stands for, in UTF-16.
_RANGE = re.compile(rb"<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]")
_MOST_A_BLOCK = 100
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


def mend_fonts(charts: pikepdf.Pdf) -> None:
    """List the characters of each font one by one: checkers of PDF/A and PDF/UA read no ranges with lists."""
    seen: set[tuple[int, int]] = set()
    for page in charts.pages:
        for font in page.resources.get("/Font", pikepdf.Dictionary()).values():
            if font.objgen not in seen and "/ToUnicode" in font:
                seen.add(font.objgen)
                font.ToUnicode.write(_listed(font.ToUnicode.read_bytes()))


def _listed(cmap: bytes) -> bytes:
    pairs = list(_pairs(cmap))
    blocks = [pairs[start : start + _MOST_A_BLOCK] for start in range(0, len(pairs), _MOST_A_BLOCK)]
    return _HEAD + b"".join(_block(block) for block in blocks) + _FOOT


def _block(pairs: list[tuple[int, bytes]]) -> bytes:
    lines = b"".join(b"<%04x> %s\n" % pair for pair in pairs)
    return b"%d beginbfchar\n%sendbfchar\n" % (len(pairs), lines)


def _pairs(cmap: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each code with the characters that it stands for."""
    for found in _RANGE.finditer(cmap):
        yield from enumerate(found[2].split(), start=int(found[1], 16))
