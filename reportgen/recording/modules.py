"""The program's own modules, copied as they are imported: once its first training has begun, and at its end.

Runs in the program's process, and imports little for it. Gives files in the folder of the session, which the
parent describes when it closes it.
"""

import atexit
import contextlib
import os
import sys
import threading
from pathlib import Path

from reportgen.recording.background import in_background
from reportgen.recording.program_code import is_program_file
from reportgen.store.layout import PROGRAM_FILE, SOURCE_FOLDER

_MAINS = ("__main__", "__mp_main__")
_MOST_FILES = 200
_MOST_BYTES = 1_000_000
_WAIT_SECONDS = 2.0


class _Modules:
    """Where the modules of this process are kept, and whether a thread has done so; a fork keeps none."""

    process: int = 0
    folder: Path
    started_in: Path
    with_main: bool
    done: threading.Event | None = None


def keep_modules(folder: Path, *, with_main: bool = False) -> None:
    """Keep the modules that the program will have imported, in the `folder` of its session, when it ends.

    `with_main` keeps the main file as well, that of a program which the program has started.
    """
    _Modules.with_main = with_main
    _Modules.process, _Modules.folder, _Modules.started_in = os.getpid(), folder, Path.cwd()
    atexit.register(_keep_the_rest)


def keep_modules_soon() -> None:
    """Keep the modules imported so far, off the program's path: a training may be killed. Does not raise."""
    if _Modules.process == os.getpid() and _Modules.done is None:
        _Modules.done = in_background(_keep)


def _keep_the_rest() -> None:
    if _Modules.process == os.getpid():
        if _Modules.done is not None:
            _Modules.done.wait(_WAIT_SECONDS)
        _keep()


def _keep() -> None:
    with contextlib.suppress(Exception):
        size = 0
        for relative, path in own_modules(_Modules.started_in, with_main=_Modules.with_main)[:_MOST_FILES]:
            with contextlib.suppress(OSError):
                more = path.stat().st_size
                if size + more <= _MOST_BYTES:
                    size += more
                    _copy(path, _Modules.folder / SOURCE_FOLDER / relative)


def _copy(path: Path, target: Path) -> None:
    content = path.read_bytes()
    program = _Modules.folder / PROGRAM_FILE
    if program.is_file() and program.read_bytes() == content:
        return  # the program has started itself
    target.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError), target.open("xb") as file:  # the first copy is the nearest to what ran
        file.write(content)


def own_modules(started_in: Path, *, with_main: bool = False) -> list[tuple[Path, Path]]:
    """Return the files of the program's own modules, each with its path in the program; the main one if asked for.

    They are those in the folder that the program was started in or that its main file is in, and neither
    Python's, nor installed, nor reportgen's.
    """
    files = {name: file for name, module in list(sys.modules.items()) if (file := _file(module))}
    mains = {files[name] for name in _MAINS if name in files}
    roots = [started_in, *(path.parent for path in mains)]
    # The main module of the process that started this one to share its work: that one keeps it.
    left_out = {files[name] for name in (_MAINS[1:] if with_main else _MAINS) if name in files}
    found: dict[Path, Path] = {}
    for path in files.values():
        root = next((root for root in roots if path.is_relative_to(root)), None)
        if root is not None and path not in left_out and path.suffix == ".py" and _is_own(path):
            found.setdefault(path.relative_to(root), path)
    return list(found.items())


def _file(module: object) -> Path | None:
    """Return the file of a module; modules that load themselves when they are looked at are not."""
    try:
        file = object.__getattribute__(module, "__dict__").get("__file__")
    except AttributeError:
        return None
    return Path(os.path.normpath(Path(file).absolute())) if isinstance(file, str) and file else None


def _is_own(path: Path) -> bool:
    installed = sys.prefix != sys.base_prefix and path.is_relative_to(sys.prefix)
    return is_program_file(str(path)) and not installed and "dist-packages" not in path.parts
