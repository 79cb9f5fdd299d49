"""Reading records from disk: whatever is readable comes back, whatever is not is named with its reason.

Takes folders; gives a `Library` of runs, each with its epochs, and the problems met. Never writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from reportgen.errors import RecordError
from reportgen.language import N_
from reportgen.language.later import later
from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.records.session import Session
from reportgen.store.content import decode, read_content
from reportgen.store.folders import run_folders
from reportgen.store.history import read_history
from reportgen.store.layout import HISTORY_FILE, RUN_FILE, SESSION_FILE
from reportgen.store.problems import Problem
from reportgen.store.versions import Version, check_version

__all__ = ["Library", "Problem", "StoredRun", "read_library", "read_run", "read_session"]

R = TypeVar("R", Run, Session)

_RUN = msgspec.json.Decoder(Run)
_SESSION = msgspec.json.Decoder(Session)
_VERSION = msgspec.json.Decoder(Version)


@dataclass(frozen=True)
class StoredRun:
    """A run as read from disk, with its finished epochs in order."""

    run: Run
    epochs: tuple[Epoch, ...]
    folder: Path


@dataclass(frozen=True)
class Library:
    """The runs read, sorted by start time and id, and the problems met on the way."""

    runs: tuple[StoredRun, ...]
    problems: tuple[Problem, ...] = ()


def read_library(paths: Sequence[Path]) -> Library:
    """Read every run in `paths`: run folders, or folders that hold run folders.

    A run keeps the id in its `run.json`, whatever its folder is called. Of two runs of one id, the first
    in the order of the paths and names is read.

    Raises:
        NoRunsError: there is no run in any of the paths, not even a damaged one.
    """
    runs: dict[str, StoredRun] = {}
    problems: list[Problem] = []
    for folder in run_folders(paths, problems):
        try:
            stored = read_run(folder, problems)
        except RecordError as error:
            problems.append(Problem(folder / RUN_FILE, error.reason))
            continue
        first = runs.setdefault(stored.run.id, stored)
        if first is not stored:
            message = N_("has the same id as {folder}, which was read before")
            problems.append(Problem(folder / RUN_FILE, later(message, folder=first.folder)))
    return Library(tuple(sorted(runs.values(), key=_by_start)), tuple(problems))


def _by_start(stored: StoredRun) -> tuple[float, str]:
    return stored.run.started_at.timestamp(), stored.run.id


def read_run(folder: Path, problems: list[Problem]) -> StoredRun:
    """Read one run and its history; a torn or unreadable line of the history is added to `problems`.

    A run that says it is running, but whose process has ended, was killed.

    Raises:
        RecordError: `run.json` is missing, truncated, not JSON, of a newer major version, or has a wrong type.
    """
    run = _read_record(folder / RUN_FILE, _RUN)
    if run.state == "running":
        from reportgen.store.process import is_gone  # needs psutil

        run = msgspec.structs.replace(run, state="killed") if is_gone(run.process) else run
    return StoredRun(run, read_history(folder / HISTORY_FILE, problems), folder)


def read_session(folder: Path) -> Session:
    """Read `session.json` of `folder`. Raises RecordError as `read_run` does."""
    return _read_record(folder / SESSION_FILE, _SESSION)


def _read_record(path: Path, decoder: msgspec.json.Decoder[R]) -> R:
    content = read_content(path)
    try:
        record = decode(content, decoder, path)
    except RecordError as error:
        if isinstance(error.__cause__, msgspec.ValidationError):
            # A newer major version may have changed any field: then that is the reason to tell.
            check_version(decode(content, _VERSION, path), path)
        raise
    check_version(Version(record.format_version, record.generator), path)
    return record
