"""Reading records from disk: whatever is readable comes back, whatever is not is named with its reason.

Takes folders; gives a `Library` of runs, each with its epochs, and the problems met. Never writes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from reportgen.errors import NewerFormatError, NoRunsError, RecordError
from reportgen.records.format import FORMAT_VERSION, major
from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.records.session import Session
from reportgen.records.values import storable
from reportgen.store.layout import HISTORY_FILE, RUN_FILE, SESSION_FILE, SESSIONS_FOLDER
from reportgen.store.process import is_gone

R = TypeVar("R", Run, Session)
_EPOCH_DECODER = msgspec.json.Decoder(Epoch)


@dataclass(frozen=True)
class Problem:
    """A file that could not be read, or not wholly. `skipped` if its run is missing from the library."""

    path: Path
    reason: str
    skipped: bool = True


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

    Raises:
        NoRunsError: a path does not exist, is no folder, or not one run could be found in any of them.
    """
    runs: dict[str, StoredRun] = {}
    problems: list[Problem] = []
    for folder in run_folders(paths):
        try:
            stored = read_run(folder, problems)
        except RecordError as error:
            problems.append(Problem(folder / RUN_FILE, str(error)))
            continue
        if stored.run.id in runs:
            first = runs[stored.run.id].folder
            problems.append(Problem(folder, f"has the same id as {first}, which was read before"))
            continue
        runs[stored.run.id] = stored
    return Library(tuple(sorted(runs.values(), key=_by_start)), tuple(problems))


def _by_start(stored: StoredRun) -> tuple[float, str]:
    return stored.run.started_at.timestamp(), stored.run.id


def run_folders(paths: Iterable[Path]) -> list[Path]:
    """Return the run folders in `paths`, each once, in the order of their names.

    Raises NoRunsError if a path is no folder, or if there is no run in any of them.
    """
    listed = list(paths)
    folders = {folder.resolve(): folder for path in listed for folder in _folders_in(path)}
    if not folders:
        names = ", ".join(str(path) for path in listed)
        raise NoRunsError(f"no runs in {names}: record one with 'reportgen run train.py', or try 'reportgen demo'")
    return list(folders.values())


def _folders_in(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise NoRunsError(f"no such folder: {path}. Name a folder that holds runs, such as 'runs'")
    if not path.is_dir():
        raise NoRunsError(f"{path} is a file; name the folder of a run, or a folder that holds runs")
    if (path / RUN_FILE).exists():
        yield path
        return
    root = path.resolve()
    for child in sorted(path.iterdir()):
        if child.name != SESSIONS_FOLDER and (child / RUN_FILE).is_file() and child.resolve().parent == root:
            yield child


def read_run(folder: Path, problems: list[Problem]) -> StoredRun:
    """Read one run and its history; a torn or unreadable line of the history is added to `problems`.

    Raises:
        RecordError: `run.json` is missing, truncated, not JSON, of a newer major version, or has a wrong type.
    """
    run = _read_record(folder / RUN_FILE, Run)
    if run.state == "running" and is_gone(run.process):
        run = msgspec.structs.replace(run, state="killed")
    return StoredRun(run, _read_history(folder / HISTORY_FILE, problems), folder)


def read_session(folder: Path) -> Session:
    """Read `session.json` of `folder`. Raises RecordError as `read_run` does."""
    return _read_record(folder / SESSION_FILE, Session)


def _read_record(path: Path, record_type: type[R]) -> R:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordError(f"cannot be read: {error.strerror or error}") from error
    try:
        _check_version(content)
        return msgspec.json.decode(content, type=record_type)
    except msgspec.ValidationError as error:
        raise RecordError(f"does not hold what the format asks for: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RecordError(f"is not JSON, perhaps cut off: {error}") from error


class _Version(msgspec.Struct):
    format_version: str
    generator: str = ""


def _check_version(content: bytes) -> None:
    found = msgspec.json.decode(content, type=_Version)
    try:
        number = major(found.format_version)
    except ValueError:
        raise RecordError(f"format_version is {found.format_version!r}, expected e.g. {FORMAT_VERSION!r}") from None
    if number > major(FORMAT_VERSION):
        newer = found.generator or f"a reportgen that reads format {number}"
        raise NewerFormatError(
            f"has format {found.format_version}, this reportgen reads up to {major(FORMAT_VERSION)}.x: install {newer}"
        )


def _read_history(path: Path, problems: list[Problem]) -> tuple[Epoch, ...]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        problems.append(Problem(path, f"cannot be read: {error.strerror or error}", skipped=False))
        return ()
    return tuple(_epochs(content, path, problems))


def _epochs(content: bytes, path: Path, problems: list[Problem]) -> Iterator[Epoch]:
    lines = content.split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _decode_epoch(line)
        except RecordError as error:
            torn = "was being written when the training ended" if number == len(lines) else str(error)
            problems.append(Problem(path, f"line {number} {torn}; left out", skipped=False))


def _decode_epoch(line: bytes) -> Epoch:
    """Decode one line; bare NaN and Infinity, as Python's json module writes them, are understood too."""
    try:
        return _EPOCH_DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return msgspec.convert(storable(json.loads(line)), Epoch)
    except msgspec.ValidationError as error:
        raise RecordError(f"does not hold an epoch: {error}") from error
    except (ValueError, RecursionError) as error:
        raise RecordError(f"is not JSON: {error}") from error
