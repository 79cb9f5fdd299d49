"""Draws the margins of a part's pages, which name other parts: when the number of all pages is known.

Of each page little has to be known for it, its `PageFrame`. The styles of pages and of their margins are those of the
report without anything in it, which is laid out for them once.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint.layout
import weasyprint.pdf
from weasyprint import HTML
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document, DocumentMetadata
from weasyprint.document import Page as EnginePage
from weasyprint.draw import draw_stacking_context
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as engine_pages
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.stacking import StackingContext

from reportgen.outputs.engine.listening import engine_heard
from reportgen.outputs.engine.quicker import quicker_layout
from reportgen.outputs.engine.replacing import Replacement, replaced
from reportgen.outputs.parts.facts import DrawnMargins, PageFrame, Surroundings
from reportgen.outputs.parts.fonts import used_fonts

_FURNITURE = b"/Artifact <</Type /Pagination>> BDC"


def frame_of(page: Any, state: Any, strings: Mapping[str, Mapping[int, Sequence[str]]], place: int) -> PageFrame:
    """Return what the margins of the page in this place are made from; `strings` are those of the whole part."""
    depth, values, scopes, _ = state
    own = {name: tuple(texts[place]) for name, texts in strings.items() if place in texts}
    return PageFrame(tuple(page.page_type), (depth, values, scopes), own, tuple(_leading(page)))


def _leading(box: Any) -> Iterator[str]:
    """Yield the strings that what stands first on a page sets: a running head may ask whether a heading does."""
    while True:
        if box.style["string_set"] != "none":
            yield from (name for name, _ in box.style["string_set"])
        if not getattr(box, "children", None):
            return
        box = box.children[0]


class MarginDrawing:
    """Draws margins in the styles of `empty`, the report without anything in it; files go to `folder`."""

    def __init__(self, empty: str, fetcher: Any, folder: Path) -> None:
        self._html = HTML(string=empty, base_url="reportgen:", url_fetcher=fetcher)
        self._folder = folder
        self._context: Any = None
        self.warnings: tuple[str, ...] = ()
        """What was said about style sheets and fonts as they were read."""

    def read_sheets(self) -> None:
        """Lay out the report without anything in it; for which no font is read."""
        with engine_heard(lambda: None) as heard, quicker_layout():
            self._lay_out_nothing()
        self.warnings = heard.warnings

    def make_ready(self) -> None:
        """Read the style sheets, and the fonts that they name, unless that was done."""
        if self._context is None:
            self.read_sheets()
        if not self._fonts.are_read:
            with engine_heard(lambda: None) as heard, quicker_layout():
                self._fonts.read()
            self.warnings += heard.warnings

    def draw(self, number: int, frames: Sequence[PageFrame], surroundings: Surroundings) -> DrawnMargins:
        """Draw the margins of the pages of a part, given what they show of other parts."""
        file = self._folder / f"margins{number}.pdf"
        self.make_ready()
        with engine_heard(lambda: None) as heard, quicker_layout(), replaced(without_fonts()):
            self._context.string_set = _strings(frames, surroundings)
            pages = [self._page(frame, place, surroundings) for place, frame in enumerate(frames, start=2)]
            document = Document(pages, DocumentMetadata(), self._html.url_fetcher, self._fonts, {}, None)
            document.write_pdf(file, finisher=_mark, uncompressed_pdf=True)
        warnings = (*self.warnings, *heard.warnings)
        return DrawnMargins(file, used_fonts(document.fonts, self._folder), warnings)

    def _lay_out_nothing(self) -> None:
        with replaced(Replacement(weasyprint.layout, "make_margin_boxes", self._take)):
            self._fonts = self._html.render().font_config
        self._context.target_collector = TargetCollector()

    def _take(self, context: Any, page: Any, _state: Any) -> tuple[()]:
        self._context, self._overflow = context, page.style["overflow"]
        return ()

    def _page(self, frame: PageFrame, place: int, surroundings: Surroundings) -> EnginePage:
        page = self._sized(frame)
        self._context.current_page = place
        boxes_around = tuple(weasyprint.layout.make_margin_boxes(self._context, page, _state(frame, surroundings)))
        for box in boxes_around:
            layout_box_backgrounds(page, box, self._context.get_image_from_uri)
        page.children = boxes_around
        return _Margins(page)

    def _sized(self, frame: PageFrame) -> Any:
        """Return a page as the engine's `make_page` begins one, without what stands on it."""
        kind = engine_pages.PageType(*frame.kind)
        engine_pages.set_page_type_computed_styles(kind, self._html, self._context.style_for)
        style = self._context.style_for(kind)
        style["overflow"] = self._overflow
        page = boxes.PageBox(kind, style)
        engine_pages.resolve_percentages(page, style["size"])
        page.position_x = page.position_y = 0
        engine_pages.page_width(page, self._context, style["size"][0])
        engine_pages.page_height(page, self._context, style["size"][1])
        sets = tuple((name, ()) for name in frame.leading)
        page.children = (SimpleNamespace(style={"string_set": sets or "none"}, children=()),)
        return page


class _Margins(EnginePage):  # type: ignore[misc]  # WeasyPrint is untyped
    """A page that paints what is around it, and nothing of itself."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            draw_stacking_context(stream, StackingContext.from_page(self._page_box))


def _strings(frames: Sequence[PageFrame], surroundings: Surroundings) -> dict[str, dict[int, Sequence[str]]]:
    """Return what the running heads show, by name and page: those of the parts before are on a page before the first.

    A name that is set nowhere has no pages, as with the engine.
    """
    found: dict[str, dict[int, Sequence[str]]] = _NoPages()
    for name, text in surroundings.strings.items():
        found[name] = {1: (text,)}
    for place, frame in enumerate(frames, start=2):
        for name, texts in frame.strings.items():
            found.setdefault(name, {})[place] = texts
    return found


class _NoPages(dict[str, dict[int, Sequence[str]]]):
    def __missing__(self, name: str) -> dict[int, Sequence[str]]:
        return {}


def _state(frame: PageFrame, surroundings: Surroundings) -> Any:
    """Return the counters of a page with the number that it has in the report."""
    depth, values, scopes = frame.counters
    number = values["page"][-1] + surroundings.before
    return depth, values | {"page": [number], "pages": [surroundings.pages]}, scopes, []


def without_fonts() -> Replacement:
    """Return what keeps fonts out of a PDF: those of all parts are written once, see `fonts`."""
    return Replacement(weasyprint.pdf, "build_fonts_dictionary", lambda *_: pydyf.Dictionary())


def page_streams(pdf: Any) -> Iterator[Any]:
    """Yield what is drawn on each page of a PDF that is being written."""
    for page in pdf.pages["Kids"][::3]:
        yield pdf.objects[int(pdf.objects[page]["Contents"].split()[0])]


def _mark(_document: Document, pdf: Any) -> None:
    for stream in page_streams(pdf):
        stream.stream.insert(0, _FURNITURE)
        stream.stream.append(b"EMC")
