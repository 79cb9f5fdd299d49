"""Which characters of the report no font can draw: told, rather than printed as silent boxes."""

import functools
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from fontTools.ttLib import TTFont

from reportgen.outputs.fetching import fallback_font_folder

_TAGS = re.compile(r"<(?:style|title)\b.*?</(?:style|title)>|<[^>]*>", re.DOTALL)
_INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs", "Co")


def missing_characters(html: str, folders: Sequence[Path]) -> Iterator[str]:
    """Yield a sentence for each visible character of `html` for which there is no glyph in any font.

    Looks in the report's own fonts first, and asks the system's fonts only for what these lack.
    """
    text = unescape(_TAGS.sub("", html))
    unusual = sorted(character for character in set(text) if _needs_glyph(character))
    lacking = [character for character in unusual if ord(character) not in _own_characters(tuple(folders))]
    for character in lacking:
        if not _in_system_font(character):
            name = unicodedata.name(character, "unnamed")
            yield f"no font has the character U+{ord(character):04X} {name}: install a font for it, such as fonts-noto"


def _needs_glyph(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character) not in _INVISIBLE


@functools.cache
def _own_characters(folders: tuple[Path, ...]) -> frozenset[int]:
    fonts = [path for folder in folders for path in (folder / "fonts").glob("*.ttf")]
    fallback = fallback_font_folder()
    fonts += [fallback / "DejaVuSans.ttf"] if fallback else []
    return frozenset(code for path in fonts for code in (TTFont(path, lazy=True).getBestCmap() or ()))


def _in_system_font(character: str) -> bool:
    """Ask fontconfig, which the layout engine takes its fonts from; without its command, nothing is claimed."""
    try:
        asked = subprocess.run(
            ["fc-list", f":charset={ord(character):x}", "family"],
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return bool(asked.stdout.strip())
