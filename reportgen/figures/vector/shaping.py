"""Which glyphs a text is drawn with, and where they stand: asked of matplotlib once for each text and face.

matplotlib takes 0.3 ms to shape ten characters, and would do so for each label of each chart, in each size. What is
kept here is for the size 1,000 points, so that it serves all sizes.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

import msgspec

from reportgen.figures.vector.faces import LAST_RESORT, font_reader, open_font

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

_SIZE = 1000
_POINTS_PER_INCH = 72
REMEMBERED = 10_000
"""How many texts are kept."""
# In numbers stand narrow spaces that nothing is divided at (U+202F); fonts draw both alike.
_THIN_SPACE = 0x2009
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# Ligatures and the shapes that letters of Arabic have beside each other: what they stand for is their letters.
_PRESENTED = range(0xFB00, 0xFEFD)
_IN_NUMBERS = frozenset("0123456789.,%−+()×→ \u00a0\u202f")


class Glyph(msgspec.Struct, frozen=True):
    """A glyph of the font file `font`, `x` and `y` thousandths of the size from the beginning of the text.

    `kern` is how far it is moved from the end of the glyph before it.
    """

    font: str
    number: int
    meaning: str
    x: float
    y: float
    kern: float


class Run(msgspec.Struct, frozen=True):
    """Glyphs in a row. `text` is what they stand for where they do not say it themselves, else empty."""

    glyphs: tuple[Glyph, ...]
    text: str = ""


class Shaped(msgspec.Struct, frozen=True):
    """A text as glyphs, from left to right, and what to tell the person about it.

    Its width, and how far it reaches above and below its foot, are in thousandths of the size.
    """

    runs: tuple[Run, ...]
    warnings: tuple[str, ...]
    width: float
    above: float
    below: float


@lru_cache(REMEMBERED)
def shape(text: str, files: tuple[str, ...]) -> Shaped:
    """Return the glyphs of `text`, each from the first of `files` that has it."""
    is_number = bool(text) and _IN_NUMBERS.issuperset(text)
    return (is_number and _shaped_number(text, files)) or _shaped(text, files)


def _shaped_number(text: str, files: tuple[str, ...]) -> Shaped | None:
    """Return the glyphs of a number, put together from those of its pairs of characters; None if that cannot be done.

    Most texts of a large report are numbers, each other than the rest; of digits in a row no more depends than kerning.
    """
    glyphs: list[Glyph] = []
    x = above = below = 0.0
    for before, character in zip((None, *text), text, strict=False):
        glyph, advance, top, bottom = _single(character, files)
        if glyph is None:
            return None
        if before is not None:
            step, kern = _pair(before + character, files)
            x += step
            glyph = msgspec.structs.replace(glyph, x=x, kern=kern)
        glyphs.append(glyph)
        above, below = max(above, top), max(below, -bottom)
    return Shaped((Run(tuple(glyphs)),), (), x + advance, above, below)


@cache
def _single(character: str, files: tuple[str, ...]) -> tuple[Glyph | None, float, float, float]:
    """Return the glyph of a character, how wide it is, and where its upper and its lower edge are.

    It is None where the first file has none, and where it does not say itself what it stands for.
    """
    (item,) = _opened(files)._layout(character, _unhinted())  # noqa: SLF001  # as its backends do
    file = str(item.ft_object.fname)
    said = meaning_of(item.glyph_index, file, character)
    if file != files[0] or said != character:
        return None, 0.0, 0.0, 0.0
    return Glyph(file, item.glyph_index, said, 0.0, 0.0, 0.0), *_extent(item.ft_object, file, item.glyph_index)


@cache
def _pair(characters: str, files: tuple[str, ...]) -> tuple[float, float]:
    """Return how far the second character stands from the first, and how far it is moved for that."""
    _, second = _opened(files)._layout(characters, _unhinted())  # noqa: SLF001
    return second.x, second.prev_kern


def _shaped(text: str, files: tuple[str, ...]) -> Shaped:
    opened = _opened(files)
    glyphs: list[tuple[str, Glyph]] = []
    missing: dict[str, None] = {}
    width = above = below = 0.0
    for item in opened._layout(text, _unhinted()):  # noqa: SLF001  # as its backends do
        file = str(item.ft_object.fname)
        if LAST_RESORT in file:
            missing.update(dict.fromkeys(item.char))
        meaning = meaning_of(item.glyph_index, file, item.char)
        glyphs.append((item.char, Glyph(file, item.glyph_index, meaning, item.x, item.y, item.prev_kern)))
        advance, top, bottom = _extent(item.ft_object, file, item.glyph_index)
        width, above, below = item.x + advance, max(above, item.y + top), max(below, -item.y - bottom)
    told = tuple(_told(character, files) for character in missing)
    return Shaped(tuple(_runs(glyphs)), told, width, above, below)


_extents: dict[tuple[str, int], tuple[float, float, float]] = {}


def _extent(opened: "FT2Font", file: str, number: int) -> tuple[float, float, float]:
    """Return how wide a glyph is, and where its upper and its lower edge are, in thousandths of the size."""
    known = _extents.get((file, number))
    if known is None:
        glyph = opened.load_glyph(cast(Any, number), _unhinted())
        _, bottom, _, top = glyph.bbox
        known = _extents[file, number] = glyph.linearHoriAdvance / 0x10000, top / 64, bottom / 64
    return known


def _runs(glyphs: Sequence[tuple[str, Glyph]]) -> Iterator[Run]:
    """Yield the glyphs, each group of those that do not say what they stand for as a run of its own."""
    clusters = [(text, tuple(glyph for _, glyph in same)) for text, same in groupby(glyphs, lambda item: item[0])]
    for is_plain, group in groupby(clusters, lambda cluster: _says(*cluster)):
        if is_plain:
            yield Run(tuple(glyph for _, same in group for glyph in same))
        else:
            yield from (Run(same, text) for text, same in group)


def _says(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Return whether the glyphs of one or several equal texts read as these texts."""
    meant = "".join(glyph.meaning for glyph in glyphs)
    return len(meant) % len(text) == 0 and meant == text * (len(meant) // len(text))


def _told(character: str, files: Sequence[str]) -> str:
    name = character.encode("ascii", "namereplace").decode("ascii")
    families = ", ".join(open_font((file,)).family_name for file in files)
    return f"Glyph {ord(character)} ({name}) missing from font(s) {families}."


@cache
def _unhinted() -> Any:
    return font_reader().LoadFlags.NO_HINTING


def _opened(files: tuple[str, ...]) -> "FT2Font":
    opened = open_font(files)
    opened.clear()
    opened.set_size(_SIZE, _POINTS_PER_INCH)
    return opened


def meaning_of(number: int, file: str, text: str) -> str:
    """Return what a glyph of a font file stands for: the first character that is drawn with it, if any, or `text`."""
    return _UNKNOWN if LAST_RESORT in file else _meanings(file).get(number, text)


@cache
def _meanings(file: str) -> dict[int, str]:
    meant: dict[int, str] = {}
    drawn = open_font((file,)).get_charmap()
    for code, number in sorted(drawn.items(), key=lambda item: (item[0] == _THIN_SPACE, item[0])):
        text = chr(code)
        meant.setdefault(number, unicodedata.normalize("NFKC", text) if code in _PRESENTED else text)
    return meant
