"""Fonts that are read when a text is laid out."""

import pytest
from weasyprint import HTML
from weasyprint.document import Document

from reportgen.outputs.engine.later_fonts import LaterFonts
from reportgen.outputs.engine.quicker import quicker_layout
from reportgen.outputs.fetching import ReportFetcher
from reportgen.outputs.templates import template_folders

_SHEET = "@font-face { font-family: Own; src: url(reportgen:fonts/ThesisSerif-Regular.ttf) } p { font-family: Own }"


def rendered(body: str, fonts: LaterFonts, fetcher: ReportFetcher) -> Document:
    """Return a page that is laid out."""
    page = f"<!DOCTYPE html><html><head><style>{_SHEET}</style></head><body>{body}</body></html>"
    return HTML(string=page, base_url="reportgen:", url_fetcher=fetcher).render(fonts)


def test_fonts_are_read_with_the_first_text() -> None:
    fonts, fetcher = LaterFonts(), ReportFetcher(template_folders(None))
    with quicker_layout():
        rendered("", fonts, fetcher)
        assert (fonts.are_read, fetcher.read) == (False, {})
        document = rendered("<p>Text", fonts, fetcher)
        document.write_pdf()
    (face,) = document.fonts.values()
    assert b"Own" in face.name
    assert fonts.are_read
    assert list(fetcher.read) == ["reportgen:fonts/ThesisSerif-Regular.ttf"]


def test_faces_that_are_named_later_are_read_at_once() -> None:
    fonts, fetcher = LaterFonts(), ReportFetcher(template_folders(None))
    fonts.read()
    with quicker_layout():
        rendered("", fonts, fetcher)
    assert list(fetcher.read) == ["reportgen:fonts/ThesisSerif-Regular.ttf"]


def test_what_the_fonts_of_the_engine_do_not_have_they_do_not_have() -> None:
    fonts = LaterFonts()
    with pytest.raises(AttributeError, match="fonts have no colour"):
        _ = fonts.colour
    assert not fonts.are_read
