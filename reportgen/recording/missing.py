"""What is said of a program or notebook that is not there: the nearest file that is."""

import difflib
import shlex
from collections.abc import Sequence
from pathlib import Path

from reportgen.errors import ProgramError

_PROGRAMS = (".py", ".ipynb")


def missing_program(path: Path, arguments: Sequence[str] = ()) -> ProgramError:
    """Return the error for a `path` where there is nothing, called with `arguments`."""
    kind = "notebook" if path.suffix.lower() == ".ipynb" else "program"
    return ProgramError(f"no such {kind}: {path}. {_hint(path, arguments)}")


def _hint(path: Path, arguments: Sequence[str]) -> str:
    if path.name.startswith("python") and arguments:
        return f"Leave it out: reportgen run {shlex.join(arguments)}"
    near = _nearest(path)
    if near is not None:
        return f"Did you mean {str(near)!r}?"
    return "Name a Python file or a notebook, as in 'reportgen run train.py'"


def _nearest(path: Path) -> Path | None:
    """Return the program beside `path` whose name is most like its name, with or without the ending."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in _PROGRAMS)
    except OSError:
        return None
    spellings = {spelling.lower(): name for name in names for spelling in (name, Path(name).stem)}
    near = difflib.get_close_matches(path.name.lower(), spellings, n=1)
    return path.with_name(spellings[near[0]]) if near else None
