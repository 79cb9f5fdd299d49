"""What the person who records chose: where the runs go, and the names to give; and the session all this is part of."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from reportgen.recording.child_processes import record_now
from reportgen.store.default_runs import keep_by_default_in
from reportgen.store.layout import DEFAULT_RUNS, SESSIONS_FOLDER


@dataclass(frozen=True)
class RecordingOptions:
    """Where runs are written and what they are called; `name` and `dataset` None are found by themselves.

    `predictions` False keeps no predictions.
    """

    runs: Path
    session_id: str | None = None
    dataset: str | None = None
    name: str | None = None
    predictions: bool = True


_session: list[RecordingOptions] = []


def join_session(options: RecordingOptions) -> None:
    """Make this process a part of a `reportgen run`: what it records from now on belongs to that session."""
    _session[:] = [options]
    keep_by_default_in(options.runs)


def session_options() -> RecordingOptions | None:
    """Return what was chosen for the session this process is part of; None without one."""
    record_now()
    return _session[0] if _session else None


def choose(
    runs: str | os.PathLike[str] = DEFAULT_RUNS, *, dataset: str | None = None, name: str | None = None
) -> RecordingOptions:
    """Return what the program chose; what it did not say keeps the session's value, where there is a session."""
    session = session_options() or RecordingOptions(Path(DEFAULT_RUNS))
    return RecordingOptions(
        runs=runs_folder(runs),
        session_id=session.session_id,
        dataset=dataset or session.dataset,
        name=name or session.name,
        predictions=session.predictions,
    )


def runs_folder(runs: str | os.PathLike[str] = DEFAULT_RUNS) -> Path:
    """Return `runs` as an absolute path: the program may change its working folder before it trains.

    The folder that nobody chose is the session's, where there is one. Another one is noted for the session's report.
    """
    session = session_options()
    if session and os.fspath(runs) == DEFAULT_RUNS:
        return session.runs
    try:
        folder = Path(runs).absolute()
    except FileNotFoundError:
        return Path(runs)  # the working folder is gone: writing will tell
    if session and session.session_id and folder != session.runs:
        with contextlib.suppress(OSError), _note_of(session.runs, session.session_id).open("a") as note:
            note.write(f"{folder}\n")
    return folder


def _note_of(runs: Path, session_id: str) -> Path:
    return runs / SESSIONS_FOLDER / session_id / "elsewhere"


def take_folders_elsewhere(runs: Path, session_id: str) -> tuple[Path, ...]:
    """Return the folders other than `runs` that the processes of a session chose for their runs, and drop the note."""
    note = _note_of(runs, session_id)
    try:
        folders = note.read_text().splitlines()
        note.unlink()
    except (OSError, ValueError):
        return ()
    return tuple(folder for line in dict.fromkeys(folders) if (folder := Path(line)).is_dir())
