"""The file or folder a report is written to: looked at before any work, replaced once the new one is complete."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from reportgen.errors import RenderError, UsageError


def check_target(target: Path, example: str = "report.pdf") -> None:
    """Raise UsageError, before any work, if `target` cannot be written; `example` is a good name for it."""
    folder = target.absolute().parent
    if target.is_dir():
        raise UsageError(f"{target} is a folder; name a file with -o, such as {target / example}")
    _check_writable(target, folder)


def check_folder(target: Path) -> None:
    """Raise UsageError, before any work, if files cannot be written into the folder `target`, or it cannot be made."""
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file, and this format is a folder of files; name another with -o")
    _check_writable(target, target if target.is_dir() else target.absolute().parent)


def _check_writable(target: Path, folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(f"cannot write {target}: there is no folder {folder}; create it, or choose another with -o")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"cannot write {target}: no permission to write in {folder}; choose another place with -o")


def write_target(target: Path, content: bytes | Iterable[bytes]) -> None:
    """Replace `target` by `content`, which may come in pieces, as a whole.

    Raises RenderError if the disk is full or the folder gone.
    """
    # Not with this module: what is begun when a target was looked at begins sooner.
    from reportgen.store.writing import replace_file

    try:
        replace_file(target.absolute(), content)
    except OSError as error:
        raise RenderError(f"cannot write {target}: {error.strerror or error}. Choose another place with -o") from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace the files in `folder` that `files` names, by their paths in it; whatever else is there stays.

    Raises RenderError if the disk is full or the folder gone.
    """
    from reportgen.store.writing import replace_file

    try:
        for name, content in files.items():
            path = folder.absolute() / name
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
    except OSError as error:
        raise RenderError(f"cannot write {folder}: {error.strerror or error}. Choose another place with -o") from error
