"""Tables on the terminal: drawn to its width; plain, aligned and whole where the output is no terminal."""

import sys
from collections.abc import Iterable, Sequence
from typing import Literal

from rich.cells import cell_len

from reportgen.cli.messages import printable
from reportgen.language.numbers import THIN

_GAP = "  "
_LONGEST = 10_000


def print_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = (), whole: Iterable[int] = ()
) -> None:
    """Print `rows` under `heads`; the columns numbered in `right`, from 0, are aligned to the right.

    On a terminal too narrow for all, those and the columns numbered in `whole` stand whole, the others are cut.
    """
    cells = [[_cell(text) for text in row] for row in rows]
    if sys.stdout.isatty():
        _draw(heads, cells, set(right), {*right, *whole}, no_wrap=True)
    else:
        _write([list(heads), *cells], set(right))


def print_facts(title: str, facts: Iterable[tuple[str, str]]) -> None:
    """Print labels and values below `title`; nothing if there are none."""
    cells = [[_GAP + _cell(label), _cell(value)] for label, value in facts]
    if not cells:
        return
    print_heading(title)
    if sys.stdout.isatty():
        _draw(None, cells, set(), set(), no_wrap=False)
    else:
        _write(cells, set())


def print_heading(title: str) -> None:
    """Print a heading above what follows."""
    print(f"\n{_cell(title)}")


def _cell(text: str) -> str:
    """Return `text` on one line, with nothing in it that steers the terminal, and spaces that every tool splits at."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return printable(" ".join(shown.splitlines()).replace("\t", " ").replace(THIN, " "))


def _write(rows: Sequence[Sequence[str]], right: set[int]) -> None:
    """Print aligned columns: rich would take half a second for two hundred rows."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        blanks = [" " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)]
        padded = (
            blank + text if place in right else text + blank
            for place, (text, blank) in enumerate(zip(row, blanks, strict=True))
        )
        print(_GAP.join(padded).rstrip())


def _draw(
    heads: Sequence[str] | None, rows: Sequence[Sequence[str]], right: set[int], whole: set[int], *, no_wrap: bool
) -> None:
    """Draw columns that fit the width of the terminal: texts too long for it are cut, or folded."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_header=heads is not None)
    for place, column in enumerate(zip(heads or ("", ""), *rows, strict=True)):
        # Numbers stand whole; what has to give way on a narrow terminal are names.
        width = max(map(cell_len, column)) if place in whole else None
        overflow: Literal["ellipsis", "fold"] = "ellipsis" if no_wrap else "fold"
        justify: Literal["right", "left"] = "right" if place in right else "left"
        table.add_column(column[0], justify=justify, no_wrap=no_wrap, overflow=overflow, min_width=width)
    for row in rows:
        table.add_row(*map(Text, row))
    Console(highlight=False).print(table)
