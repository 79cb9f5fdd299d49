"""Where the fonts are that have glyphs for what the text face lacks."""

from importlib.util import find_spec
from pathlib import Path


def fallback_font_folder() -> Path | None:
    """Return the folder of the DejaVu fonts, which come with matplotlib and have glyphs for most scripts."""
    found = find_spec("matplotlib")
    return Path(found.origin).parent / "mpl-data/fonts/ttf" if found and found.origin else None
