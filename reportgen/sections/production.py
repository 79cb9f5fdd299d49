"""Section "How this was produced": for each program that trained, when it ran, what it trained, how to repeat it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from reportgen.analysis.provenance import Source, find_sources
from reportgen.language import N_, _, ngettext, nN_
from reportgen.records.run import Git
from reportgen.records.session import Session
from reportgen.sections.facts import Fact
from reportgen.sections.names import clip, first_of, short_name
from reportgen.sections.numerals import MISSING, count, duration, moment
from reportgen.sections.repeating import Link, Step, command_of, packages_key, seeds, steps
from reportgen.sections.report import Content, Entry, Report
from reportgen.sections.run_links import model_links
from reportgen.sections.shell import command_lines

TITLE = N_("How this was produced")

# Of more programs, the others have a row of a table each: three pages of steps tell nobody more.
_WITH_STEPS = {"brief": 2, "normal": 6}
_ROWS_SHOWN = 100
_COMMIT_SHOWN = 12
# The command in a row: columns and lines.
_CELL = (48, 4)


class Production(msgspec.Struct, frozen=True):
    """How some of the models were produced.

    `models` are their numbers, neighbours as a range that leads to the first of them. `notes` say what was lost or
    went wrong, `seeds` what chance depends on.
    """

    title: str
    anchor: str
    models: tuple[Link, ...]
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    seeds: str
    notes: tuple[str, ...]


class Row(msgspec.Struct, frozen=True):
    """A program in few words: its first command, and the folder of its session, where the rest stands."""

    started: str
    models: tuple[Link, ...]
    command: tuple[str, ...]
    commit: str
    session: str
    notes: tuple[str, ...]


class Productions(Content, msgspec.Struct, frozen=True):
    """The programs that trained, in the order of their first models: the first with steps, the others as rows.

    `left_out` says how many are too many for a row; it is empty where none is.
    """

    productions: tuple[Production, ...]
    rows: tuple[Row, ...]
    left_out: str

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line a program with steps, one for the table of the others."""
        further = [Entry(self.rows_title, self.rows_anchor)] if self.rows else []
        return (*(Entry(item.title, item.anchor) for item in self.productions), *further)

    @property
    def rows_title(self) -> str:
        """The heading of the table."""
        return _("Further programs")

    @property
    def rows_anchor(self) -> str:
        """The id of that heading."""
        return "production-further"


def build(report: Report) -> Productions:
    """Build the section from the sessions of the runs, and from the runs where there is none."""
    sources = find_sources(report.runs)
    most = _WITH_STEPS.get(report.settings.detail, len(sources))
    titles = _titles(sources[:most])
    others = sources[most:]
    return Productions(
        tuple(_productions(sources[:most], titles)),
        tuple(_row(source) for source in others[:_ROWS_SHOWN]),
        _left_out(len(others) - _ROWS_SHOWN),
    )


def _left_out(number: int) -> str:
    said = ngettext("and {number} further program", "and {number} further programs", number)
    return said.format(number=count(number)) if number > 0 else ""


def _titles(sources: Sequence[Source]) -> list[str]:
    """Name each source for its program, and programs of one name for their starts, too."""
    names = [_name(source) for source in sources]
    often = Counter(names)
    return [
        f"{name}, {moment(min(_starts(source)))}" if often[name] > 1 else name
        for name, source in zip(names, sources, strict=True)
    ]


def _name(source: Source) -> str:
    if source.session:
        return short_name(source.session.program) or _("A program without a name")
    return _("Program not known") if source.problems else _("Recorded from within a program")


def _productions(sources: Sequence[Source], titles: Sequence[str]) -> Iterator[Production]:
    with_packages: dict[object, Link] = {}
    for place, (title, source) in enumerate(zip(titles, sources, strict=True), start=1):
        here = Link(title, f"production-{place}")
        same = with_packages.setdefault(packages_key(source), here)
        yield _production(here, source, same if same is not here else None)


def _production(here: Link, source: Source, same_packages: Link | None) -> Production:
    return Production(
        title=here.text,
        anchor=here.anchor,
        models=model_links(source.runs),
        facts=tuple(_facts(source)),
        steps=tuple(steps(source, same_packages)),
        seeds=seeds(source),
        notes=(*source.problems, *_endings(source)),
    )


