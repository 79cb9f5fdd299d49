"""Equations as glyphs: takes mathtext, gives where each glyph and each rule of it stands.

matplotlib lays mathtext out, which takes 15 ms a term and 0.15 s to load. The terms of the built-in equations in the
built-in faces are therefore kept, laid out, in a file beside this module; a test tells when it has to be written anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.style import parameters, use_fonts_in_matplotlib
from reportgen.figures.vector.fonts import font_file

POINTS = 9.8
"""The size of equations."""
KNOWN = Path(__file__).parent / "known_equations.json"
_POINTS_PER_INCH = 72


class MathGlyph(msgspec.Struct, frozen=True, array_like=True):
    """A glyph of the file `font`, in a size and at a place in points; `text` is what it stands for.

    `meaning` is what it is read as where that is not told.
    """

    font: str
    points: float
    number: int
    text: str
    meaning: str
    x: float
    y: float


class MathLayout(msgspec.Struct, frozen=True, array_like=True):
    """A term in points: its width, its height, how much of that is below the foot of its letters, and what it shows.

    A rule is a rectangle: left, bottom, width and height.
    """

    width: float
    height: float
    below: float
    glyphs: tuple[MathGlyph, ...]
    rules: tuple[tuple[float, float, float, float], ...]


class KnownTerms(msgspec.Struct, frozen=True):
    """Terms in the fonts of a theme, which are called as `fonts` calls them; `sizes` in bytes tell them from others.

    Each term is a `MathLayout`, which is read when it is asked for.
    """

    sizes: dict[str, int]
    terms: dict[str, msgspec.Raw]


class _Memory:
    """The terms in the fonts of one theme: those that are kept, and those that were asked for."""

    def __init__(self, look: FigureStyle) -> None:
        self._files: dict[str, str] = {}
        self._kept: dict[str, msgspec.Raw] = {}
        self.known: dict[str, MathLayout] = {}
        for kept in msgspec.json.decode(KNOWN.read_bytes(), type=list[KnownTerms]):
            files = _files(kept, look)
            if files:
                self._files, self._kept = files, kept.terms

    def has(self, text: str) -> bool:
        """Say whether a term is kept."""
        return text in self._kept

    def kept(self, text: str) -> MathLayout | None:
        """Return a term that is kept."""
        if not self.has(text):
            return None
        return _in_files(msgspec.json.decode(self._kept[text], type=MathLayout), self._files)


def _files(kept: KnownTerms, look: FigureStyle) -> dict[str, str] | None:
    """Return the files of the fonts in which terms are kept; None if `look` has others."""
    if len(look.fonts) <= max(int(name.rpartition(":")[2]) for name in kept.sizes if name.startswith("theme:")):
        return None
    files = {name: font_file(name, look) for name in kept.sizes}
    if all(file.is_file() and file.stat().st_size == kept.sizes[name] for name, file in files.items()):
        return {name: str(file) for name, file in files.items()}
    return None


_memory: dict[tuple[Path, ...], _Memory] = {}


def is_kept(text: str, look: FigureStyle) -> bool:
    """Say whether matplotlib is not needed to lay mathtext out."""
    return _memory_of(look).has(text)


def lay_out(text: str, look: FigureStyle) -> MathLayout:
    """Return the layout of mathtext."""
    memory = _memory_of(look)
    if text not in memory.known:
        memory.known[text] = memory.kept(text) or laid_out_by_matplotlib(text, look)
    return memory.known[text]


def _memory_of(look: FigureStyle) -> _Memory:
    memory = _memory.get(look.fonts)
    if memory is None:
        memory = _memory[look.fonts] = _Memory(look)
    return memory


def _in_files(layout: MathLayout, files: dict[str, str]) -> MathLayout:
    glyphs = tuple(msgspec.structs.replace(glyph, font=files[glyph.font]) for glyph in layout.glyphs)
    return msgspec.structs.replace(layout, glyphs=glyphs)


def laid_out_by_matplotlib(text: str, look: FigureStyle) -> MathLayout:
    """Return the layout of mathtext, whether it is kept or not."""
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    use_fonts_in_matplotlib(look)
    with mpl.rc_context(cast(Any, parameters(look))):
        parsed = text_to_path.mathtext_parser.parse(text, _POINTS_PER_INCH, FontProperties(size=POINTS))
    width, height, below, glyphs, rules = cast(Any, parsed)
    return MathLayout(
        float(width),
        float(height),
        float(below),
        tuple(_glyphs(glyphs)),
        tuple((float(left), float(bottom), float(across), float(up)) for left, bottom, across, up in rules),
    )


def _glyphs(found: Any) -> Iterator[MathGlyph]:
    from reportgen.figures.vector.shaping import meaning_of

    for font, points, code, number, x, y in found:
        meaning = meaning_of(number, font.fname, chr(code))
        yield MathGlyph(str(font.fname), float(points), int(number), chr(code), meaning, float(x), float(y))
