"""What this process knows of a notebook if it is the kernel of one: the cell that code is from, where to show a line.

Imports no IPython: where it is not loaded, there is no notebook.
"""

import contextlib
import re
import sys
from pathlib import Path
from typing import Any

_NUMBER = re.compile(r"\d+")


def _shell() -> Any:
    """Return IPython's shell in this process, None without one."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", None)
    return get_ipython() if callable(get_ipython) else None


def in_notebook() -> bool:
    """Return True in the kernel of a notebook, where more than text can be shown; False in a terminal's IPython."""
    return getattr(_shell(), "kernel", None) is not None


def cell_of(filename: str) -> int | None:
    """Return n of the In [n] that IPython compiled as the file `filename`, such as /tmp/ipykernel_42/31415.py."""
    name_of = getattr(getattr(_shell(), "compile", None), "format_code_name", None)
    if not callable(name_of):
        return None
    kind_and_name = name_of(filename)  # ("Cell", "In[3]")
    number = _NUMBER.search(kind_and_name[1]) if kind_and_name else None
    return int(number[0]) if number else None


def show_recording(runs: Path) -> None:
    """Show below the running cell, if there is one, where its trainings are recorded. Does not raise."""
    with contextlib.suppress(Exception):
        if in_notebook():
            from IPython.display import display

            display(_recording(runs), raw=True)  # type: ignore[no-untyped-call]


def _recording(runs: Path) -> dict[str, str]:
    from html import escape
    from urllib.parse import quote

    # Jupyter resolves a path in a link from the folder of the notebook, where the kernel was started.
    is_here = runs.is_relative_to(Path.cwd())
    shown = str(runs.relative_to(Path.cwd()) if is_here else runs)
    target = escape(quote(shown) if is_here else runs.as_uri())
    line = "reportgen records every fit into "
    return {
        "text/plain": line + shown,
        "text/html": f'{line}<a href="{target}" target="_blank">{escape(shown)}</a>',
    }
