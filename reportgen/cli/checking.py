"""`reportgen render --check`: the numbers typed into the notes, compared with the records."""

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.messages import Messages
from reportgen.errors import UsageError
from reportgen.sections.numerals import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.sections.report import Report
    from reportgen.settings import Settings
    from reportgen.store.reading import Library


def check_notes(library: "Library", settings: "Settings", messages: Messages) -> int:
    """Tell of each number in notes and abstract that disagrees with the records; return 1 if there is one.

    Raises:
        UsageError: there are neither.
        NotesError: the notes cannot be read, or what stands between their {{ and }} is wrong.
    """
    from reportgen.language import speaking
    from reportgen.notes.checking import check_prose
    from reportgen.notes.namespace import Namespace
    from reportgen.sections.report import make_report

    if settings.notes is None and not settings.abstract:
        raise UsageError("there are no notes to check: name them with --notes, or begin with 'reportgen init'")
    with speaking(settings.language):
        report = make_report(library, settings)
        texts = dict(texts_of(report))
        found = [(name, item) for name, text in texts.items() for item in check_prose(text, Namespace(report))]
    for name, item in found:
        messages.result(
            f"{name}:{item.line}:{item.column}: {item.typed} is typed, {item.recorded.shown} is recorded: "
            f"write {{{{ {item.recorded.expression} }}}}"
        )
    if not found:
        messages.result(f"{' and '.join(texts)}: no typed number disagrees with the records")
        return 0
    verb = "disagrees" if len(found) == 1 else "disagree"
    messages.remark(f"{counted(len(found), 'typed number')} {verb} with the records")
    return 1


def texts_of(report: "Report") -> "Iterator[tuple[str, str]]":
    """Yield the texts that somebody wrote, by what they are called; one that could not be printed is an error."""
    from reportgen.notes.book import short_html, write_notes
    from reportgen.notes.source import read_text
    from reportgen.outputs.pictures import read_picture

    if report.settings.abstract:
        short_html(report, report.settings.abstract, "abstract")
        yield "abstract", report.settings.abstract
    if report.settings.notes:
        write_notes(report, report.settings.notes, read_picture)
        yield _shortest(report.settings.notes), read_text(report.settings.notes)


def _shortest(path: Path) -> str:
    """Return a path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
