"""The folder of the runs where nobody named one: `runs` in the working folder, or that of a session.

A program under `reportgen run` may work in another folder than the command: a notebook works in its own.
"""

import os
from pathlib import Path

from reportgen.store.layout import DEFAULT_RUNS

_of_session: list[Path] = []


def keep_by_default_in(runs: Path) -> None:
    """Let `runs` be the folder from now on, in this process."""
    _of_session[:] = [runs]


def named_or_default(runs: str | os.PathLike[str]) -> Path:
    """Return `runs` as it is named; for the default of the functions that take a folder, that of the session."""
    return _of_session[0] if _of_session and os.fspath(runs) == DEFAULT_RUNS else Path(runs)
