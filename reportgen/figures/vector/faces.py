"""The font files that texts are shaped with, opened by the part of matplotlib that reads fonts, and by no other part.

matplotlib as a whole takes a quarter of a second to load, longer than all charts of a small report take to draw.
"""

import sys
from collections.abc import Sequence
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.figures.vector.fonts import fonts_of_matplotlib

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

_READER = "matplotlib.ft2font"
FALLBACK_FACE = "DejaVu Sans"
"""Comes with matplotlib: it draws what the text face has no glyph for."""
_FALLBACK_FILES = {400: "DejaVuSans.ttf", 700: "DejaVuSans-Bold.ttf"}
LAST_RESORT = "LastResortHE-Regular.ttf"
"""matplotlib's font of boxes for all characters: its few glyphs stand for thousands of characters each."""
_WEIGHTS = {"normal": 400, "semibold": 600, "bold": 700}

_faces: dict[str, dict[int, str]] = {}


@cache
def font_reader() -> Any:
    """Return `matplotlib.ft2font`, loaded without the package around it."""
    package = find_spec("matplotlib")
    found = PathFinder.find_spec(_READER, package.submodule_search_locations) if package else None
    if _READER in sys.modules or found is None or found.loader is None:
        from matplotlib import ft2font

        return ft2font
    reader = sys.modules[_READER] = module_from_spec(found)
    found.loader.exec_module(reader)
    return reader


def use_face(face: str, files: Sequence[Path]) -> None:
    """Make the upright ones of `files` known as `face`."""
    described = [(open_font((str(file),)), str(file)) for file in files]
    italic = font_reader().StyleFlags.ITALIC
    upright = {_weight(font): file for font, file in described if italic not in font.style_flags}
    _faces[face] = upright or {_weight(font): file for font, file in described}
    files_of.cache_clear()


def _weight(font: Any) -> int:
    described = font.get_sfnt_table("OS/2")
    return int(described["usWeightClass"]) if described else _WEIGHTS["normal"]


@cache
def files_of(face: str, weight: str | int) -> tuple[str, ...]:
    """Return the font files of a face that was made known, and that of what it has no glyph for, nearest in weight."""
    wanted = _WEIGHTS[weight] if isinstance(weight, str) else weight
    folder = fonts_of_matplotlib()
    fallback = {weight: str(folder / name) for weight, name in _FALLBACK_FILES.items()}
    return _nearest(_faces[face], wanted), _nearest(fallback, wanted)


def _nearest(files: dict[int, str], wanted: int) -> str:
    return files[min(files, key=lambda weight: abs(weight - wanted))]


@cache
def open_font(files: tuple[str, ...]) -> "FT2Font":
    """Return the first of `files`, which asks the others, and the font of boxes, for what it has no glyph for."""
    reader = font_reader()
    boxes = reader.FT2Font(str(fonts_of_matplotlib() / LAST_RESORT))
    boxes.set_charmap(0)  # the one for Windows, which FreeType prefers, is empty
    font: FT2Font = reader.FT2Font(files[0], _fallback_list=[*map(reader.FT2Font, files[1:]), boxes])
    return font
