"""What Python imports before the program: starts the recording, then makes room for the user's own `sitecustomize`.

Only `reportgen.recording.program` puts this folder on a path.
"""

import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent
_PACKAGE_HOME = str(_FOLDER.parents[2])


def _is_here(entry: str) -> bool:
    return entry.endswith("startup") and Path(entry).resolve() == _FOLDER


def _start_recording() -> None:
    # reportgen may lie where only the parent looked: in its working folder, for one.
    before = list(sys.path)
    sys.path.append(_PACKAGE_HOME)
    try:
        from reportgen.recording.child import begin
    finally:
        sys.path[:] = before
    begin()


def _run_the_users_own() -> None:
    spec = PathFinder.find_spec("sitecustomize")
    if spec is not None and spec.loader is not None:
        module = module_from_spec(spec)
        sys.modules["sitecustomize"] = module
        spec.loader.exec_module(module)


sys.path[:] = [entry for entry in sys.path if not _is_here(entry)]
_start_recording()
_run_the_users_own()
