"""Text laid out and drawn with what is remembered of lines: the same bytes as without."""

import io
from contextlib import nullcontext
from typing import Any

import pytest
from matplotlib import get_data_path
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from reportgen.outputs.engine.quicker import quicker_layout
from reportgen.outputs.engine.text_styles import TextStyles

_WORDS = "Sphinx of black quartz, judge my extraordinarily vow; office fluffy"


def _pdf(body: str, *, quick: bool) -> bytes:
    target = io.BytesIO()
    page = f"<!DOCTYPE html><html lang=en><style>@page {{ size: 100mm 200mm }}</style><body>{body}</body></html>"
    with quicker_layout() if quick else nullcontext():
        HTML(string=page).write_pdf(target, pdf_tags=True, uncompressed_pdf=True, pdf_identifier=b"same")
    return target.getvalue()


def _are_same(body: str) -> bool:
    return _pdf(body, quick=True) == _pdf(body, quick=False)


@pytest.mark.parametrize(
    "value",
    [
        "letter-spacing: 1px",
        "letter-spacing: -1px",
        "word-spacing: 3px",
        "font-size: 13px",
        "font-size: 0.0000001px",
        "font-weight: bold",
        "font-style: italic",
        "font-family: monospace",
        "font-kerning: none",
        "font-stretch: condensed",
        "font-variant-caps: small-caps",
        "font-variant-numeric: oldstyle-nums",
        "font-variant-ligatures: none",
        "font-feature-settings: 'kern' 0",
        "font-language-override: 'TRK'",
        "text-decoration: underline line-through overline",
        "line-height: 2",
        "color: red",
        "visibility: hidden",
        "hyphens: auto",
        "hyphens: auto; hyphenate-character: '='",
        "hyphens: auto; hyphenate-limit-chars: 4 2 2",
        "white-space: nowrap",
        "white-space: pre",
        "overflow-wrap: anywhere",
        "overflow-wrap: break-word",
        "word-break: break-all",
        "direction: rtl",
        "text-align: justify",
        "text-indent: 5mm",
        "overflow: hidden; text-overflow: ellipsis; white-space: nowrap",
        "line-clamp: 1",
        "text-transform: uppercase",
    ],
)
def test_the_same_words_in_a_style_that_differs_in_one_value(value: str) -> None:
    around = [f"<p style='width: {width}'>{_WORDS}</p>" for width in ("200mm", "60mm", "25mm", "6mm", "60mm", "200mm")]
    styled = [paragraph.replace("style='", f"style='{value}; ") for paragraph in around]
    assert _are_same("".join(one + other for one, other in zip(around, styled, strict=True)))


@pytest.mark.parametrize(
    "text",
    [
        "extra\xadordi\xadnarily long\xad",
        "שלום עולם abc שלום",
        "مرحبا بالعالم في كل مكان",
        "混淆矩阵在测试数据上的表现，以及训练过程。",
        "e\u0301 a\u0308o\u0302 x\u0336y\u0336",
        "12.5\u202f% · 3\u00a0000\u00a0Ω",
        "weight\u200b_of\u200b_layer\u200b_name",
        "a\tb\t\tc",
        "one\ntwo\n\nthree\n",
        "\u202eturned\u202c around",
        "  leading and trailing  ",
        "two  spaces   three",
        "🙂 and \U00010348 and \ue123",
        "ﬁnd oﬃce AVATAR To. “quoted”",
        "x",
        " ",
    ],
)
def test_text_of_every_kind_comes_out_alike_however_often_and_wherever_it_stands(text: str) -> None:
    kinds = ("normal", "pre", "pre-wrap", "pre-line", "nowrap")
    boxes = [
        f"<div style='white-space: {kind}; width: {width}'>{text}<b>{text}</b>{text}</div>"
        for width in ("80mm", "15mm", "80mm", "2mm")
        for kind in kinds
    ]
    cells = f"<table><tr><td>{text}<td>{text} {text}<td lang=fr>{text}</table><span style='float: right'>{text}</span>"
    assert _are_same("".join(boxes) + cells)


def test_lines_that_end_where_an_element_does_and_widths_that_are_those_of_the_text() -> None:
    inline = "".join(f"<span style='display: inline-block'>{_WORDS[:end]}</span> " for end in range(1, 60))
    mixed = "".join(f"{_WORDS[:end]}<i>{_WORDS[end:]}</i>, " for end in range(0, 60, 7))
    assert _are_same(f"<p>{inline}<p>{mixed}<p style='text-align: justify'>{mixed}")


def test_groups_shadows_leaders_and_artifacts_around_the_same_words() -> None:
    faint = f"<p style='opacity: 0.5'>{_WORDS}</p><p style='transform: rotate(3deg)'>{_WORDS}</p><p>{_WORDS}</p>"
    leader = "<style>a::after { content: leader('.') ' ' target-counter(attr(href), page) }</style>"
    assert _are_same(f"{leader}{faint * 2}<a href='#x'>{_WORDS}</a><ol><li>{_WORDS}<li id=x>{_WORDS}</ol>{faint}")


@pytest.fixture
def set_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that Pango is given to lay out, as they come."""
    texts: list[str] = []
    theirs = TextStyles.set_text

    def set_text(styles: Any, layout_set_text: Any, layout: Any, text: str, justify: bool = False) -> None:
        texts.append(text)
        theirs(styles, layout_set_text, layout, text, justify)

    monkeypatch.setattr(TextStyles, "set_text", set_text)
    return texts


def test_a_line_is_laid_out_once_and_drawn_from_that_in_all_places_where_it_fits(set_texts: list[str]) -> None:
    _pdf("".join(f"<p style='width: {60 + place}mm'>the same</p>" for place in range(20)), quick=True)
    assert set_texts.count("the same") == 1


def _documents(pages: list[str], *, quick: bool) -> list[bytes]:
    fonts, written = FontConfiguration(), []
    for page in pages:
        with quicker_layout() if quick else nullcontext():
            options = {"uncompressed_pdf": True, "pdf_identifier": b"same"}
            written.append(HTML(string=page, base_url=f"{get_data_path()}/").write_pdf(font_config=fonts, **options))
    return written


def test_documents_with_the_same_fonts_share_their_lines(set_texts: list[str]) -> None:
    pages = ["<p>the same", "<p>the same<p>other"]
    assert _documents(pages, quick=True) == _documents(pages, quick=False)
    # Once to lay it out, and once to draw it in the second document, which has to tell its fonts of the glyphs.
    assert (set_texts.count("the same"), set_texts.count("other")) == (2, 1)


def test_a_face_that_a_document_adds_to_the_fonts_of_another_is_seen() -> None:
    text = "<p style='font-family: Mine, serif'>the same"
    added = f"<style>@font-face {{ font-family: Mine; src: url(fonts/ttf/DejaVuSansMono.ttf) }}</style>{text}"
    plain = _documents([text, added, text], quick=False)
    assert plain[0] != plain[2]
    assert _documents([text, added, text], quick=True) == plain


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(f"<p>{number % 7}<p style='width: 1mm'>a {number % 7}" for number in range(40))
    plain = _pdf(body, quick=False)
    for bound in ("lines._MOST_LINES", "drawn_lines._MOST_LINES", "text_styles._MOST_LAID_OUT"):
        monkeypatch.setattr(f"reportgen.outputs.engine.{bound}", 3)
    assert _pdf(body, quick=True) == plain
