"""Mends the fonts of the text, so that every glyph is a character."""

import pikepdf

# A glyph that continues the character before it, such as a second accent, stands for a joiner that nobody sees.
_NOTHING, _JOINER = b" <>\n", b" <2060>\n"


def mend_text_fonts(document: pikepdf.Pdf) -> None:
    """Mend the fonts that WeasyPrint wrote: all pages share them."""
    for font in document.pages[0].resources.get("/Font", pikepdf.Dictionary()).values():
        cmap = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
        if _NOTHING in cmap:
            font.ToUnicode.write(cmap.replace(_NOTHING, _JOINER))
