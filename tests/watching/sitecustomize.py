"""Notes what a process and all that it starts do: put this folder on PYTHONPATH, and name a file in WATCHED_NOTES.

Each line of the file is a list in JSON: the number of the process, what it did, and to what. "opened" are files below
the folder WATCHED_FOLDER, "imported" packages, "laid out" pages by their number, "framed" pages that got margins, and
"drawn" charts. The machine seems to have WATCHED_PROCESSORS processors.
"""

import importlib.abc
import importlib.util
import json
import os
import sys
from collections.abc import Callable
from typing import Any

_FOLDER = os.environ["WATCHED_FOLDER"] + os.sep
_NOTES = os.open(os.environ["WATCHED_NOTES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
# By module: a function of it, what it does, and to what, told by its arguments.
_CALLS: dict[str, tuple[str, str, Callable[..., str]]] = {
    "weasyprint.layout": ("make_margin_boxes", "framed", lambda *_of_a_page: ""),
    "weasyprint.layout.page": ("make_page", "laid out", lambda *arguments: str(arguments[4])),
    "reportgen.figures.kinds": ("draw_sheet", "drawn", lambda chart, *_look: repr(chart)),
}


def _note(did: str, what: str) -> None:
    os.write(_NOTES, (json.dumps([os.getpid(), did, what]) + "\n").encode())


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(_FOLDER):
        _note("opened", arguments[0])
    elif event == "import" and "." not in arguments[0]:
        _note("imported", arguments[0])


class _Wrapping(importlib.abc.MetaPathFinder):
    """Wraps the functions of `_CALLS` when their modules have been loaded."""

    def find_spec(self, name: str, *_where: Any) -> Any:
        if name not in _CALLS:
            return None
        function, did, what = _CALLS.pop(name)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def load_and_wrap(module: Any) -> None:
            load(module)
            original = getattr(module, function)

            def noted(*arguments: Any, **options: Any) -> Any:
                _note(did, what(*arguments, **options))
                return original(*arguments, **options)

            setattr(module, function, noted)

        spec.loader.exec_module = load_and_wrap
        return spec


os.sched_getaffinity = lambda _process: set(range(int(os.environ["WATCHED_PROCESSORS"])))
sys.meta_path.insert(0, _Wrapping())
sys.addaudithook(_hear)
