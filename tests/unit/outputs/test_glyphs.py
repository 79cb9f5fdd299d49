"""A character that no font can draw is told."""

import pytest

from reportgen.outputs.glyphs import missing_characters
from reportgen.outputs.templates import built_in_folder

FOLDERS = (built_in_folder(),)


@pytest.mark.parametrize("text", ["Größe", "Ακρίβεια", "Точность", "№ 1 · 98 % – “x” ² ∞ − …", "שלום", "مرحبا"])
def test_the_scripts_of_europe_and_their_neighbours_need_no_system_font(text: str) -> None:
    assert list(missing_characters(f"<p>{text}</p>", FOLDERS)) == []


def test_a_character_without_a_glyph_is_named_with_what_to_do() -> None:
    # Unassigned in Unicode, so that no font has it.
    told = list(missing_characters("<p>a \u0378</p>", FOLDERS))
    assert len(told) == 1
    assert "U+0378" in told[0]
    assert "install a font" in told[0]


def test_markup_and_styles_are_not_looked_at() -> None:
    assert list(missing_characters("<style>\u0378</style><p title='\u0378'>x</p>", FOLDERS)) == []
