"""What the person who records chose: where the runs go, and the names to give; and the session all this is part of."""

import os
from dataclasses import dataclass
from pathlib import Path

from reportgen.store.layout import DEFAULT_RUNS


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


def session_id() -> str | None:
    """Return the id of the session this process is part of; None without one."""
    return _session[0].session_id if _session else None


def runs_folder(runs: str | os.PathLike[str] = DEFAULT_RUNS) -> Path:
    """Return `runs` as an absolute path: the program may change its working folder before it trains.

    The folder that nobody chose is the session's, where there is one.
    """
    if _session and os.fspath(runs) == DEFAULT_RUNS:
        return _session[0].runs
    try:
        return Path(runs).absolute()
    except FileNotFoundError:
        return Path(runs)  # the working folder is gone: writing will tell
