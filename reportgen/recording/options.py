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

    `predictions` False takes and keeps no predictions. `class_names` are those of the classes 0, 1, …, if any.
    """

    runs: Path
    session_id: str | None = None
    dataset: str | None = None
    name: str | None = None
    predictions: bool = True
    class_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What somebody chose for runs, at the command line or in the program; None and () leave it to the other one."""

    dataset: str | None = None
    name: str | None = None
    predictions: bool | None = None
    class_names: tuple[str, ...] = ()

    def over(self, others: RecordingOptions, runs: Path) -> RecordingOptions:
        """Return options for the folder `runs`: these choices, and `others` where nothing was chosen."""
        return RecordingOptions(
            runs=runs,
            session_id=others.session_id,
            dataset=self.dataset or others.dataset,
            name=self.name or others.name,
            predictions=others.predictions if self.predictions is None else bool(self.predictions),
            class_names=self.class_names or others.class_names,
        )


NO_CHOICES = Choices()

_session: list[RecordingOptions] = []


def join_session(options: RecordingOptions) -> None:
    """Make this process a part of a `reportgen run`: what it records from now on belongs to that session."""
    _session[:] = [options]
    keep_by_default_in(options.runs)


def session_options() -> RecordingOptions | None:
    """Return what was chosen for the session this process is part of; None without one."""
    record_now()
    return _session[0] if _session else None


def choose(runs: str | os.PathLike[str], choices: Choices) -> RecordingOptions:
    """Return what the program chose; what it did not say keeps the session's value, where there is a session."""
    return choices.over(session_options() or RecordingOptions(Path(DEFAULT_RUNS)), runs_folder(runs))


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
