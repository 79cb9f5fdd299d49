"""Section "How this was produced": for each program that trained, the steps that repeat it, from what was recorded."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.analysis.selection import NumberedRun
from reportgen.errors import RecordError
from reportgen.records.run import Git, Run
from reportgen.records.session import Session
from reportgen.sections.anchors import run_anchor
from reportgen.sections.facts import Fact
from reportgen.sections.names import clip
from reportgen.sections.numerals import count, moment
from reportgen.sections.report import Content, Entry, Report
from reportgen.store.layout import SESSION_FILE, SESSIONS_FOLDER
from reportgen.store.sessions import StoredSession, session_of

TITLE = "How this was produced"

_COMMANDS_SHOWN = 12
_OWN_PACKAGE = "keras-reportgen"


@dataclass(frozen=True)
class ModelLink:
    """The number of a model, or a range "1–3", and where the first of them stands."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Step:
    """A sentence, and below it the lines to type, if any."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Production:
    """How some of the models were produced. `notes` say what was lost or went wrong."""

    title: str
    anchor: str
    models: tuple[ModelLink, ...]
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Productions(Content):
    """Every program that trained, in the order of its first model."""

    productions: tuple[Production, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line a program."""
        return tuple(Entry(item.title, item.anchor) for item in self.productions)


@dataclass(frozen=True)
class _Source:
    """Runs that were produced alike: by sessions that repeat one another, or without any session."""

    runs: tuple[NumberedRun, ...]
    sessions: tuple[StoredSession, ...]
    problems: tuple[str, ...]

    @property
    def first(self) -> Run:
        return self.runs[0].stored.run

    @property
    def session(self) -> Session | None:
        return self.sessions[0].session if self.sessions else None

    @property
    def git(self) -> Git | None:
        return (self.session.git if self.session else None) or self.first.git


def build(report: Report) -> Productions:
    """Build the section from the sessions of the runs, and from the runs where there is none."""
    sources = _sources(report.runs)
    return Productions(tuple(_production(place, source) for place, source in enumerate(sources, start=1)))


def _sources(runs: Sequence[NumberedRun]) -> list[_Source]:
    sessions: dict[str, tuple[StoredSession | None, str]] = {}
    groups: dict[object, list[NumberedRun]] = {}
    for run in runs:
        key = run.stored.run.session_id or ""
        if key not in sessions:
            sessions[key] = _session(run)
        groups.setdefault(_essence(run.stored.run, sessions[key][0]), []).append(run)
    return [_source(group, sessions) for group in groups.values()]


def _session(run: NumberedRun) -> tuple[StoredSession | None, str]:
    """Return the session of a run; without one, why it could not be read, if it should be there."""
    try:
        found = session_of(run.stored)
    except RecordError as error:
        return None, f"What is known of the program could not be read: {error.reason}."
    lost = run.stored.run.session_id is not None and found is None
    return found, "The folder of the session is missing, and with it what is known of the program." if lost else ""


def _essence(run: Run, stored: StoredSession | None) -> object:
    """Return what is equal for runs that the same steps repeat, but for the command."""
    if stored is None:
        return ("", run.git, run.platform.python if run.platform else None, tuple(_packages([run])))
    session = stored.session
    texts = tuple(file.sha256 for file in session.sources)
    changes = session.changes.sha256 if session.changes else None
    return (session.program, session.kind, texts, session.git, changes, session.python, tuple(_packages([run])))


def _source(runs: list[NumberedRun], sessions: dict[str, tuple[StoredSession | None, str]]) -> _Source:
    ids = dict.fromkeys(run.stored.run.session_id or "" for run in runs)
    found = [sessions[key] for key in ids]
    return _Source(
        runs=tuple(runs),
        sessions=tuple(stored for stored, _ in found if stored),
        problems=tuple(dict.fromkeys(problem for _, problem in found if problem)),
    )


def _production(place: int, source: _Source) -> Production:
    session = source.session
    return Production(
        title=clip(session.program) if session else "Recorded from within a program",
        anchor=f"production-{place}",
        models=tuple(_models(source.runs)),
        facts=tuple(_facts(source)),
        steps=tuple(_steps(source)),
        notes=(*source.problems, *_endings(source)),
    )


def _models(runs: Sequence[NumberedRun]) -> Iterator[ModelLink]:
    """Yield the numbers of the models, neighbours as a range."""
    numbers = sorted(run.number for run in runs)
    anchors = {run.number: run_anchor(run) for run in runs}
    start = previous = numbers[0]
    for number in [*numbers[1:], None]:
        if number is not None and number == previous + 1:
            previous = number
            continue
        text = str(start) if start == previous else f"{start}–{previous}"
        yield ModelLink(text, anchors[start])
        if number is not None:
            start = previous = number


def _facts(source: _Source) -> Iterator[Fact]:
    starts = [stored.session.started_at for stored in source.sessions] or [
        run.stored.run.started_at for run in source.runs
    ]
    yield Fact("Started", moment(min(starts)))
    if len(starts) > 1 and source.sessions:
        yield Fact("Started last", moment(max(starts)))
    git = source.git
    if git:
        branch = f" on {git.branch}" if git.branch else ""
        yield Fact("Commit", f"{git.commit[:12]}{branch}{', with uncommitted changes' if git.dirty else ''}")
    if source.session is None:
        yield Fact("Program", "unknown: it recorded by autolog, a callback or record, not under reportgen run")


