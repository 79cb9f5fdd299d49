"""Style sheets and fonts read once for the documents of one fetcher."""

from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reportgen.outputs.engine.quicker import quicker_layout

_FONT = Path(__file__).parents[4] / "templates" / "fonts" / "ThesisSerif-Regular.ttf"
_SHEET = """@font-face { font-family: Own; src: url(test:own.ttf) }
@counter-style stars { system: cyclic; symbols: "*"; suffix: " " }
@layer low, high; @layer high { p { color: red } } @layer low { p { color: blue } }
@page { size: 60mm; margin: 9mm; @bottom-center { content: counter(page) } }
body { font-family: Own } ol { list-style-type: stars }"""


class _Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        self.fetched.append(url)
        if url.endswith(".ttf"):
            return URLFetcherResponse(url, _FONT.read_bytes(), {"Content-Type": "font/ttf"})
        return URLFetcherResponse(url, _SHEET.encode(), {"Content-Type": "text/css"})


def _page(text: str, style: str = "") -> str:
    head = f"<head><link rel=stylesheet href=test:own.css><style>{style}</style></head>"
    return f"<!DOCTYPE html><html>{head}<body><p>{text}</p><ol><li>{text}</li></ol></body></html>"


def _pdf(page: str, fetcher: _Fetcher, fonts: FontConfiguration | None = None) -> bytes:
    document = HTML(string=page, base_url="test:", url_fetcher=fetcher).render(fonts)
    return bytes(document.write_pdf(uncompressed_pdf=True, pdf_identifier=b"same"))


def test_documents_with_the_same_sheets_share_them_and_their_fonts() -> None:
    pages, fetcher = [_page("first"), _page("second")], _Fetcher()
    together = []
    for page in pages:
        with quicker_layout():
            together.append(_pdf(page, fetcher))
    assert fetcher.fetched == ["test:own.css", "test:own.ttf"]
    assert together == [_pdf(page, _Fetcher()) for page in pages]


def test_a_document_with_other_sheets_or_fonts_of_its_own_reads_them_itself() -> None:
    fetcher, fonts = _Fetcher(), FontConfiguration()
    with quicker_layout():
        found = [
            _pdf(_page("a"), fetcher),
            _pdf(_page("a", "p { color: green !important }"), fetcher),
            _pdf(_page("a"), fetcher, fonts),
        ]
    assert found[0] == found[2] != found[1]
    assert [url for url in fetcher.fetched if url.endswith(".css")] == ["test:own.css"] * 3
