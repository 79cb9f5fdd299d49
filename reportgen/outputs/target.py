"""The file a report is written to: looked at before any work, replaced once the new one is complete."""

import os
from pathlib import Path

from reportgen.errors import RenderError, UsageError
from reportgen.store.writing import replace_file


def check_target(target: Path) -> None:
    """Raise UsageError, before any work, if `target` cannot be written."""
    folder = target.absolute().parent
    if target.is_dir():
        raise UsageError(f"{target} is a folder; name a file with -o, such as {target / 'report.pdf'}")
    if not folder.is_dir():
        raise UsageError(f"cannot write {target}: there is no folder {folder}; create it, or choose another with -o")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"cannot write {target}: no permission to write in {folder}; choose another place with -o")


def write_target(target: Path, content: bytes) -> None:
    """Replace `target` by `content` as a whole. Raises RenderError if the disk is full or the folder gone."""
    try:
        replace_file(target.absolute(), content)
    except OSError as error:
        raise RenderError(f"cannot write {target}: {error.strerror or error}. Choose another place with -o") from error
