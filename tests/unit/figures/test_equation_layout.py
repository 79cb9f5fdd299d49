"""The terms that are kept laid out are those of the known equations, as matplotlib lays them out in each face.

After an equation, a face or matplotlib has changed, `python -m tests.unit.figures.test_equation_layout` writes them.
"""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from reportgen.figures import equation_layout
from reportgen.figures.equation_layout import KNOWN, KnownTerms, MathLayout, laid_out_by_matplotlib, lay_out
from reportgen.figures.equation_text import mathtext, terms_of
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.style import use_fonts
from reportgen.figures.vector.fonts import FontNames, font_file
from tests.unit.figures.looks import LOOKS, PLAIN
from tests.unit.figures.test_equations import CHARTS

AGAIN = "run python -m tests.unit.figures.test_equation_layout"


def known_terms() -> list[str]:
    """Return the mathtext of all terms of the known equations, each once."""
    return sorted({term for equations in CHARTS for equation in equations for term in terms_of(equation)})


def kept_terms(look: FigureStyle) -> KnownTerms:
    """Return all terms in the fonts of `look`, as they are kept."""
    use_fonts(look)
    names = FontNames(look)
    terms = {text: named(laid_out_by_matplotlib(text, look), names) for text in known_terms()}
    used = sorted({glyph.font for layout in terms.values() for glyph in layout.glyphs})
    sizes = {name: font_file(name, look).stat().st_size for name in used}
    return KnownTerms(sizes, {text: msgspec.Raw(msgspec.json.encode(layout)) for text, layout in terms.items()})


def named(layout: MathLayout, names: FontNames) -> MathLayout:
    """Return `layout` as it is kept: fonts by their names, places in thousandths of a point."""
    glyphs = tuple(
        msgspec.structs.replace(glyph, font=names.name(glyph.font), x=rounded(glyph.x), y=rounded(glyph.y))
        for glyph in layout.glyphs
    )
    rules = tuple((rounded(x), rounded(y), rounded(width), rounded(height)) for x, y, width, height in layout.rules)
    return MathLayout(rounded(layout.width), rounded(layout.height), rounded(layout.below), glyphs, rules)


def rounded(edge: float) -> float:
    return round(edge, 3)


def write() -> None:
    """Write the terms of all built-in faces."""
    kept = [msgspec.json.encode(kept_terms(look)) for look in LOOKS.values()]
    KNOWN.write_bytes(b"[" + b",\n".join(kept) + b"]\n")


@pytest.mark.parametrize("theme", LOOKS)
def test_all_known_terms_are_kept_as_matplotlib_lays_them_out(theme: str) -> None:
    assert msgspec.json.encode(kept_terms(LOOKS[theme])) in KNOWN.read_bytes(), AGAIN


def test_a_known_term_is_laid_out_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(equation_layout, "laid_out_by_matplotlib", None)
    monkeypatch.setattr(equation_layout, "_memory", {})
    layout = lay_out(mathtext(r"w_{t-1} - \eta\,g_t"), PLAIN)
    assert {glyph.text for glyph in layout.glyphs} >= {"w", "η", "g", "t"}
    assert all(Path(glyph.font).is_absolute() for glyph in layout.glyphs)


def test_a_term_that_is_not_known_is_laid_out_by_matplotlib() -> None:
    use_fonts(PLAIN)
    assert [glyph.text for glyph in lay_out("$q_7$", PLAIN).glyphs] == ["q", "7"]


def test_terms_of_other_fonts_are_not_taken_for_those_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(equation_layout, "_memory", {})
    other = replace(PLAIN, fonts=(LOOKS["modern"].fonts[0], *PLAIN.fonts[1:]))
    use_fonts(other)
    files = {glyph.font for glyph in lay_out(mathtext("w_t"), other).glyphs}
    assert files <= {str(path) for path in PLAIN.fonts}


if __name__ == "__main__":
    write()
