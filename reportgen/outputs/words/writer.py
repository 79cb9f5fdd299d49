"""Writes the blocks of a document into one for Word."""

import io
from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from reportgen.outputs.document.model import (
    Block,
    Code,
    Contents,
    ContentsEntry,
    Figure,
    Heading,
    Image,
    Item,
    Listing,
    Paragraph,
    Part,
    Quote,
    Table,
    Text,
)
from reportgen.outputs.images import ImageFiles
from reportgen.outputs.words.pixels import pixels_of
from reportgen.outputs.words.styles import CALLOUT, CODE, NOTES
from reportgen.outputs.words.tables import add_table
from reportgen.outputs.words.text import Bookmarks, add_field, add_text, printable

_TWENTIETHS_OF_A_POINT = 56.7
_STYLES = {"callout": CALLOUT, "notes": NOTES, "totals": NOTES, "frames": CODE, "caption": "Caption"}


class Writer:
    """Writes into `document`, whose text is as wide as the page without its margins."""

    def __init__(self, document: WordDocument, images: ImageFiles) -> None:
        self._document = document
        self._images = images
        self._bookmarks = Bookmarks()
        page = document.sections[0]
        assert page.page_width and page.left_margin and page.right_margin  # set by `styled_document`
        self._width_mm = (page.page_width - page.left_margin - page.right_margin) / Mm(1)

    def write(self, blocks: Sequence[Block]) -> None:
        """Add `blocks`, in order."""
        for block in blocks:
            self._write(block)

    def _write(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block.text, _STYLES.get(block.kind, "Normal"), block.anchors)
            case Code():
                self._code(block)
            case Listing():
                self._listing(block)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Contents():
                self._contents(block)
            case Quote():
                self.write(block.blocks)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._paragraph(table.caption, "Caption", table.anchors).paragraph_format.keep_with_next = True
        add_table(self._document, table, self._width_mm, self._bookmarks)

    def _heading(self, heading: Heading) -> None:
        paragraph = self._document.add_heading(level=heading.level - 1)
        self._bookmarks.mark(paragraph, heading.anchors)
        if heading.number:
            paragraph.add_run(f"{heading.number}\N{EN SPACE}")
        add_text(paragraph, heading.text, self._bookmarks)

    def _paragraph(self, text: Text, style: str, anchors: Sequence[str] = ()) -> WordParagraph:
        paragraph = self._document.add_paragraph(style=style)
        self._bookmarks.mark(paragraph, anchors)
        for inline in text:
            if isinstance(inline, Image) and self._picture(paragraph, inline, self._width_mm):
                continue
            add_text(paragraph, (inline,), self._bookmarks)
        return paragraph

    def _code(self, code: Code) -> None:
        paragraph = self._document.add_paragraph(style=CODE)
        for place, line in enumerate(code.lines):
            if place:
                paragraph.add_run().add_break()
            paragraph.add_run(printable(line))

    def _listing(self, listing: Listing) -> None:
        for number, item in enumerate(listing.items, start=listing.start):
            self._item(item, f"{number}." if listing.ordered else "")

    def _item(self, item: Item, number: str) -> None:
        """Add an item: its label or number, then its blocks, all but the first below each other."""
        first, *rest = item.blocks or (Paragraph(()),)
        if isinstance(first, Paragraph):
            mark = item.label or number
            paragraph = self._document.add_paragraph(style="Normal" if mark else "List Bullet")
            paragraph.paragraph_format.space_after = Mm(0.6)
            if mark:
                paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(8), Mm(-8)
                paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(8))
                paragraph.add_run(f"{mark}\t")
            self._bookmarks.mark(paragraph, item.anchors)
            add_text(paragraph, first.text, self._bookmarks)
        else:
            rest = [first, *rest]
        self.write(rest)

    def _figure(self, figure: Figure) -> None:
        parts = list(figure.parts)
        anchors = figure.anchors
        while parts:
            row = parts[: self._abreast(parts)]
            del parts[: len(row)]
            if len(row) == 1:
                self._part(row[0], anchors)
            else:
                self._row(row, anchors)
            anchors = ()
        if figure.caption:
            self._paragraph(figure.caption, "Caption", anchors)

    def _abreast(self, parts: Sequence[Part]) -> int:
        """Return how many of the first `parts` stand side by side, as on paper."""
        pair = [part.image.width_mm or self._width_mm for part in parts[:2]]
        return len(pair) if sum(pair) <= self._width_mm else 1

    def _part(self, part: Part, anchors: Sequence[str]) -> None:
        paragraph = self._document.add_paragraph()
        self._bookmarks.mark(paragraph, anchors)
        self._centred(paragraph, part)
        if part.caption:
            self._paragraph(part.caption, "Caption").paragraph_format.keep_with_next = True

    def _row(self, parts: Sequence[Part], anchors: Sequence[str]) -> None:
        """Add pictures side by side, each with its caption below, in a table without rules."""
        holder = self._document.add_table(1, len(parts))
        holder.autofit = False
        shares = [part.image.width_mm / sum(part.image.width_mm for part in parts) for part in parts]
        for cell, part, share in zip(holder.rows[0].cells, parts, shares, strict=True):
            cell.width = Mm(share * self._width_mm)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
            self._bookmarks.mark(cell.paragraphs[0], anchors)
            self._centred(cell.paragraphs[0], part)
            anchors = ()
            caption = cell.add_paragraph(style="Caption")
            caption.paragraph_format.keep_with_next = True
            add_text(caption, part.caption, self._bookmarks)
        for grid, share in zip(holder._tbl.tblGrid.findall(qn("w:gridCol")), shares, strict=True):  # noqa: SLF001
            grid.set(qn("w:w"), str(round(share * self._width_mm * _TWENTIETHS_OF_A_POINT)))
        holder.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001

    def _centred(self, paragraph: WordParagraph, part: Part) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Mm(0.5)
        if not self._picture(paragraph, part.image, self._width_mm):
            paragraph.add_run(printable(part.image.alternative))

    def _picture(self, paragraph: WordParagraph, image: Image, width_mm: float) -> bool:
        """Add a picture with its description; return False if Word cannot show it."""
        file = self._images.find(image)
        if file is None:
            return False
        width = min(image.width_mm or width_mm, width_mm)
        try:
            shape = paragraph.add_run().add_picture(io.BytesIO(pixels_of(file, image)), width=Mm(width))
        except UnrecognizedImageError:
            return False
        properties = shape._inline.docPr  # noqa: SLF001  # python-docx has nothing for the description
        properties.set("descr", printable(image.alternative))
        return True

    def _contents(self, contents: Contents) -> None:
        """Add the contents as a field: filled with what it will find, so that it can be read before Word has."""
        heading = self._document.add_paragraph(printable(contents.title), style="Heading 1")
        heading.style = self._document.styles["TOC Heading"]
        paragraphs = [self._contents_line(entry) for entry in contents.entries]
        if paragraphs:
            _field_around(paragraphs[0], paragraphs[-1], r'TOC \o "1-2" \h \z \u')

    def _contents_line(self, entry: ContentsEntry) -> WordParagraph:
        paragraph = self._document.add_paragraph(style=f"toc {min(entry.level, 2)}")
        holder = OxmlElement("w:hyperlink")
        name = self._bookmarks.name(entry.link.removeprefix("#"))
        holder.set(qn("w:anchor"), name)
        run = paragraph.add_run(f"{entry.number}\N{EN SPACE}{printable(entry.title)}\t")
        holder.append(run._r)  # noqa: SLF001
        paragraph._p.append(holder)  # noqa: SLF001
        add_field(paragraph, rf"PAGEREF {name} \h", "", holder)
        return paragraph


def _field_around(first: WordParagraph, last: WordParagraph, instruction: str) -> None:
    """Make what stands between two paragraphs the result of a field that Word computes when it opens the document."""
    begin = _field_part("begin")
    begin[0].set(qn("w:dirty"), "true")
    opening = [begin, _instruction(instruction), _field_part("separate")]
    for place, part in enumerate(opening):
        first._p.insert(1 + place if first._p.pPr is not None else place, part)  # noqa: SLF001
    last._p.append(_field_part("end"))  # noqa: SLF001


def _field_part(kind: str) -> Any:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction(text: str) -> Any:
    run, written = OxmlElement("w:r"), OxmlElement("w:instrText")
    written.set(qn("xml:space"), "preserve")
    written.text = f" {text} "
    run.append(written)
    return run
