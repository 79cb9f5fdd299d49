"""Where one process lays out parts, one after another, and draws margins: what both are made from."""

import gc
from collections.abc import Callable, Sequence

from reportgen.outputs.engine.sheets import packed_sheets, take_sheets
from reportgen.outputs.fetching import ReportFetcher
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import (
    BareMargins,
    DrawnMargins,
    LaidOutPart,
    Numbers,
    Whole,
    WholeDocument,
)
from reportgen.outputs.parts.fonts import UsedFont, written_fonts
from reportgen.outputs.parts.laying_out import lay_out, lay_out_whole
from reportgen.outputs.parts.margins import MarginDrawing
from reportgen.outputs.parts.materials import Materials
from reportgen.outputs.parts.restored import Restored

# Few boxes of a page hold each other: searching memory for them costs as much as to lay out a page.
_PAGES_BETWEEN_SEARCHES = 150


class Workplace:
    """Lays parts out from `materials`; `advance` is called for each page."""

    def __init__(self, materials: Materials, advance: Callable[[], None]) -> None:
        self._materials = materials
        self._folder = materials.folder
        self._fetcher = ReportFetcher(materials.templates, materials.pictures, materials.beside_theme)
        self._shelf = materials.shelf
        self._advance = advance
        self._margins = MarginDrawing(materials.empty, self._fetcher, self._folder)
        self._pages = 0

    def read_sheets(self) -> None:
        """Read the style sheets, and no fonts: 0.1 s that the first part, or the first margins, need not take.

        Sheets that were read for another report are taken as they were: 0.07 s less.
        """
        kept = Restored(self._materials).sheets()
        is_taken = kept is not None and take_sheets(kept.content, self._fetcher)
        if kept and is_taken:
            self._fetcher.read.update(kept.read)
        self._margins.read_sheets()
        if self._shelf and not is_taken and not self._margins.warnings and (sheets := packed_sheets(self._fetcher)):
            self._shelf.keep_sheets(self._materials.empty, sheets, self._fetcher.read)

    def make_ready(self) -> None:
        """Read the fonts that the style sheets name, when these were read."""
        self._margins.make_ready()

    def body(self, part: Part, numbers: Numbers) -> LaidOutPart:
        """Lay out the pages of `part`; the first one has the contents, which need the `numbers` of all other pages."""
        if self._pages > _PAGES_BETWEEN_SEARCHES:  # not behind the last part, for which all wait
            self._pages = 0
            gc.collect()
        laid_out = lay_out(part, self._folder, self._fetcher, self._advance, None if part.number else numbers)
        if self._shelf:
            self._shelf.keep(part, laid_out, self._fetcher.read)
        self._pages += len(laid_out.pages)
        return laid_out

    def whole(self, document: Whole) -> WholeDocument:
        """Lay out a report that is not divided, with its margins, outline and fonts."""
        return lay_out_whole(document, self._folder, self._fetcher, self._advance)

    def margins(self, bare: BareMargins) -> DrawnMargins:
        """Draw the margins of a part, wherever its pages were laid out."""
        drawn = self._margins.draw(bare.number, bare.frames, bare.surroundings)
        if self._shelf:
            self._shelf.keep_margins(bare, drawn, self._fetcher.read)
        return drawn

    def fonts(self, used: Sequence[UsedFont]) -> bytes:
        """Write fonts, see `written_fonts`."""
        return written_fonts(used)
