"""The tables of a document as data: a name and a caption for each, a column for each kind of value, numbers as numbers.

Takes a `Document`; gives its tables in order. A column whose cells have a line for each of several values, as "Epochs,
best" has, becomes as many columns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.outputs.document.model import Break, Cell, Document, Heading, Row, Run, Table, Text, plain
from reportgen.outputs.document.quantities import MISSING, Quantity, read_quantity

_SECTION = 2
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Value:
    """What stands in a cell: as printed, its lines as runs, and as a number if it is one."""

    text: Text
    quantity: Quantity | None

    @property
    def printed(self) -> str:
        """The text alone, in one line."""
        return " ".join(plain(self.text).split("\n"))


@dataclass(frozen=True)
class Column:
    """A column; `unit` is that of all its numbers, "" if they have none or several."""

    title: str
    is_right: bool
    unit: str


@dataclass(frozen=True)
class DataTable:
    """A table: `name` is that of its file, `caption` says what it is of."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def data_tables(document: Document) -> tuple[DataTable, ...]:
    """Return the tables of `document`, each of a name of its own."""
    found: list[DataTable] = []
    taken: Counter[str] = Counter()
    section = subsection = None
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.level <= _SECTION:
                section, subsection = block, None
            elif block.anchors:
                subsection = block
        elif isinstance(block, Table):
            name = _name(block, section, subsection)
            taken[name] += 1
            unique = name if taken[name] == 1 else f"{name}-{taken[name]}"
            found.append(_data_table(block, unique, _caption(block, section, subsection)))
    return tuple(found)


def _name(table: Table, section: Heading | None, subsection: Heading | None) -> str:
    anchors = (
        *table.anchors,
        *(heading.anchors[0] for heading in (subsection, section) if heading and heading.anchors),
    )
    place = anchors[0].removeprefix("section-") if anchors else "table"
    is_told = table.kind and subsection and not table.anchors and table.kind != place
    kind = f"-{table.kind}" if is_told else ""
    return _NOT_IN_NAMES.sub("-", place + kind)[:100]


def _caption(table: Table, section: Heading | None, subsection: Heading | None) -> str:
    if table.caption:
        number, *rest = table.caption
        is_number = isinstance(number, Run) and number.look.strong and bool(rest)
        # Another form numbers the tables itself.
        return plain(tuple(rest) if is_number else table.caption).strip()
    return " – ".join(plain(heading.text) for heading in (section, subsection) if heading)


def _data_table(table: Table, name: str, caption: str) -> DataTable:
    width = max((sum(cell.columns for cell in row.cells) for row in (*table.head, *table.body)), default=0)
    heads = [_spread(row, width) for row in table.head]
    rows = [_spread(row, width) for row in table.body]
    columns: list[Column] = []
    filled: list[list[Value]] = [[] for _ in rows]
    for place in range(width):
        title = " ".join(filter(None, dict.fromkeys(plain(head[place].text).replace("\n", " ") for head in heads)))
        for column, values in _columns(title, [row[place] for row in rows]):
            columns.append(column)
            for row, value in zip(filled, values, strict=True):
                row.append(value)
    return DataTable(name, caption, tuple(columns), tuple(map(tuple, filled)))


_NOTHING = Cell((), is_heading=False, is_right=False)


def _spread(row: Row, width: int) -> list[Cell]:
    """Return a cell a column: one that covers several stands in the first, its heading in all of them."""
    cells = [
        cell if first or cell.is_heading else _NOTHING
        for cell in row.cells
        for first in (True, *([False] * (cell.columns - 1)))
    ]
    return cells + [_NOTHING] * (width - len(cells))


def _columns(title: str, cells: Sequence[Cell]) -> Iterator[tuple[Column, list[Value]]]:
    """Yield the column of `cells`, or one for each of their lines."""
    lines = [_lines(cell.text) for cell in cells]
    counts = {len(parts) for parts in lines if any(parts)}
    is_right = any(cell.is_right for cell in cells)
    count = counts.pop() if len(counts) == 1 else 1
    if count == 1:
        yield _column(title, [cell.text for cell in cells], is_right=is_right)
        return
    titles = (
        title.split(", ") if title.count(", ") == count - 1 else [f"{title} ({place + 1})" for place in range(count)]
    )
    for place, part in enumerate(titles):
        texts = [parts[place] if len(parts) == count else () for parts in lines]
        yield _column(part[:1].upper() + part[1:], texts, is_right=is_right)


def _lines(text: Text) -> list[Text]:
    """Return the lines of a cell, parted where a value ends, not where a remark is set apart."""
    lines: list[list[Run]] = [[]]
    for inline in text:
        if isinstance(inline, Break) and not inline.is_soft:
            lines.append([])
        else:
            lines[-1].append(inline)  # type: ignore[arg-type]
    return [tuple(line) for line in lines]


def _column(title: str, texts: Sequence[Text], *, is_right: bool) -> tuple[Column, list[Value]]:
    values = [_value(text) for text in texts]
    units = {value.quantity.unit for value in values if value.quantity}
    are_numbers = all(value.quantity or value.printed in MISSING for value in values)
    unit = units.pop() if len(units) == 1 and are_numbers else ""
    return Column(title, is_right, unit), values


def _value(text: Text) -> Value:
    """Return what is in a cell; the raised mark behind a number leads to a note, which a table alone does not have."""
    unmarked = tuple(part for part in text if not (isinstance(part, Run) and part.look.height == "raised"))
    quantity = read_quantity(plain(unmarked).strip()) if unmarked else None
    return Value(unmarked if quantity else text, quantity)
