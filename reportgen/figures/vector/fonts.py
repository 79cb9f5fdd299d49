"""What drawn charts call font files: names that are the same on every machine, and lead to the files again."""

import importlib.util
import os
from pathlib import Path

from reportgen.figures.figure_style import FigureStyle

_THEME, _MATPLOTLIB = "theme:", "matplotlib:"
_FOLDER = Path("mpl-data", "fonts", "ttf")


class FontNames:
    """Names the files of one theme, and those that come with matplotlib."""

    def __init__(self, look: FigureStyle) -> None:
        self._names = {os.path.realpath(path): f"{_THEME}{number}" for number, path in enumerate(look.fonts)}

    def name(self, file: str) -> str:
        """Return the name of a font file."""
        if file not in self._names:
            self._names[file] = self._names.get(os.path.realpath(file)) or _MATPLOTLIB + Path(file).name
        return self._names[file]


def font_file(name: str, look: FigureStyle) -> Path:
    """Return the file of the font that is called `name`."""
    if name.startswith(_THEME):
        return look.fonts[int(name.removeprefix(_THEME))]
    return fonts_of_matplotlib() / name.removeprefix(_MATPLOTLIB)


def fonts_of_matplotlib() -> Path:
    """Return the folder of the fonts that come with matplotlib, which is not imported."""
    found = importlib.util.find_spec("matplotlib")
    assert found is not None  # it is one of the packages that reportgen needs
    assert found.origin is not None
    return Path(found.origin).parent / _FOLDER
