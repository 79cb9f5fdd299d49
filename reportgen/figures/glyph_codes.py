"""How characters are numbered in the fonts that matplotlib puts into a PDF."""

from typing import Any

from matplotlib import font_manager
from matplotlib.backends import _backend_pdf_ps


class CodesFromOne(_backend_pdf_ps.CharacterTracker):
    """Prints no character as code 0, which PDF/A and PDF/UA take for a character that the font lacks.

    matplotlib 3.11 numbers the characters beyond Latin, such as the narrow space in "90 %", from 0.
    """

    def track_glyph(self, font: Any, chars: str | int, glyph: Any) -> tuple[int, int]:
        """Return the part of the font that has the glyph, and the code of the glyph there."""
        part, code = super().track_glyph(font, chars, glyph)
        if part == 0 or code != 0:
            return part, code
        # The glyph keeps code 0 as well: the next code is the number of codes so far.
        path = font_manager.FontPath(font.fname, font.face_index)
        self.used[path][part][1] = glyph
        self.glyph_maps[path].add(chars if isinstance(chars, str) else chr(chars), glyph, part, 1)
        return part, 1


def number_from_one() -> None:
    """Make matplotlib number the characters from 1 in each PDF that is opened from now on."""
    _backend_pdf_ps.CharacterTracker = CodesFromOne  # type: ignore[misc]
