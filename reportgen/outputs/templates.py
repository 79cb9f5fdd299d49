"""Where the templates are, and what may be read from there: the reader of every file a report is made from."""

import os
from collections.abc import Sequence
from pathlib import Path

from reportgen.built_in import built_in_folder
from reportgen.errors import TemplateError

# Of this system, beside the one that names are written with.
_SEPARATORS = {os.sep, os.altsep} - {None}


def template_folders(own: Path | None) -> tuple[Path, ...]:
    """Return the folders in which a template is looked for: the user's own before the built-in one.

    Raises:
        TemplateError: the user's folder does not exist.
    """
    if own is None:
        return (built_in_folder(),)
    if not own.is_dir():
        raise TemplateError(
            f"--templates {own}: no such folder. Name a folder with templates that replace built-in ones"
        )
    return (own, built_in_folder())


def template_file(folders: Sequence[Path], name: str) -> Path | None:
    """Return the file `name` ("css/page.css") of the first folder that has it; None if none has, or if it leads out."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if any(part == os.pardir or _SEPARATORS.intersection(part) for part in parts):
        return None
    return next((path for folder in folders if (path := folder.joinpath(*parts)).is_file()), None)
