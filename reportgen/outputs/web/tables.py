"""Tables within a page: each in a box that scrolls by itself, its numbers with the value that they are sorted by."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from reportgen.outputs.document.inlines import text_of
from reportgen.outputs.document.model import plain
from reportgen.outputs.document.quantities import MISSING, sorting_value

_FEWEST_ROWS = 2
# Its rows are not of one kind.
_NEVER_SORTED = "across"


def prepare_tables(root: HtmlElement) -> None:
    """Put every table of the page into a box, and make those sortable that have rows to sort."""
    for table in list(root.iter("table")):
        heads = table.xpath("./thead/tr")
        rows = table.xpath("./tbody/tr[not(contains(@class, 'means'))]")
        is_regular = len(heads) == 1 and not table.xpath(".//*[@colspan or @rowspan]")
        if is_regular and len(rows) >= _FEWEST_ROWS and _NEVER_SORTED not in table.get("class", ""):
            _make_sortable(table, heads[0], rows)
        _box(table)


def _box(table: HtmlElement) -> None:
    headings = table.xpath("preceding::*[self::h2 or self::h3 or self::h4][1]")
    label = plain(text_of(headings[0])) if headings else ""
    box = table.makeelement("div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": label})
    parent = table.getparent()
    box.tail, table.tail = table.tail, None
    parent.replace(table, box)
    box.append(table)


def _make_sortable(table: HtmlElement, head: HtmlElement, rows: Sequence[HtmlElement]) -> None:
    table.set("class", f"{table.get('class', '')} sortable".strip())
    for place in range(len(head)):
        cells = [row[place] for row in rows if place < len(row)]
        first_lines = [plain(text_of(cell)).split("\n")[0].strip() for cell in cells]
        values = [sorting_value(line) for line in first_lines]
        if all(value is not None or line in MISSING for value, line in zip(values, first_lines, strict=True)):
            for cell, value in zip(cells, values, strict=True):
                cell.set("data-value", "" if value is None else f"{value:.17g}")
