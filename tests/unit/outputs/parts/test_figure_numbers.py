"""A part of which nothing but the numbers of figures differs is not laid out again, and has the right ones."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from reportgen.outputs.fallback_fonts import fallback_font_folder
from reportgen.outputs.html import Page
from reportgen.outputs.parts.dividing import divide
from reportgen.outputs.parts.figure_numbers import figure_numbers, without_numbers
from tests.unit.outputs.parts.long_page import long_page
from tests.unit.outputs.parts.making import Made, made, made_anew

pytestmark = pytest.mark.usefixtures("cache")

WORDS = "Figure {}:"
OF_CONTENTS = 1
"""The pages of the first part, which has no figure."""
FIRST, LATER = 36, 67
"""The numbers of the first figure before and after: from each, numbers follow with 1, 3, 4 and 7 in them."""


def figures(first: int, styles: str = "", words: str = WORDS, reference: str = "Figure {}") -> Page:
    """Return a report with a figure on each page and a reference to it, numbered from `first` on."""
    numbers = iter(range(first, 1_000))

    def article(found: re.Match[str]) -> str:
        number, anchor = next(numbers), f"figure-{found[1]}"
        link = f'<a href="#{anchor}" data-figure="{anchor}">{reference.format(number)}</a>'
        caption = f'<figcaption><b data-figure="{anchor}">{words.format(number)}</b> Nothing at all.</figcaption>'
        return f'{found[0]}<p class="history">See {link}.</p><figure id="{anchor}">{caption}</figure>'

    page = long_page(6)
    html = re.sub(r'<h3 id="([^"]*)">.*?</h3>', article, page.html)
    return replace(page, html=html.replace("</head>", f"<style>{styles}</style></head>"))


def numbers_on(content: bytes) -> list[str]:
    """Return the number of each caption and each reference, in order."""
    with pypdfium2.PdfDocument(content) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.findall(r"Figure (\d+)", " ".join(text.split()))


def words_of_links(content: bytes) -> Iterator[str]:
    """Yield what links say about themselves."""
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            yield from (str(link.Contents) for link in page.obj.get("/Annots", ()))


def laid_out_later(later: Page, own: Path | None = None) -> Made:
    """Return a report that was laid out when parts were kept; it has to be the same without these."""
    again = made(later, own)
    assert again.content == made_anew(later, own).content
    return again


def test_parts_are_taken_again_with_other_numbers() -> None:
    made(figures(FIRST))
    again = laid_out_later(figures(LATER))
    assert again.laid_out == 0
    assert numbers_on(again.content) == [str(number) for number in range(LATER, LATER + 12) for _ in range(2)]
    said = [words for words in words_of_links(again.content) if words.startswith("Figure")]
    assert said == [f"Figure {number}" for number in range(LATER, LATER + 12)]


def test_those_in_the_first_part_are_put_in_too() -> None:
    def with_reference(first: int) -> Page:
        page = figures(first)
        link = f'<a href="#figure-run-1" data-figure="figure-run-1">Figure {first}</a>'
        return replace(page, html=page.html.replace("</header>", f"<p>{link}</p></header>"))

    made(with_reference(FIRST))
    again = laid_out_later(with_reference(LATER))
    assert again.laid_out == 0
    assert numbers_on(again.content)[0] == str(LATER)


def test_the_number_in_the_words_of_a_link_is_right_in_any_script() -> None:
    made(figures(FIRST, reference="Σχήμα {} (α)"))
    again = laid_out_later(figures(LATER, reference="Σχήμα {} (α)"))
    assert again.laid_out == 0
    assert {f"Σχήμα {number} (α)" for number in range(LATER, LATER + 12)} < set(words_of_links(again.content))


def test_a_number_of_more_digits_has_its_part_laid_out() -> None:
    made(figures(88))
    same = made(figures(88))
    again = laid_out_later(figures(89))
    assert same.laid_out == 0 < again.laid_out < again.pages / 2


@pytest.mark.parametrize(
    "styles",
    [
        ".history { letter-spacing: 1mm; text-decoration: underline }",
        ".history { text-align: justify; width: 1cm; text-align-last: justify }",
        "figure { opacity: 0.5 }",
        "figcaption b::before { content: 'No. 7: ' } .history { font-variant-numeric: oldstyle-nums }",
    ],
)
def test_numbers_are_found_however_they_are_drawn(styles: str) -> None:
    made(figures(FIRST, styles))
    again = laid_out_later(figures(LATER, styles))
    assert again.laid_out == 0


@pytest.mark.parametrize(
    "styles",
    [
        "figcaption b { bookmark-level: 4; bookmark-label: content() }",
        "figcaption { string-set: caption content() }",
        "figure { width: 0 } figcaption { overflow-wrap: anywhere; text-align: left }",
    ],
)
def test_where_more_depends_on_a_number_its_part_is_laid_out(styles: str) -> None:
    made(figures(FIRST, styles))
    again = laid_out_later(figures(LATER, styles))
    assert again.laid_out == again.pages - OF_CONTENTS
    assert laid_out_later(figures(LATER, styles)).laid_out == 0


def proportional(font: TTFont) -> None:
    """Make the figure one narrower than the others."""
    name = font.getBestCmap()[ord("1")]
    font["hmtx"][name] = (font["hmtx"][name][0] - 200, font["hmtx"][name][1])


def kerned(font: TTFont) -> None:
    """Set a seven closer to a four in front of it."""
    four, seven = (font.getBestCmap()[ord(digit)] for digit in "47")
    addOpenTypeFeaturesFromString(font, f"feature kern {{ pos {four} {seven} -200; }} kern;")


def kerned_with_letters(font: TTFont) -> None:
    """Set a colon closer to a seven in front of it."""
    seven, colon = (font.getBestCmap()[ord(sign)] for sign in "7:")
    addOpenTypeFeaturesFromString(font, f"feature kern {{ pos {seven} {colon} -200; }} kern;")


def joined_digits(font: TTFont) -> None:
    """Draw two digits as one glyph."""
    three, seven = (font.getBestCmap()[ord(digit)] for digit in "37")
    addOpenTypeFeaturesFromString(font, f"feature liga {{ sub {three} {seven} by {seven}; }} liga;")


@pytest.mark.parametrize("change", [proportional, kerned, kerned_with_letters, joined_digits])
def test_in_a_face_whose_digits_are_not_alike_parts_with_other_numbers_are_laid_out(
    tmp_path: Path, change: Any
) -> None:
    fonts = fallback_font_folder()
    assert fonts
    font = TTFont(fonts / "DejaVuSans.ttf")
    change(font)
    (tmp_path / "css").mkdir()
    font.save(tmp_path / "css" / "face.ttf")
    styles = '@font-face { font-family: "Own"; src: url("reportgen:css/face.ttf") } figure { font-family: "Own" }'
    made(figures(FIRST, styles), tmp_path)
    again = laid_out_later(figures(LATER, styles), tmp_path)
    assert again.laid_out == again.pages - OF_CONTENTS


def test_numbers_stand_for_themselves_in_elements_that_are_marked() -> None:
    html = """<p>Figure 1</p><b data-figure="a">Figure 12:</b> 5 <a href="#b" data-figure="b">Figure 3 (c)</a>
    <b data-figure="c">Figure 3 of 4</b><b data-figure="d">Figure <i>5</i></b><b data-figure="e">Figure \u0663</b>
    <b data-figure="a">Figure 13:</b>"""
    numbers = figure_numbers(html)
    assert numbers == {"a": "12", "b": "3"}
    expected = html.replace("Figure 12:", "Figure 00:").replace("Figure 3 (c)", "Figure 0 (c)")
    assert without_numbers(html, numbers) == expected


def test_parts_that_differ_in_numbers_alone_have_one_name() -> None:
    one, other = (divide(figures(first).html) for first in (31, 62))
    assert [part.name for part in one][1:] == [part.name for part in other][1:]
    assert [part.numbers for part in one] != [part.numbers for part in other]
