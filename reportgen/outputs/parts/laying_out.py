"""Lays a part out with WeasyPrint: first what stands on its pages, then their margins, which name the other parts.

A part is written without margins, outline and fonts; it keeps the links that lead elsewhere. What its margins need
stays in memory until the number of all pages is known: of each page little more than its style.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint.document
import weasyprint.layout
import weasyprint.layout.page
import weasyprint.pdf
from weasyprint.document import Document, DocumentMetadata
from weasyprint.document import Page as EnginePage
from weasyprint.draw import draw_stacking_context
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.stacking import StackingContext

from reportgen.outputs.engine.listening import engine_heard
from reportgen.outputs.engine.quicker import Replacement, quicker_layout, replaced
from reportgen.outputs.engine.rendering import render
from reportgen.outputs.parts.contents import numbers_told
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import Bookmark, DrawnMargins, LaidOutPage, LaidOutPart, Numbers, Surroundings
from reportgen.outputs.parts.fonts import used_fonts
from reportgen.outputs.tagging import own_structure

_POINTS_A_PIXEL = 0.75
_FURNITURE = b"/Artifact <</Type /Pagination>> BDC"


class PartLayout:
    """A part: call `body` once, then `margins` once. Files go to `folder`."""

    def __init__(self, part: Part, folder: Path) -> None:
        self._part = part
        self._folder = folder
        self._context: Any = None
        self._pages: list[tuple[Any, Any]] = []

    def body(self, fetcher: Any, advance: Callable[[], None], numbers: Numbers | None = None) -> LaidOutPart:
        """Lay the pages out; `numbers` are those of the pages in other parts, if this part names some.

        `advance` is called for each page.
        """
        file = self._folder / f"part{self._part.number}.pdf"
        with ExitStack() as stack:
            heard = stack.enter_context(engine_heard(advance))
            stack.enter_context(quicker_layout())
            stack.enter_context(own_structure(self._part.levels, f"table-{self._part.number}"))
            stack.enter_context(replaced(*_stand_ins(self._keep, is_first=self._part.number == 0)))
            if numbers:
                stack.enter_context(numbers_told(numbers))
            document = render(self._part.html, fetcher, heard, lambda document: _write(document, file))
        pages = tuple(
            LaidOutPage(state[1]["page"][-1], tuple(page.anchors), tuple(_bookmarks(page)))
            for page, (_, state) in zip(document.pages, self._pages, strict=True)
        )
        strings = {name: values[max(values)][-1] for name, values in self._context.string_set.items() if values}
        fonts = used_fonts(document.fonts, self._folder)
        self._release(document)
        return LaidOutPart(self._part.number, file, pages, strings, fonts, heard.warnings)

    def _keep(self, context: Any, page: Any, state: Any) -> tuple[()]:
        """Keep what the margins of a page are made from, in their place."""
        if context is not self._context:
            self._context, self._pages = context, []
        self._pages.append((page, state))
        return ()

    def _release(self, document: Any) -> None:
        """Let go of what stands on the pages, and keep what styles and fonts their margins have."""
        self._document = Document([], DocumentMetadata(), document.url_fetcher, document.font_config, {}, None)
        for page, _ in self._pages:
            _keep_first(page)
        kinds = {page.page_type for page, _ in self._pages}
        styles = self._context.style_for.get_computed_styles()
        for key in [key for key in styles if key[0] not in kinds]:
            del styles[key]
        self._context.target_collector = weasyprint.document.TargetCollector()
        self._context.tables.clear()

    def margins(self, surroundings: Surroundings) -> DrawnMargins:
        """Draw the margins of all pages, given what they show of other parts."""
        file = self._folder / f"margins{self._part.number}.pdf"
        with engine_heard(lambda: None) as heard, quicker_layout(), replaced(_without_fonts()):
            self._set_strings(surroundings.strings)
            self._document.pages = [
                self._margins(page, _state(state, surroundings), place)
                for place, (page, state) in enumerate(self._pages, start=1)
            ]
            self._document.write_pdf(file, finisher=_mark_margins, uncompressed_pdf=True)
        return DrawnMargins(file, used_fonts(self._document.fonts, self._folder), heard.warnings)

    def _set_strings(self, strings: Mapping[str, str]) -> None:
        """Put what the running heads show of the parts before on a page before the first one."""
        shifted: dict[str, dict[int, list[str]]] = defaultdict(dict)
        for name, texts in self._context.string_set.items():
            shifted[name] = {page + 1: text for page, text in texts.items()}
        for name, text in strings.items():
            shifted[name][1] = [text]
        self._context.string_set = shifted

    def _margins(self, page: Any, state: Any, place: int) -> EnginePage:
        self._context.current_page = place + 1
        boxes = tuple(weasyprint.layout.make_margin_boxes(self._context, page, state))
        for box in boxes:
            layout_box_backgrounds(page, box, self._context.get_image_from_uri)
        page.children = boxes
        return _MarginsOfPage(page)


class _MarginsOfPage(EnginePage):  # type: ignore[misc]  # WeasyPrint is untyped
    """A page that paints what is around it, and nothing of itself."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            draw_stacking_context(stream, StackingContext.from_page(self._page_box))


