"""Tables in a Word document, in the manner of booktabs: rules above, below the headings and at the foot."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable

from reportgen.outputs.document.model import Cell, Row, Run, Table, Text, plain
from reportgen.outputs.words.styles import CELL
from reportgen.outputs.words.text import Bookmarks, add_text

_HEAVY, _LIGHT, _HAIR = "8", "4", "2"
# In characters of the small text.
_NARROWEST, _WIDEST = 2, 34
_MM_A_CHARACTER, _MM_A_STRONG_ONE, _PADDING_MM = 1.75, 2.0, 4.2
_TWENTIETHS_OF_A_POINT = 56.7


def add_table(document: WordDocument, table: Table, width_mm: float, bookmarks: Bookmarks) -> None:
    """Add `table`: its headings repeated on each page, no row split in two, columns as wide as what they hold needs."""
    rows = (*table.head, *table.body)
    columns = max((sum(cell.columns for cell in row.cells) for row in rows), default=0)
    if not columns:
        return
    made = document.add_table(len(rows), columns)
    made.autofit = False
    widths = _widths(rows, len(table.head), columns, width_mm)
    for place, (row, filled) in enumerate(zip(rows, made.rows, strict=True)):
        _fill(filled, row, widths, bookmarks, is_head=place < len(table.head))
        _keep_whole(filled, is_head=place < len(table.head))
    for place, grid in enumerate(made._tbl.tblGrid.findall(qn("w:gridCol"))):  # noqa: SLF001
        grid.set(qn("w:w"), str(round(widths[place] * _TWENTIETHS_OF_A_POINT)))
    _rules(made, len(table.head))
    document.add_paragraph(style=CELL)


def _widths(rows: Sequence[Row], heads: int, columns: int, width_mm: float) -> list[float]:
    """Return the width of each column in millimetres: numbers get what they need, texts share what is left."""
    needed, is_text = [0.0] * columns, [False] * columns
    for number, row in enumerate(rows):
        place = 0
        for cell in row.cells:
            if cell.columns == 1:
                needed[place] = max(needed[place], _needed_mm(cell, is_head=number < heads))
                is_text[place] |= not cell.is_right
            place += cell.columns
    fixed = sum(width for width, text in zip(needed, is_text, strict=True) if not text)
    wanted = sum(needed) - fixed
    if sum(needed) <= width_mm or not wanted or fixed > width_mm * 0.8:
        return [width_mm * width / sum(needed) for width in needed]
    free = (width_mm - fixed) / wanted
    return [width * free if text else width for width, text in zip(needed, is_text, strict=True)]


def _needed_mm(cell: Cell, *, is_head: bool) -> float:
    """Return the width of a cell whose words are whole: of a number the line, of a heading its longest word."""
    parts = plain(cell.text).split("\n")
    if is_head:
        parts = [word for part in parts for word in part.split(" ")]
    longest = max(map(len, parts), default=0)
    width = _MM_A_STRONG_ONE if is_head else _MM_A_CHARACTER
    return _PADDING_MM + width * max(_NARROWEST, longest if cell.is_right else min(longest, _WIDEST))


def _fill(filled: Any, row: Row, widths: Sequence[float], bookmarks: Bookmarks, *, is_head: bool) -> None:
    place = 0
    cells = filled.cells
    for cell in row.cells:
        target = cells[place]
        if cell.columns > 1:
            target = target.merge(cells[place + cell.columns - 1])
        target.width = Mm(sum(widths[place : place + cell.columns]))
        paragraph = target.paragraphs[0]
        paragraph.style = CELL
        paragraph.paragraph_format.keep_with_next = is_head or None
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if cell.is_right else None
        if place == 0:
            bookmarks.mark(paragraph, row.anchors)
        add_text(paragraph, _strong(cell) if is_head else cell.text, bookmarks)
        place += cell.columns


def _strong(cell: Cell) -> Text:
    return tuple(
        replace(part, look=replace(part.look, strong=True)) if isinstance(part, Run) else part for part in cell.text
    )


def _keep_whole(row: Any, *, is_head: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    for name in ("w:cantSplit", *(["w:tblHeader"] if is_head else [])):
        properties.append(OxmlElement(name))


def _rules(table: WordTable, heads: int) -> None:
    for place, row in enumerate(table.rows):
        edges = {"bottom": _HAIR}
        if place == 0:
            edges["top"] = _HEAVY
        if place == heads - 1:
            edges["bottom"] = _LIGHT
        if place == len(table.rows) - 1:
            edges["bottom"] = _HEAVY
        for cell in row.cells:
            _rule(cell._tc, edges)  # noqa: SLF001


def _rule(cell: Any, edges: dict[str, str]) -> None:
    properties = cell.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcBorders")):
        properties.remove(old)
    borders = OxmlElement("w:tcBorders")
    for edge in ("top", "bottom"):
        if edge in edges:
            rule = OxmlElement(f"w:{edge}")
            colour = "D4D4D4" if edges[edge] == _HAIR else "1A1A1A"
            for name, value in (("val", "single"), ("sz", edges[edge]), ("space", "0"), ("color", colour)):
                rule.set(qn(f"w:{name}"), value)
            borders.append(rule)
    properties.append(borders)
