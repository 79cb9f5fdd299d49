"""The names of the files and folders of a store, and the claiming of new ones.

runs/20260926T135012Z-convnet2layers-3f9a/{run.json, history.jsonl}
runs/sessions/20260926T135001Z-9c1e/{session.json, program.py, source/…, console.log, changes.diff}

The session of a notebook has program.ipynb, as it was, and the notebook with its results under its own name, or
notebook.ipynb where a system would not take that.
"""

import errno
import os
import re
import stat
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

RUN_FILE = "run.json"
HISTORY_FILE = "history.jsonl"
PREDICTIONS_FILE = "predictions.npz"
SAMPLES_FILE = "samples.npz"
SESSION_FILE = "session.json"
SESSIONS_FOLDER = "sessions"
PROGRAM_FILE = "program.py"
SOURCE_FOLDER = "source"
CONSOLE_FILE = "console.log"
CHANGES_FILE = "changes.diff"
NOTEBOOK_FILE = "notebook.ipynb"
NOTEBOOK_SOURCE_FILE = "program.ipynb"
DEFAULT_RUNS = "runs"

_LONGEST_SLUG = 40
_TRIES = 100


def slug(name: str) -> str:
    """Return `name` as a part of a file name: ASCII letters, digits and hyphens, at most 40 characters."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:_LONGEST_SLUG].strip("-") or "run"


def claim(parent: Path, started_at: datetime, name: str = "") -> Path:
    """Create and return a new folder in `parent` that no other process has: `mkdir` succeeds only once.

    Raises:
        OSError: `parent` cannot be made or written to.
    """
    _make_parent(parent)
    stem = f"{started_at.astimezone(UTC):%Y%m%dT%H%M%SZ}" + (f"-{slug(name)}" if name else "")
    for tries in range(_TRIES):
        # Four digits read well; a program that begins thousands of runs in a second gets more.
        folder = parent / f"{stem}-{os.urandom(2 + tries // 10).hex()}"
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        _open_to_owner(folder)
        return folder
    raise FileExistsError(errno.EEXIST, "no free name for a new folder", str(parent))


def _make_parent(folder: Path) -> None:
    if folder.is_dir():
        return
    if folder.is_symlink():
        raise FileNotFoundError(errno.ENOENT, "is a link to a folder that does not exist", str(folder))
    if not folder.parent.is_dir():
        _make_parent(folder.parent)
    folder.mkdir(exist_ok=True)
    _open_to_owner(folder)


def _open_to_owner(folder: Path) -> None:
    """Let the owner into a new folder, whatever the program's umask."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & stat.S_IRWXU != stat.S_IRWXU:
        folder.chmod(mode | stat.S_IRWXU)