def _state(state: Any, surroundings: Surroundings) -> Any:
    """Return the counters of a page with the number that it has in the report."""
    depth, values, scopes, groups = state
    number = values["page"][-1] + surroundings.before
    return depth, values | {"page": [number], "pages": [surroundings.pages]}, scopes, groups


def _keep_first(box: Any) -> None:
    """Leave of what is in a box what stands first alone: a running head may ask whether a heading does."""
    box.element = None
    if children := getattr(box, "children", None):
        box.children = children[:1]
        _keep_first(children[0])


def _bookmarks(page: EnginePage) -> Iterator[Bookmark]:
    for level, title, (across, down), state in page.bookmarks:
        place = (across * _POINTS_A_PIXEL, (page.height - down) * _POINTS_A_PIXEL)
        yield Bookmark(level, title, place, state)


def _write(document: Document, file: Path) -> None:
    # What is put together is compressed when it is saved: compressing here too would be for nothing.
    document.write_pdf(file, finisher=_leave_room, pdf_variant="pdf/a-3a", uncompressed_pdf=True)


def _leave_room(_document: Document, pdf: Any) -> None:
    """Have each page draw its margins as the form `/margins`N, which it gets when all parts are put together."""
    for number, stream in enumerate(_page_streams(pdf)):
        stream.stream.insert(0, b"q")
        stream.stream.append(f"Q q /margins{number} Do Q")


def _mark_margins(_document: Document, pdf: Any) -> None:
    for stream in _page_streams(pdf):
        stream.stream.insert(0, _FURNITURE)
        stream.stream.append(b"EMC")


def _page_streams(pdf: Any) -> Iterator[Any]:
    for page in pdf.pages["Kids"][::3]:
        yield pdf.objects[int(pdf.objects[page]["Contents"].split()[0])]


def _stand_ins(keep: Callable[..., tuple[()]], *, is_first: bool) -> Iterator[Replacement]:
    """Yield what makes WeasyPrint lay out a part of a document instead of a whole one."""
    yield Replacement(weasyprint.layout, "make_margin_boxes", keep)
    yield Replacement(weasyprint.pdf, "resolve_links", _links_and_anchors)
    yield Replacement(weasyprint.pdf, "add_outlines", lambda *_: None)
    yield _without_fonts()
    if not is_first:
        page_type = weasyprint.layout.page.PageType
        yield Replacement(
            weasyprint.layout.page,
            "PageType",
            lambda side, blank, name, index, groups: page_type(side, blank, name, index + 1, groups),
        )


def _without_fonts() -> Replacement:
    return Replacement(weasyprint.pdf, "build_fonts_dictionary", lambda *_: pydyf.Dictionary())


def _links_and_anchors(pages: Sequence[EnginePage]) -> Iterator[tuple[list[Any], list[tuple[str, float, float]]]]:
    """Yield what WeasyPrint's `resolve_links` does, with the links that lead to other parts."""
    seen: set[str] = set()
    for page in pages:
        anchors = [(name, place[0], place[1]) for name, place in page.anchors.items() if name not in seen]
        seen.update(page.anchors)
        yield page.links, anchors
