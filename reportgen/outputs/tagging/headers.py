"""Which headers belong to a cell, written out for the tables in which a header spans several columns or rows."""

from collections.abc import Iterator
from typing import Any

from reportgen.outputs.tagging.nodes import Node


def name_headers(table: Node, prefix: str) -> None:
    """Name the headers of each cell where a header spans; elsewhere the scopes of the headers say the same."""
    cells = list(_cells(table))
    _limit_headers([cell for cell, _, _ in cells])
    headers = [(cell, rows, columns) for cell, rows, columns in cells if cell.role == "TH"]
    if all(len(rows) == len(columns) == 1 for _, rows, columns in headers):
        return
    for number, (cell, _, _) in enumerate(headers):
        cell.identifier = f"{prefix}-{number}"
    for cell, rows, columns in cells:
        above = [
            head
            for head, its_rows, its in headers
            if _scope(head) == "/Column" and _heads(its, its_rows, columns, rows)
        ]
        beside = [
            head
            for head, its, its_columns in headers
            if _scope(head) == "/Row" and _heads(its, its_columns, rows, columns)
        ]
        named = [header.identifier for header in (*above, *beside)]
        if named:
            cell.attributes.setdefault("Table", {})["Headers"] = named


def _limit_headers(cells: list[Node]) -> None:
    """Take the names of rows for data where headers outnumber data: who hears such a table hears little else."""
    if 2 * sum(cell.role == "TH" for cell in cells) > len(cells):
        for cell in cells:
            if cell.role == "TH" and _scope(cell) == "/Row":
                cell.role = "TD"
                del cell.attributes["Table"]["Scope"]


def _scope(header: Node) -> Any:
    return header.attributes["Table"]["Scope"]


def _heads(columns: range, rows: range, cell_columns: range, cell_rows: range) -> bool:
    """Say whether a header shares a column with a cell and stands above it; with both turned, a row and beside it."""
    return columns.start < cell_columns.stop and cell_columns.start < columns.stop and rows.start < cell_rows.start


def _cells(table: Node) -> Iterator[tuple[Node, range, range]]:
    """Yield each cell with its rows and columns, counted from 0."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(_rows(table)):
        column = 0
        for cell in line.nodes():
            while (row, column) in taken:
                column += 1
            spans = cell.attributes.get("Table", {})
            rows = range(row, row + spans.get("RowSpan", 1))
            columns = range(column, column + spans.get("ColSpan", 1))
            taken.update((each_row, each) for each_row in rows for each in columns)
            yield cell, rows, columns


def _rows(table: Node) -> Iterator[Node]:
    for kid in table.nodes():
        if kid.role == "TR":
            yield kid
        elif kid.role in ("THead", "TBody", "TFoot"):
            yield from _rows(kid)
