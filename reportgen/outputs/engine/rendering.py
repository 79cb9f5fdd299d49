"""Lays HTML out with WeasyPrint and writes the PDF, with a sign in the place of what no font can print."""

from collections.abc import Callable, Iterable
from typing import Any

from reportgen.outputs.engine.listening import Heard


def render(html: str, fetcher: Any, heard: Heard, write: Callable[[Any], None]) -> Any:
    """Lay `html` out, `write` the document and return it; both twice where characters are missing."""
    from weasyprint import HTML

    document = HTML(string=html, base_url="reportgen:", url_fetcher=fetcher).render()
    write(document)
    if not heard.missing:
        return document
    substituted = _with_substitutes(html, heard.missing)
    readable = HTML(string=substituted, base_url="reportgen:", url_fetcher=fetcher).render()
    _copy_bookmarks(document, readable)
    write(readable)
    return readable


def _copy_bookmarks(source: Any, target: Any) -> None:
    """Give the bookmarks their full names back: a viewer shows them in faces of its own."""
    names = (name for page in source.pages for _, name, _, _ in page.bookmarks)
    for page in target.pages:
        page.bookmarks[:] = [(level, next(names), place, state) for level, _, place, state in page.bookmarks]


def _with_substitutes(html: str, missing: Iterable[int]) -> str:
    """Return the page with a sign in the place of each character that no font has: PDF/A and PDF/UA print no box."""
    head, body, text = html.partition("<body")
    return head + body + text.translate(dict.fromkeys(missing, "\N{REPLACEMENT CHARACTER}"))
