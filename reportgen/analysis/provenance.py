"""Which runs were produced alike: by sessions that repeat one another, or without a session in the same surroundings.

Takes the runs of a report; gives them by where they come from. Each `session.json` is read once.
"""

from collections.abc import Iterable, Sequence

import msgspec

from reportgen.analysis.selection import NumberedRun
from reportgen.errors import RecordError
from reportgen.language import _
from reportgen.language.later import said
from reportgen.records.run import Git, Run
from reportgen.records.session import Session
from reportgen.store.sessions import StoredSession, session_of

_OWN_PACKAGE = "keras-reportgen"


class Source(msgspec.Struct, frozen=True):
    """Where runs come from. `sessions` repeat one another but for the command; none of them: recorded without one.

    `problems` say why a session that there should be could not be read. `packages` are those that the runs imported
    and that their results can depend on, by name.
    """

    runs: tuple[NumberedRun, ...]
    sessions: tuple[StoredSession, ...]
    problems: tuple[str, ...]
    packages: dict[str, str]

    @property
    def session(self) -> Session | None:
        """The first of the sessions."""
        return self.sessions[0].session if self.sessions else None

    @property
    def git(self) -> Git | None:
        """The commit of the sessions, without them that of the runs."""
        return (self.session.git if self.session else None) or self.runs[0].stored.run.git

    @property
    def python(self) -> str | None:
        """The version of Python."""
        return (self.session.python if self.session else None) or _python_of(self.runs[0].stored.run)


class _Session(msgspec.Struct, frozen=True):
    """The runs of one session; `stored` is None if they had none, or if it could not be read: `problem` says why."""

    runs: tuple[NumberedRun, ...]
    stored: StoredSession | None
    problem: str


def find_sources(runs: Sequence[NumberedRun]) -> tuple[Source, ...]:
    """Return the sources of `runs`, in the order of their first runs."""
    alike: dict[object, list[_Session]] = {}
    for found in _sessions(runs):
        alike.setdefault(_essence(found), []).append(found)
    return tuple(map(_source, alike.values()))


def _sessions(runs: Sequence[NumberedRun]) -> Iterable[_Session]:
    by_session: dict[str, list[NumberedRun]] = {}
    for run in runs:
        # Runs without a session have nothing in common yet.
        key = run.stored.run.session_id
        by_session.setdefault(f"without {run.number}" if key is None else f"session {key}", []).append(run)
    return [_Session(tuple(group), *_read(group)) for group in by_session.values()]


def _read(runs: Sequence[NumberedRun]) -> tuple[StoredSession | None, str]:
    """Return the session of runs; without one why it could not be read, if it should be there."""
    if runs[0].stored.run.session_id is None:
        return None, ""
    problem = _("The folder of its session is missing, and with it what is known of the program.")
    # A program may write runs into a folder of its own, beside which there is no session.
    for run in {run.stored.folder.parent: run for run in runs}.values():
        try:
            stored = session_of(run.stored)
        except RecordError as error:
            # Translators: {reason} says what is wrong with the file: "is missing".
            told = _("What is known of the program could not be read: its session {reason}.")
            problem = told.format(reason=said(error.reason))
        else:
            if stored is not None:
                return stored, ""
    return None, problem


def _essence(found: _Session) -> object:
    """Return what is equal for sessions that the same steps repeat, whatever their arguments."""
    packages = tuple(sorted(packages_of(found.runs).items()))
    first = found.runs[0].stored.run
    if found.stored is None:
        return (found.problem, first.git, _python_of(first), packages)
    session = found.stored.session
    files = tuple(file.sha256 or session.id for file in session.sources)
    return (session.program, session.kind, files, session.git, _changes(session), session.python, packages)


def _changes(session: Session) -> str | None:
    """Return what stands for the uncommitted changes: of unknown ones the session, as no other has surely the same."""
    if session.git is None or not session.git.dirty:
        return None
    return (session.changes.sha256 if session.changes else None) or session.id


def _source(sessions: Sequence[_Session]) -> Source:
    runs = sorted((run for found in sessions for run in found.runs), key=lambda run: run.number)
    return Source(
        runs=tuple(runs),
        sessions=tuple(found.stored for found in sessions if found.stored),
        problems=tuple(dict.fromkeys(found.problem for found in sessions if found.problem)),
        packages=packages_of(runs),
    )


def packages_of(runs: Iterable[NumberedRun]) -> dict[str, str]:
    """Return the versions of the packages that `runs` imported and that their results can depend on, by name."""
    found: dict[str, str] = {}
    for run in runs:
        found |= _packages_of(run.stored.run)
    return dict(sorted(found.items()))


def _packages_of(run: Run) -> dict[str, str]:
    platform = run.platform
    if platform is None:
        return {}
    named = {"keras": platform.keras, platform.backend: platform.backend_version}
    known = {name: version for name, version in named.items() if name and version}
    return {name: version for name, version in (known | platform.packages).items() if name != _OWN_PACKAGE}


def _python_of(run: Run) -> str | None:
    """Return "3.11.7" of "3.11.7 (64 bit)"."""
    return run.platform.python.partition(" ")[0] if run.platform and run.platform.python else None