def _row(source: Source) -> Row:
    git = source.git
    return Row(
        started=moment(min(_starts(source))),
        models=model_links(source.runs),
        command=command_lines(command_of(source.session), *_CELL) if source.session else (_name(source),),
        commit=_commit(git) if git else MISSING,
        session=source.sessions[0].folder.name if source.sessions else "",
        notes=tuple(_endings(source)),
    )


def _commit(git: Git) -> str:
    message = _("{commit} and changes") if git.dirty else "{commit}"
    return message.format(commit=git.commit[:_COMMIT_SHOWN])


def _starts(source: Source) -> list[datetime]:
    return [stored.session.started_at for stored in source.sessions] or [
        run.stored.run.started_at for run in source.runs
    ]


def _facts(source: Source) -> Iterator[Fact]:
    starts = _starts(source)
    if len(source.sessions) > 1:
        number = len(source.sessions)
        # Translators: how often a program was run.
        yield Fact(_("Run"), ngettext("{number} time", "{number} times", number).format(number=count(number)))
    yield Fact(_("Started"), moment(min(starts)))
    if moment(max(starts)) != moment(min(starts)):
        yield Fact(_("Last started"), moment(max(starts)))
    session = source.session
    if session and session.ended_at and len(source.sessions) == 1:
        yield Fact(_("Took"), duration(max(0.0, (session.ended_at - session.started_at).total_seconds())))
    git = source.git
    if git:
        on_branch = _("{commit} on {branch}") if git.branch else "{commit}"
        commit = on_branch.format(commit=git.commit[:_COMMIT_SHOWN], branch=clip(git.branch or ""))
        changed = _("{commit}, with uncommitted changes") if git.dirty else "{commit}"
        yield Fact(_("Commit"), changed.format(commit=commit))
    if session is None:
        unrecorded = _("unknown: recorded by autolog, RunRecorder or record, not under reportgen run")
        yield Fact(_("Command"), _("unknown") if source.problems else unrecorded)


def _endings(source: Source) -> Iterator[str]:
    """Yield how sessions ended that did not end well, and which of several these are."""
    endings: dict[tuple[str, str], list[str]] = {}
    for stored in source.sessions:
        ending = _ending(stored.session)
        if ending:
            endings.setdefault(ending, []).append(moment(stored.session.started_at))
    for (kind, what), starts in endings.items():
        alone, one, several = _ENDINGS[kind]
        if len(source.sessions) == 1:
            yield _(alone).format(what=what)
        else:
            message = ngettext(one, several, len(starts))
            yield message.format(what=what, number=count(len(starts)), starts=first_of(starts, 3))


# Of the only session of a program, of one of several, of some of several.
_ENDINGS = {
    "signal": (
        N_("It was ended by {what}."),
        *nN_(
            "The one started {starts} was ended by {what}.",
            "{number} of them (started {starts}) were ended by {what}.",
        ),
    ),
    "cell": (
        N_("It failed in code cell {what}."),
        *nN_(
            "The one started {starts} failed in code cell {what}.",
            "{number} of them (started {starts}) failed in code cell {what}.",
        ),
    ),
    "status": (
        N_("It ended with exit status {what}."),
        *nN_(
            "The one started {starts} ended with exit status {what}.",
            "{number} of them (started {starts}) ended with exit status {what}.",
        ),
    ),
    "unknown": (
        N_("It had not ended when this was written, or its end could not be recorded."),
        *nN_(
            "The one started {starts} had not ended when this was written, or its end could not be recorded.",
            "{number} of them (started {starts}) had not ended when this was written, or their ends could not be "
            "recorded.",
        ),
    ),
}


def _ending(session: Session) -> tuple[str, str] | None:
    """Return which of the endings it was, and what ended it; None where all went well."""
    if session.signal:
        return "signal", clip(session.signal)
    if session.failed_cell:
        return "cell", count(session.failed_cell)
    if session.exit_status:
        return "status", str(session.exit_status)
    return ("unknown", "") if session.exit_status is None else None
