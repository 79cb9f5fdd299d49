"""`reportgen render --check`: the numbers typed into the notes, compared with the records."""

from typing import TYPE_CHECKING

from reportgen.cli.messages import Messages
from reportgen.errors import UsageError
from reportgen.sections.numerals import counted

if TYPE_CHECKING:
    from reportgen.settings import Settings
    from reportgen.store.reading import Library


def check_notes(library: "Library", settings: "Settings", messages: Messages) -> int:
    """Tell of each number in the notes that disagrees with the records; return 1 if there is one.

    Raises:
        UsageError: there are no notes.
        NotesError: the notes cannot be read, or what stands between their {{ and }} is wrong.
    """
    from reportgen.language import speaking
    from reportgen.notes.book import write_notes
    from reportgen.notes.checking import check_prose
    from reportgen.notes.namespace import Namespace
    from reportgen.notes.source import read_text
    from reportgen.outputs.pictures import read_picture
    from reportgen.sections.report import make_report

    if settings.notes is None:
        raise UsageError("there are no notes to check: name them with --notes, or begin with 'reportgen init'")
    with speaking(settings.language):
        report = make_report(library, settings)
        write_notes(report, settings.notes, read_picture)
        found = check_prose(read_text(settings.notes), Namespace(report))
    for item in found:
        messages.result(
            f"{settings.notes}:{item.line}:{item.column}: {item.typed} is typed, {item.recorded.shown} is recorded: "
            f"write {{{{ {item.recorded.expression} }}}}"
        )
    if not found:
        messages.result(f"{settings.notes}: no typed number disagrees with the records")
        return 0
    verb = "disagrees" if len(found) == 1 else "disagree"
    messages.remark(f"{counted(len(found), 'typed number')} {verb} with the records")
    return 1
