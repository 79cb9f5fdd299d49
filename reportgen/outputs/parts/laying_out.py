"""Lays a part out with WeasyPrint: what stands on its pages, without margins, which name the other parts.

A part is written without outline and fonts, too; it keeps the links that lead elsewhere.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

import weasyprint.document
import weasyprint.layout
import weasyprint.layout.page
import weasyprint.pdf
from weasyprint.document import Document
from weasyprint.document import Page as EnginePage

from reportgen.outputs.engine.listening import engine_heard
from reportgen.outputs.engine.quicker import quicker_layout
from reportgen.outputs.engine.rendering import render
from reportgen.outputs.engine.replacing import Replacement, replaced
from reportgen.outputs.parts.contents import last_strings, numbers_told
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import Bookmark, LaidOutPage, LaidOutPart, Numbers, Whole, WholeDocument
from reportgen.outputs.parts.fonts import used_fonts
from reportgen.outputs.parts.margins import frame_of, page_streams, without_fonts
from reportgen.outputs.parts.printed_numbers import PrintedNumbers
from reportgen.outputs.tagging import own_structure

_POINTS_A_PIXEL = 0.75
_OPTIONS = {"pdf_variant": "pdf/a-3a", "uncompressed_pdf": True}


def lay_out(
    part: Part, folder: Path, fetcher: Any, advance: Callable[[], None], numbers: Numbers | None = None
) -> LaidOutPart:
    """Lay out the pages of a part; files go to `folder`. `advance` is called for each page.

    `numbers` are those of the pages in other parts, if this part names some.
    """
    file = folder / f"part{part.number}.pdf"
    seen = _Seen()
    with ExitStack() as stack:
        heard = stack.enter_context(engine_heard(advance))
        stack.enter_context(quicker_layout())
        stack.enter_context(own_structure(part.levels, f"table-{part.name}"))
        stack.enter_context(replaced(*_stand_ins(seen.note, is_first=part.number == 0)))
        named = stack.enter_context(numbers_told(numbers)) if numbers else {}
        printed = PrintedNumbers(part.numbers)
        stack.enter_context(replaced(printed.stand_in()))
        document = render(part.html, fetcher, heard, lambda document: _write(document, file, printed))
    strings = last_strings(seen.strings)
    fonts = used_fonts(document.fonts, folder)
    pages = tuple(seen.pages(document))
    known = printed.found(document, file, _titles(pages, strings))
    return LaidOutPart(part.number, file, pages, strings, fonts, heard.warnings, known, named)


def lay_out_whole(document: Whole, folder: Path, fetcher: Any, advance: Callable[[], None]) -> WholeDocument:
    """Lay out a report that is not divided; the file goes to `folder`. `advance` is called for each page."""
    file = folder / "whole.pdf"
    with engine_heard(advance) as heard, own_structure(), quicker_layout():
        # It is compressed when the report is saved, as parts are.
        render(document.html, fetcher, heard, lambda pages: pages.write_pdf(file, **_OPTIONS))
    return WholeDocument(file, heard.warnings)


class _Seen:
    """The pages of a layout as they are before their margins are made; a later layout takes the place of one."""

    def __init__(self) -> None:
        self._context: Any = None
        self._pages: list[tuple[Any, Any]] = []

    def note(self, context: Any, page: Any, state: Any) -> tuple[()]:
        """Take the place of the engine's making of margins: there are none so far."""
        if context is not self._context:
            self._context, self._pages = context, []
        self._pages.append((page, state))
        return ()

    @property
    def strings(self) -> Mapping[str, Mapping[int, Sequence[str]]]:
        """What running heads may show, by name and page."""
        strings: Mapping[str, Mapping[int, Sequence[str]]] = self._context.string_set
        return strings

    def pages(self, document: Document) -> Iterator[LaidOutPage]:
        """Yield what other parts and the margins need to know of each page."""
        for place, (page, (box, state)) in enumerate(zip(document.pages, self._pages, strict=True), start=1):
            frame = frame_of(box, state, self.strings, place)
            yield LaidOutPage(state[1]["page"][-1], tuple(page.anchors), tuple(_bookmarks(page)), frame)


def _bookmarks(page: EnginePage) -> Iterator[Bookmark]:
    for level, title, (across, down), state in page.bookmarks:
        place = (across * _POINTS_A_PIXEL, (page.height - down) * _POINTS_A_PIXEL)
        yield Bookmark(level, title, place, state)


def _titles(pages: Sequence[LaidOutPage], strings: Mapping[str, str]) -> Iterator[str]:
    """Yield what bookmarks and running heads say."""
    yield from strings.values()
    for page in pages:
        yield from (bookmark.title for bookmark in page.bookmarks)
        yield from chain.from_iterable(page.frame.strings.values())


def _write(document: Document, file: Path, printed: PrintedNumbers) -> None:
    printed.begin()
    # What is put together is compressed when it is saved: compressing here too would be for nothing.
    document.write_pdf(file, finisher=_leave_room, pdf_variant="pdf/a-3a", uncompressed_pdf=True)


def _leave_room(_document: Document, pdf: Any) -> None:
    """Have each page draw its margins as the form `/margins`N, which it gets when all parts are put together."""
    for number, stream in enumerate(page_streams(pdf)):
        stream.stream.insert(0, b"q")
        stream.stream.append(f"Q q /margins{number} Do Q")


def _stand_ins(keep: Callable[..., tuple[()]], *, is_first: bool) -> Iterator[Replacement]:
    """Yield what makes WeasyPrint lay out a part of a document instead of a whole one."""
    yield Replacement(weasyprint.layout, "make_margin_boxes", keep)
    yield Replacement(weasyprint.pdf, "resolve_links", _links_and_anchors)
    yield Replacement(weasyprint.pdf, "add_outlines", lambda *_: None)
    yield without_fonts()
    if not is_first:
        page_type = weasyprint.layout.page.PageType
        yield Replacement(
            weasyprint.layout.page,
            "PageType",
            lambda side, blank, name, index, groups: page_type(side, blank, name, index + 1, groups),
        )


def _links_and_anchors(pages: Sequence[EnginePage]) -> Iterator[tuple[list[Any], list[tuple[str, float, float]]]]:
    """Yield what WeasyPrint's `resolve_links` does, with the links that lead to other parts."""
    seen: set[str] = set()
    for page in pages:
        anchors = [(name, place[0], place[1]) for name, place in page.anchors.items() if name not in seen]
        seen.update(page.anchors)
        yield page.links, anchors
