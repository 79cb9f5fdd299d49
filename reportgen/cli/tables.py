"""Tables on the terminal: drawn to its width; plain, aligned and whole where the output is no terminal."""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportgen.cli.messages import printable
from reportgen.sections.numerals import THIN

_UNLIMITED = 10_000


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> None:
    """Print `rows` under `heads`; the columns numbered in `right`, from 0, are aligned to the right."""
    is_right = set(right)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, head in enumerate(heads):
        number = place in is_right
        table.add_column(head, justify="right" if number else "left", no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*(Text(_cell(text)) for text in row))
    _print(table)


def print_facts(title: str, facts: Iterable[tuple[str, str]]) -> None:
    """Print labels and values below `title`; nothing if there are none."""
    listed = list(facts)
    if not listed:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in listed:
        table.add_row(Text(_cell(label)), Text(_cell(value)))
    print_heading(title)
    _print(table)


def print_heading(title: str) -> None:
    """Print a heading above what follows."""
    _print(Text(f"\n{_cell(title)}", style="bold"))


def _cell(text: str) -> str:
    """Return `text` on one line, with nothing in it that steers the terminal, and spaces that every tool splits at."""
    return printable(" ".join(text.splitlines()).replace("\t", " ").replace(THIN, " "))


def _print(content: Table | Text) -> None:
    console = Console(soft_wrap=False, highlight=False) if sys.stdout.isatty() else _plain()
    if console.is_terminal:
        console.print(content)
        return
    with console.capture() as captured:
        console.print(content)
    for line in captured.get().splitlines():
        print(line.rstrip())


def _plain() -> Console:
    return Console(width=_UNLIMITED, highlight=False, color_system=None, force_terminal=False)
