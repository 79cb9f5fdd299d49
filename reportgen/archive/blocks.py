"""What a PDF says, piece by piece, in reading order: the cells of its tables and the texts between them.

Takes the structure tree, and the texts of the pages by their marks; gives `Block`s. The tree may come from anybody: it
may hold loops, and lead nowhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from reportgen.archive.embedded import DAMAGED

_MOST_ELEMENTS = 500_000
_DEEPEST = 100
_MOST_COLUMNS = 100
_HEADINGS = {f"/H{level}" for level in range(1, 7)} | {"/H"}
_TEXTS = {"/P", "/LI", "/Lbl", "/LBody", "/Caption", "/Figure", "/Formula", "/Code", "/BlockQuote", "/Note"} | _HEADINGS

Texts = Sequence[Mapping[int, str]]
"""Of each page its texts by their marks."""


@dataclass(frozen=True)
class Place:
    """Where a text stands: under which heading; in which of its tables, row and column. Tables count from 1."""

    section: str
    table: int = 0
    row: str = ""
    column: str = ""


@dataclass(frozen=True)
class Block:
    """A piece of text, the place it stands in and the page that it begins on, from 1; 0 where it is on none."""

    place: Place
    text: str
    page: int


@dataclass(frozen=True)
class _Cell:
    text: str
    page: int
    is_header: bool
    span: int


class _Reader:
    """Reads one tree."""

    def __init__(self, document: pikepdf.Pdf, texts: Texts) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        self._texts = texts
        self._left = _MOST_ELEMENTS
        self._section = ""
        self._tables = 0
        self._entered: set[tuple[int, int]] = set()
        self._with_tables: dict[tuple[int, int], bool] = {}

    def blocks(self, element: Any, page: int | None, depth: int = 0) -> Iterator[Block]:
        """Yield the blocks below `element`, whose texts are on `page` where it names none."""
        kind, page = self._enter(element, page)
        if depth > _DEEPEST or self._left <= 0:
            return
        if kind == "/Table":
            self._tables += 1
            yield from self._table(element, page, depth)
        elif kind in _TEXTS and not self._holds_table(element, depth):
            text, first = self._said(element, page, depth)
            if kind in _HEADINGS:
                self._section, self._tables = text, 0
            if text:
                yield Block(Place(self._section), text, first)
        else:
            for kid in self._new(_elements(element)):
                yield from self.blocks(kid, page, depth + 1)

    def _new(self, elements: Iterable[Any]) -> Iterator[Any]:
        """Yield those that were not read before: a tree that loops is none."""
        for element in elements:
            if not element.is_indirect:
                yield element
            elif element.objgen not in self._entered:
                self._entered.add(element.objgen)
                yield element

    def _enter(self, element: Any, page: int | None) -> tuple[str, int | None]:
        self._left -= 1
        return str(element.get("/S", "")), self._page_of(element, page)

    def _page_of(self, element: Any, page: int | None) -> int | None:
        own = element.get("/Pg")
        return self._pages.get(own.objgen) if isinstance(own, pikepdf.Dictionary) else page

    def _holds_table(self, element: Any, depth: int) -> bool:
        self._left -= 1
        if depth > _DEEPEST or self._left <= 0:
            return False
        if element.is_indirect:
            if element.objgen in self._with_tables:
                return self._with_tables[element.objgen]
            self._with_tables[element.objgen] = False  # until it is known: the tree may loop
        holds = any(kid.get("/S") == "/Table" or self._holds_table(kid, depth + 1) for kid in _elements(element))
        if element.is_indirect:
            self._with_tables[element.objgen] = holds
        return holds

    def _said(self, element: Any, page: int | None, depth: int) -> tuple[str, int]:
        pieces = list(self._pieces(element, page, depth))
        first = next((page + 1 for _, page in pieces if page is not None), 0)
        return " ".join("".join(text for text, _ in pieces).split()), first

    def _pieces(self, element: Any, page: int | None, depth: int) -> Iterator[tuple[str, int | None]]:
        _, page = self._enter(element, page)
        if depth > _DEEPEST or self._left <= 0:
            return
        alternative = element.get("/Alt")
        if alternative is not None:
            yield f" [{alternative}] ", page
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary):
                if "/S" in kid:
                    for new in self._new([kid]):
                        yield from self._pieces(new, page, depth + 1)
                elif "/MCID" in kid and "/Stm" not in kid:
                    yield from self._marked(kid.MCID, self._page_of(kid, page))
            else:
                yield from self._marked(kid, page)

    def _marked(self, mark: Any, page: int | None) -> Iterator[tuple[str, int | None]]:
        if isinstance(mark, int) and page is not None:
            yield self._texts[page].get(mark, ""), page

    def _table(self, table: Any, page: int | None, depth: int) -> Iterator[Block]:
        heads: list[str] = []
        for row in self._rows(table, page, depth):
            if all(cell.is_header for cell in row):
                heads = [cell.text for cell in row for _ in range(cell.span)]
            label = _label(row)
            column = 0
            for cell in row:
                head = heads[column] if column < len(heads) else ""
                column += cell.span
                yield Block(Place(self._section, self._tables, label, head), cell.text, cell.page)

    def _rows(self, element: Any, page: int | None, depth: int) -> Iterator[list[_Cell]]:
        _, page = self._enter(element, page)
        if depth > _DEEPEST or self._left <= 0:
            return
        for kid in self._new(_elements(element)):
            if kid.get("/S") == "/TR":
                own = self._page_of(kid, page)
                yield [self._cell(cell, own, depth) for cell in _elements(kid) if cell.get("/S") in ("/TH", "/TD")]
            else:
                yield from self._rows(kid, page, depth + 1)

    def _cell(self, cell: Any, page: int | None, depth: int) -> _Cell:
        text, first = self._said(cell, page, depth)
        return _Cell(text, first, cell.get("/S") == "/TH", _span(cell))


def _label(row: Sequence[_Cell]) -> str:
    """Return what the row begins with; behind a mere number the name that follows it, too."""
    texts = [cell.text for cell in row[:2]]
    return " ".join(texts if texts and texts[0].isdecimal() else texts[:1])


def _span(cell: Any) -> int:
    attributes = cell.get("/A")
    listed = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    spans: list[Any] = [item.get("/ColSpan") for item in listed if isinstance(item, pikepdf.Dictionary)]
    return next((int(span) for span in spans if isinstance(span, int) and 1 <= span <= _MOST_COLUMNS), 1)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> list[Any]:
    return [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def blocks_of(document: pikepdf.Pdf, texts: Texts) -> tuple[Block, ...]:
    """Return what `document` says; nothing if it has no structure tree, or one that is damaged."""
    try:
        root = document.Root.StructTreeRoot
        reader = _Reader(document, texts)
        return tuple(block for kid in _elements(root) for block in reader.blocks(kid, None))
    except (*DAMAGED, RecursionError):
        return ()
