"""A session: the folder that keeps how runs came about, opened before a program starts and closed after its end.

Takes what was started; gives `session.json` and the files it names: source, console, uncommitted changes. What takes
a while to find (commit, changes, packages) is gathered by a thread, off the program's path. A session
that could not be closed, because its process was killed, reads as far as it was known.
"""

import contextlib
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

import reportgen
from reportgen.errors import UsageError
from reportgen.recording.background import in_background
from reportgen.recording.console import put_together
from reportgen.recording.git import commit_of, uncommitted_changes
from reportgen.recording.kept import keep_source, keep_whole
from reportgen.recording.packages import installed_packages
from reportgen.recording.recorder import now
from reportgen.recording.redaction import Secrets, redacted, secrets_of
from reportgen.recording.sources import kept_modules
from reportgen.records.format import FORMAT_VERSION
from reportgen.records.session import KeptFile, Session
from reportgen.store.layout import CHANGES_FILE, NOTEBOOK_SOURCE_FILE, PROGRAM_FILE
from reportgen.store.writing import claim_session, write_session

_WAIT_SECONDS = 3.0


@dataclass(frozen=True)
class Start:
    """What a session starts. `program` is shown for it; `source` is its main file, None if there is none to keep.

    `source_path` is shown for that file (empty: `program`). No path may name a user.
    `arguments` are the program's own, `flags` those of Python before them, both as typed; `python` the interpreter.
    """

    program: str
    kind: Literal["script", "module", "notebook"] = "script"
    arguments: Sequence[str] = ()
    flags: Sequence[str] = ()
    source: bytes | None = None
    source_path: str = ""
    python: str = sys.executable


@dataclass(frozen=True)
class OpenSession:
    """A session that is going on. `session` is what was known when it began."""

    folder: Path
    session: Session
    secrets: Secrets
    gathered: Future[Mapping[str, Any]]

    @property
    def id(self) -> str:
        """The id of the session: the name of its folder."""
        return self.folder.name


def open_session(runs: Path, start: Start) -> OpenSession:
    """Claim a folder in `runs` for a session and write down what is known of it before the program starts.

    Raises:
        UsageError: `runs` cannot be written.
    """
    started_at = now()
    secrets = secrets_of([*start.flags, *start.arguments], os.environ)
    try:
        folder = claim_session(runs, started_at)
        session = Session(
            format_version=FORMAT_VERSION,
            id=folder.name,
            program=start.program,
            kind=start.kind,
            started_at=started_at,
            arguments=redacted(start.arguments, secrets),
            flags=redacted(start.flags, secrets),
            python=platform.python_version(),
            sources=_keep_main(folder, start, secrets),
            generator=f"reportgen {reportgen.__version__}",
        )
        write_session(folder, session)
    except OSError as error:
        raise UsageError(
            f"cannot write in {runs}: {error.strerror or error}. Choose another folder for the runs with --runs"
        ) from error
    return OpenSession(folder, session, secrets, _gather(folder, session, start, secrets))


def _keep_main(folder: Path, start: Start, secrets: Secrets) -> tuple[KeptFile, ...]:
    if start.source is None:
        return ()
    path = start.source_path or start.program
    if start.kind == "notebook":  # half of it would be no notebook
        return (keep_whole(start.source, folder, NOTEBOOK_SOURCE_FILE, path, secrets),)
    return (keep_source(start.source, folder, PROGRAM_FILE, path, secrets),)


def _gather(folder: Path, session: Session, start: Start, secrets: Secrets) -> Future[Mapping[str, Any]]:
    """Find what takes a while in a thread, and add it to session.json at once: this process may be killed."""
    future: Future[Mapping[str, Any]] = Future()

    def gather() -> None:
        found: dict[str, Any] = {}
        with contextlib.suppress(Exception):  # a thread would print it between the program's lines
            _find(folder, start, secrets, found)
        if future.set_running_or_notify_cancel():  # else the session was closed without
            with contextlib.suppress(Exception):
                write_session(folder, msgspec.structs.replace(session, **found))
            future.set_result(found)

    in_background(gather)
    return future


def _find(folder: Path, start: Start, secrets: Secrets, found: dict[str, Any]) -> None:
    here = Path()
    found["git"] = commit_of(here)
    changes = uncommitted_changes(here) if found["git"] else None
    if changes is not None and changes.total:
        found["changes"] = changes.write(folder, CHANGES_FILE, secrets)
    found["packages"] = installed_packages(start.python)


def close_session(
    opened: OpenSession,
    *,
    exit_status: int,
    signal: str | None = None,
    notebook: KeptFile | None = None,
    failed_cell: int | None = None,
) -> str | None:
    """Complete `session.json`; return what went wrong, which must not cost the person their report. Does not raise.

    `exit_status` is 128 + n for a program that signal n ended; `signal` is then its name. `notebook` describes the
    executed notebook in the folder of the session, `failed_cell` counts its code cells from 1.
    """
    try:
        session = msgspec.structs.replace(
            opened.session,
            **_found(opened),
            ended_at=now(),
            exit_status=exit_status,
            signal=signal,
            sources=(*opened.session.sources, *kept_modules(opened.folder, opened.secrets)),
            console=put_together(opened.folder, opened.secrets),
            notebook=notebook,
            failed_cell=failed_cell,
        )
        write_session(opened.folder, session)
    except OSError as error:
        return f"the session could not be completed in {opened.folder}: {error.strerror or error}"
    return None


def _found(opened: OpenSession) -> Mapping[str, Any]:
    """Return what was gathered; what takes too long is left out."""
    try:
        return opened.gathered.result(_WAIT_SECONDS)
    except FutureTimeoutError:
        return {} if opened.gathered.cancel() else opened.gathered.result()