def _steps(source: _Source) -> Iterator[Step]:
    yield from _code_steps(source)
    python = (source.session.python if source.session else None) or _python(source.first)
    packages = list(_packages(run.stored.run for run in source.runs))
    if packages:
        install = "python -m pip install " + " ".join(shlex.quote(f"{name}=={version}") for name, version in packages)
        said = f"Take Python {python} and these packages" if python else "Take these packages"
        yield Step(f"{said}{_all_packages(source)}:", (install,))
    yield Step(" ".join(_data(source)))
    yield Step(" ".join(_seeds(source)))
    if source.sessions:
        yield Step("Run it:" if len(source.sessions) == 1 else "Run it, once for each line:", tuple(_commands(source)))


def _code_steps(source: _Source) -> Iterator[Step]:
    git, stored = source.git, source.sessions[0] if source.sessions else None
    if git:
        yield Step("Take the program as it was committed:", (f"git checkout {git.commit}",))
    kept = stored.session.changes if stored else None
    if kept and stored:
        whole = "" if kept.kept_bytes == kept.bytes else " (only its beginning and its end were kept)"
        path = shlex.quote(_inside(source, stored, kept.name))
        yield Step(f"Apply the changes that were not committed{whole}:", (f"git apply {path}",))
    elif git and git.dirty:
        yield Step("There were changes that were not committed; they were not kept.")
    if stored and stored.session.sources:
        more = len(stored.session.sources) - 1
        modules = f", and {count(more)} of its own modules beside it" if more else ""
        said = "The program as it ran is kept" if git else "Take the program as it ran, which is kept"
        yield Step(f"{said} in {_inside(source, stored, stored.session.sources[0].name)}{modules}.")


def _inside(source: _Source, stored: StoredSession, name: str) -> str:
    runs = source.runs[0].stored.folder.parent.name or "runs"
    return "/".join((runs, SESSIONS_FOLDER, stored.folder.name, name))


def _python(run: Run) -> str | None:
    return run.platform.python.split(" ")[0] if run.platform and run.platform.python else None


def _packages(runs: Iterable[Run]) -> Iterator[tuple[str, str]]:
    """Yield name and version of the packages that the results can depend on, as the runs imported them."""
    found: dict[str, str] = {}
    for run in runs:
        found |= run.platform.packages if run.platform else {}
    yield from sorted((name, version) for name, version in found.items() if name != _OWN_PACKAGE)


def _all_packages(source: _Source) -> str:
    session = source.session
    if session is None or not session.packages:
        return ""
    place = _inside(source, source.sessions[0], SESSION_FILE)
    return f" (all {count(len(session.packages))} that were installed stand in {place})"


def _data(source: _Source) -> Iterator[str]:
    """Yield a sentence for each place that the data came from."""
    loaders = dict.fromkeys(
        (data.loader, str(data.name.value) if data.name else "")
        for run in source.runs
        if (data := run.stored.run.dataset) is not None
    )
    known = [f"{name or 'the data'} by {loader}" if loader else name for loader, name in loaders if loader or name]
    if known:
        yield f"Load the data: {', '.join(known)}."
    if len(known) < max(1, len(loaders)):
        which = "other data" if known else "the data"
        yield f"Where {which} came from is not known to reportgen: see the program."


def _seeds(source: _Source) -> Iterator[str]:
    seeds = dict.fromkeys((name, str(value)) for run in source.runs for name, value in run.stored.run.seeds.items())
    if seeds:
        said = ", ".join(f"{clip(value)} ({name})" for name, value in seeds)
        yield f"The program sets these seeds itself: {said}."
    unseeded = [run for run in source.runs if not run.stored.run.seeds]
    if unseeded:
        which = (
            ""
            if len(unseeded) == len(source.runs)
            else f" of model {unseeded[0].number}" + (f" and {len(unseeded) - 1} more" if len(unseeded) > 1 else "")
        )
        yield f"No seed was set{': the' if not which else which + ': their'} results will differ a little each time."


def _commands(source: _Source) -> Iterator[str]:
    commands = list(dict.fromkeys(_command(stored.session) for stored in source.sessions))
    yield from commands[:_COMMANDS_SHOWN]
    if len(commands) > _COMMANDS_SHOWN:
        yield f"# and {len(commands) - _COMMANDS_SHOWN} more: see the files session.json"


def _command(session: Session) -> str:
    if session.kind == "notebook":
        return f"reportgen run {shlex.quote(session.program)}"
    # The program of a module is kept as it was typed: "-m package.train".
    program = shlex.split(session.program) if session.kind == "module" else [session.program]
    return shlex.join(["python", *session.flags, *program, *session.arguments])


def _endings(source: _Source) -> Iterator[str]:
    """Yield how sessions ended that did not end well."""
    for stored in source.sessions:
        session = stored.session
        when = f"The one started {moment(session.started_at)}" if len(source.sessions) > 1 else "It"
        if session.signal:
            yield f"{when} was ended by {session.signal}."
        elif session.failed_cell:
            yield f"{when} failed in its code cell {session.failed_cell}."
        elif session.exit_status:
            yield f"{when} ended with exit status {session.exit_status}."
        elif session.exit_status is None:
            yield f"{when} had not ended when this was written, or its end was not recorded."
