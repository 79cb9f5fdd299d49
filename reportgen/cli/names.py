"""`reportgen names`: everything that the notes can use, with its current value."""

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_options, settings_for
from reportgen.errors import UsageError

if TYPE_CHECKING:
    from reportgen.notes.namespace import Listed, Namespace

_HEADS = ("Name", "Now", "What it is")
_LONGEST = 32


@click.command()
@click.argument("runs", nargs=-1, type=FOLDER)
@click.option("--run", "of_run", metavar="RUN", help="The values of this run: its number in the report, name or id.")
@click.option(
    "--find", multiple=True, metavar="TEXT", help="Only lines with this text; repeat it for lines with several."
)
@output_options
@click.pass_obj
def names(messages: Messages, /, runs: tuple[Path, ...], of_run: str | None, find: tuple[str, ...]) -> None:
    """List everything that notes.md can use by name.

    Each line has its current value, in the language of the report. It stands in the notes between {{ and }}.
    The values shown are those of the best run, others have the same names. RUNS and report.toml are those of
    'reportgen render'.

    \b
    reportgen names
    reportgen names --find accuracy
    reportgen names --run MLP5layers
    """
    from reportgen.archive.opening import opened
    from reportgen.cli.tables import print_table
    from reportgen.cli.writing import problem_line
    from reportgen.language import speaking
    from reportgen.notes.namespace import Namespace
    from reportgen.sections.report import make_report
    from reportgen.store.layout import DEFAULT_RUNS

    folders = runs or (Path(DEFAULT_RUNS),)
    with opened(folders) as records:
        settings = records.settings({}) or settings_for(folders, {})
        library = records.library()
        for problem in library.problems:
            messages.warning(problem_line(problem))
    with speaking(settings.language):
        namespace = Namespace(make_report(library, settings))
        listed = namespace.listing() if of_run is None else _of_run(namespace, of_run)
        rows = list(_matching(listed, find))
    if not rows:
        raise UsageError(f"nothing is called {' and '.join(map(repr, find))}; 'reportgen names' lists all there is")
    if sys.stdout.isatty():
        # A caption would leave no place for what is behind it.
        rows = [(name, textwrap.shorten(shown, _LONGEST, placeholder="…"), about) for name, shown, about in rows]
    print_table(_HEADS, rows, whole=(0,))


def _of_run(namespace: "Namespace", wanted: str) -> "Iterator[Listed]":
    """Yield the values of one run, by the name that the notes find it by."""
    from reportgen.errors import NotesError

    try:
        run = namespace.run(wanted)
    except NotesError as error:
        raise UsageError(str(error)) from error
    return namespace.values_of(run, f"run({wanted if wanted.isdigit() else json.dumps(wanted, ensure_ascii=False)})")


def _matching(listed: "Iterable[Listed]", find: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for item in listed:
        row = (item.expression, item.shown, item.about)
        line = " ".join(row).casefold()
        if all(text.casefold() in line for text in find):
            yield row
