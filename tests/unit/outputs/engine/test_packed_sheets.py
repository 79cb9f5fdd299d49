"""Style sheets as bytes: what they say is the same, and nothing that is not data can be in them."""

import functools
import os
import pickle
from typing import Any

import pytest
import weasyprint.layout
from weasyprint import HTML, css

from reportgen.outputs.engine.packed_sheets import packed, unpacked
from reportgen.outputs.engine.quicker import quicker_layout
from reportgen.outputs.engine.replacing import Replacement, replaced
from reportgen.outputs.engine.sheets import packed_sheets, take_sheets
from reportgen.outputs.fetching import ReportFetcher
from reportgen.outputs.templates import template_folders
from tests.unit.outputs.parts.long_page import long_page

_SHEET = """@page { size: 90mm; margin: 9mm; @bottom-center { content: counter(page) } }
:root { --ink: #123456; --sides: 1mm 2mm }
@counter-style stars { system: cyclic; symbols: "*"; suffix: " " }
@font-face { font-family: Own; src: url(reportgen:fonts/ThesisSerif-Regular.ttf) }
@layer low, high; @layer high { p { color: var(--ink) } } @layer low { p { color: blue } }
body { font: 9pt/1.4 Own } ol { list-style-type: stars } p { padding: var(--sides) }
article > p:first-child, li:nth-child(2n + 1) b, [title="]"]::before { border-bottom: 1pt solid var(--ink) }
section { & p { margin: 2mm } } .odd\\:name, #a b:not(.c, .d) { text-indent: 3mm }
@media print { em { color: red } } @media screen { em { color: green } }"""
_BODY = """<article><p>One <em>two</em></p></article><ol><li>a <b>b</b><li title="]">c</ol><section><p>d</section>
<p class="odd:name">e <i id="a"><b>f</b></i>"""


def page(sheet: str = _SHEET, body: str = _BODY) -> str:
    return f"<!DOCTYPE html><html><head><style>{sheet}</style></head><body>{body}</body></html>"


def pdf(html: str, fetcher: ReportFetcher) -> bytes:
    """Return a page laid out with the sheets that are shared by all of its fetcher's."""
    with quicker_layout():
        document = HTML(string=html, base_url="reportgen:", url_fetcher=fetcher).render()
        return bytes(document.write_pdf(uncompressed_pdf=True, pdf_identifier=b"same"))


def sheets_of(html: str, fetcher: ReportFetcher) -> bytes | None:
    """Return the sheets of a page without anything in it, nor around it."""
    with quicker_layout(), replaced(Replacement(weasyprint.layout, "make_margin_boxes", lambda *_: ())):
        HTML(string=html, base_url="reportgen:", url_fetcher=fetcher).render()
    return packed_sheets(fetcher)


def new_fetcher() -> ReportFetcher:
    return ReportFetcher(template_folders(None))


@pytest.mark.parametrize("html", [page(), long_page(3).html], ids=["of all kinds", "of the report"])
def test_sheets_that_were_packed_are_not_read_again_and_say_the_same(
    html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, start, _ = html.partition("<body")
    content = sheets_of(f"{head}{start}></body></html>", new_fetcher())
    assert content
    as_read = pdf(html, new_fetcher())
    fetcher = new_fetcher()
    assert take_sheets(content, fetcher)
    monkeypatch.setattr(css, "preprocess_stylesheet", None)
    assert pdf(html, fetcher) == as_read


def test_a_page_with_other_sheets_reads_its_own() -> None:
    fetcher, other = new_fetcher(), page(_SHEET.replace("red", "green"))
    content = sheets_of(page(body=""), new_fetcher())
    assert content
    assert take_sheets(content, fetcher)
    assert pdf(other, fetcher) == pdf(other, new_fetcher()) != pdf(page(), new_fetcher())


def test_sheets_are_not_packed_with_fonts_that_were_read() -> None:
    fetcher = new_fetcher()
    pdf(page(), fetcher)
    assert packed_sheets(fetcher) is None


class Harm:
    """Is read back by a call of something."""

    def __init__(self, call: Any, *given: Any) -> None:
        self._reduced = (call, given)

    def __reduce__(self) -> Any:
        return self._reduced


@pytest.mark.parametrize(
    "harm",
    [
        Harm(os.getcwd),
        Harm(eval, "1"),
        Harm(getattr, "a", "upper"),
        Harm(HTML, "<p>"),
        Harm(css.CSS, None, None, None, None, "p {}"),
        Harm(functools.reduce, max, (1, 2)),
    ],
)
def test_nothing_is_called_that_bytes_of_somebody_else_ask_for(harm: Harm) -> None:
    assert unpacked(pickle.dumps(harm), None) is None


@pytest.mark.parametrize("content", [b"", b"damaged", b"\x80", b"\x80\x04\x95"])
def test_damaged_bytes_are_no_sheets(content: bytes) -> None:
    fetcher = new_fetcher()
    assert not take_sheets(content, fetcher)
    assert pdf(page(), fetcher) == pdf(page(), new_fetcher())


def test_what_is_more_than_data_is_not_packed() -> None:
    assert packed([lambda: None], None) is None
    assert packed([os], None) is None
    assert packed([HTML(string="<p>")], None) is None
