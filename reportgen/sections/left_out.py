"""Section "Records left out": every file that could not be read, or not wholly, and why."""

import msgspec

from reportgen.language import N_, _
from reportgen.language.later import said
from reportgen.sections.report import Content, Report
from reportgen.store.problems import Problem, one_line

TITLE = N_("Records left out")


class LeftOutRow(msgspec.Struct, frozen=True):
    """A file and the reason. `consequence` says what the report lacks for it."""

    path: str
    reason: str
    consequence: str


class LeftOut(Content, msgspec.Struct, frozen=True):
    """The files, in the order in which they were read."""

    rows: tuple[LeftOutRow, ...]


def build(report: Report) -> LeftOut | None:
    """Build the list; None if every record was read wholly."""
    rows = tuple(_row(problem) for problem in report.problems)
    return LeftOut(rows) if rows else None


def _row(problem: Problem) -> LeftOutRow:
    # The last folders tell which record it is; a folder's name may hold bytes that are no text.
    path = one_line("/".join(problem.path.parts[-3:]))
    return LeftOutRow(path, said(problem.reason), _("run") if problem.skipped else _("part of a run"))
