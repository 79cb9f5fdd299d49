"""The report of what was trained last, with notes that may have been written for all runs together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.cli.checking import texts_of
from reportgen.cli.messages import Messages
from reportgen.cli.writing import Wanted, write_report
from reportgen.errors import NotesError, ReportgenError
from reportgen.settings import Settings


def write_session_report(
    runs: Sequence[Path], wanted: Wanted, settings: Settings, messages: Messages, tell: Callable[[str], None]
) -> None:
    """Write the report of `runs`, the folders of a few runs of a store, as `write_report` does.

    Notes or an abstract that name what only all runs of the store have, such as another run, are left out with a
    warning: a part of them would say of these runs what was meant of all. Those that do not fit the whole store either
    have a mistake.

    Raises what `reportgen.api.render` raises.
    """
    try:
        write_report(runs, wanted, lambda _: settings, messages, tell)
    except NotesError as error:
        without_notes, without_abstract = replace(settings, notes=None), replace(settings, abstract=None)
        is_of_notes = error.path == settings.notes
        if not _fits(without_abstract if is_of_notes else without_notes, runs):
            raise
        who = "The notes name" if is_of_notes else "The abstract names"
        messages.warning(
            f"{error}. {who} what only all runs together have, so this report of the last is without; "
            "'reportgen render' writes that of all runs"
        )
        write_session_report(runs, wanted, without_notes if is_of_notes else without_abstract, messages, tell)


def _fits(settings: Settings, runs: Sequence[Path]) -> bool:
    """Return True if the notes and the abstract of `settings` can be written with all runs of the stores of `runs`."""
    from reportgen.language import speaking
    from reportgen.sections.report import make_report
    from reportgen.store.reading import read_library

    stores = list(dict.fromkeys(folder.parent for folder in runs))
    try:
        with speaking(settings.language):
            return any(texts_of(make_report(read_library(stores), settings)))
    except ReportgenError:
        return False
