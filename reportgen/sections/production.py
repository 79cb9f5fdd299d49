"""Section "How this was produced": for each program that trained, when it ran, what it trained, how to repeat it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportgen.analysis.provenance import Source, find_sources
from reportgen.records.session import Session
from reportgen.sections.facts import Fact
from reportgen.sections.names import clip, short_name
from reportgen.sections.numerals import MISSING, count, duration, moment
from reportgen.sections.repeating import Link, Step, command_of, packages_key, seeds, steps
from reportgen.sections.report import Content, Entry, Report
from reportgen.sections.run_links import model_links
from reportgen.sections.shell import command_lines

TITLE = "How this was produced"

# Of more programs, the others have a row of a table each: three pages of steps tell nobody more.
_WITH_STEPS = {"brief": 2, "normal": 6}
_ROWS_SHOWN = 100
_COMMIT_SHOWN = 12
# The command in a row: columns and lines.
_CELL = (48, 4)
_UNRECORDED = "recorded by autolog, RunRecorder or record, not under reportgen run"


@dataclass(frozen=True)
class Production:
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


@dataclass(frozen=True)
class Row:
    """A program in few words: its first command, and the folder of its session, where the rest stands."""

    started: str
    models: tuple[Link, ...]
    command: tuple[str, ...]
    commit: str
    session: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Productions(Content):
    """The programs that trained, in the order of their first models: the first with steps, the others as rows.

    `left_out` is the number of those that are too many for a row, as text; empty where none is.
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
        return "Further programs"

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
        count(len(others) - _ROWS_SHOWN) if len(others) > _ROWS_SHOWN else "",
    )


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
        return short_name(source.session.program) or "A program without a name"
    return "Program not known" if source.problems else "Recorded from within a program"


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
        commit=f"{git.commit[:_COMMIT_SHOWN]}{' and changes' if git.dirty else ''}" if git else MISSING,
        session=source.sessions[0].folder.name if source.sessions else "",
        notes=tuple(_endings(source)),
    )


def _starts(source: Source) -> list[datetime]:
    return [stored.session.started_at for stored in source.sessions] or [
        run.stored.run.started_at for run in source.runs
    ]


def _facts(source: Source) -> Iterator[Fact]:
    starts = _starts(source)
    if len(source.sessions) > 1:
        yield Fact("Run", f"{count(len(source.sessions))} times")
    yield Fact("Started", moment(min(starts)))
    if moment(max(starts)) != moment(min(starts)):
        yield Fact("Last started", moment(max(starts)))
    session = source.session
    if session and session.ended_at and len(source.sessions) == 1:
        yield Fact("Took", duration(max(0.0, (session.ended_at - session.started_at).total_seconds())))
    git = source.git
    if git:
        branch = f" on {clip(git.branch)}" if git.branch else ""
        changed = ", with uncommitted changes" if git.dirty else ""
        yield Fact("Commit", f"{git.commit[:_COMMIT_SHOWN]}{branch}{changed}")
    if session is None:
        yield Fact("Command", "unknown" if source.problems else f"unknown: {_UNRECORDED}")


def _endings(source: Source) -> Iterator[str]:
    """Yield how sessions ended that did not end well, and which of several these are."""
    endings: dict[str, list[str]] = {}
    for stored in source.sessions:
        ending = _ending(stored.session)
        if ending:
            endings.setdefault(ending, []).append(moment(stored.session.started_at))
    for ending, starts in endings.items():
        yield f"It {ending}." if len(source.sessions) == 1 else f"{_which(starts)} {ending}."


def _which(starts: Sequence[str]) -> str:
    shown = ", ".join(starts[:3]) + (f" and {len(starts) - 3} more" if len(starts) > 3 else "")
    return f"The one started {shown}" if len(starts) == 1 else f"{count(len(starts))} of them (started {shown})"


def _ending(session: Session) -> str:
    if session.signal:
        return f"was ended by {clip(session.signal)}"
    if session.failed_cell:
        return f"failed in code cell {count(session.failed_cell)}"
    if session.exit_status:
        return f"ended with exit status {session.exit_status}"
    if session.exit_status is None:
        return "had not ended when this was written, or its end could not be recorded"
    return ""
