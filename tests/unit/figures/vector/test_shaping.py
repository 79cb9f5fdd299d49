"""Texts are shaped as matplotlib shapes them, numbers from what is known of their pairs of characters."""

import random

import pytest
from matplotlib.font_manager import FontProperties, fontManager

from reportgen.figures.style import use_fonts, use_fonts_in_matplotlib
from reportgen.figures.vector.faces import FALLBACK_FACE, files_of
from reportgen.figures.vector.shaping import Shaped, _shaped, shape
from tests.unit.figures.looks import LOOKS

CHANCE = random.Random(11)


def numbers() -> list[str]:
    """Return numbers as charts have them, and some that none has."""
    written = [f"{CHANCE.uniform(-1e5, 1e5):.{CHANCE.randrange(6)}f}".replace("-", "−") for _ in range(200)]
    percentages = [f"{CHANCE.uniform(0, 100):.{CHANCE.randrange(3)}f}\u202f%" for _ in range(50)]
    grouped = ["1\u202f234\u202f567", "20 000", "1,234.5", "0", ".", "11111", "7741", "+4 . 4"]
    shapes = [f"({CHANCE.randrange(9999)}, {CHANCE.randrange(99)}, {number},)" for number in range(20)]
    told = [f"→ {CHANCE.randrange(10)} ({CHANCE.randrange(100)}\u202f%)" for _ in range(20)]
    return [*written, *percentages, *grouped, *shapes, *told, "3×3", "7×7 (2×2)", "().,()"]


def same(one: Shaped, other: Shaped) -> bool:
    glyphs, others = ([glyph for run in shaped.runs for glyph in run.glyphs] for shaped in (one, other))
    told = [[run.text for run in shaped.runs if run.text] for shaped in (one, other)]
    sizes = [(shaped.width, shaped.above, shaped.below) for shaped in (one, other)]
    return (glyphs, told[0], one.warnings) == (others, told[1], other.warnings) and sizes[0] == pytest.approx(sizes[1])


@pytest.mark.parametrize("theme", LOOKS)
def test_numbers_are_shaped_as_other_texts_are(theme: str) -> None:
    look = LOOKS[theme]
    use_fonts(look)
    for weight in ("normal", 600):
        files = files_of(look.face, weight)
        assert [text for text in numbers() if not same(shape(text, files), _shaped(text, files))] == []


@pytest.mark.parametrize("theme", LOOKS)
@pytest.mark.parametrize("weight", ["normal", "semibold", 400, 600])
def test_the_files_of_a_face_are_those_that_matplotlib_finds(theme: str, weight: str | int) -> None:
    look = LOOKS[theme]
    use_fonts(look)
    use_fonts_in_matplotlib(look)
    found = FontProperties(family=[look.face, FALLBACK_FACE], weight=weight)
    assert files_of(look.face, weight) == tuple(fontManager._find_fonts_by_props(found))


def test_nothing_written_has_no_width() -> None:
    look = LOOKS["plain"]
    use_fonts(look)
    assert shape("", files_of(look.face, "normal")).width == 0
