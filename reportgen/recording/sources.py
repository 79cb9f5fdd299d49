"""The program's source as it ran: its main file, found without running anything, and its own modules.

The parent copies the main file before the program starts; the program's process copies the modules that it
imported, once its first training has done and again at its end.
"""

import atexit
import contextlib
import hashlib
import os
import sys
import threading
import zipfile
from collections.abc import Iterator
from importlib.abc import ResourceLoader
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

from reportgen.recording.background import in_background
from reportgen.recording.program_code import is_program_file
from reportgen.recording.redaction import Secrets
from reportgen.records.session import KeptFile
from reportgen.store.layout import SOURCE_FOLDER
from reportgen.store.writing import replace_file

_MAIN = "__main__"
_MOST_FILES = 200
_MOST_BYTES = 1_000_000
_WAIT_SECONDS = 2.0


def main_source(target: str, *, is_module: bool) -> bytes | None:
    """Return the source of the file that `python target` or `python -m target` runs; None if it cannot be read."""
    try:
        return _source_of_module(target) if is_module else _source_of_path(Path(target))
    except (OSError, ImportError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _source_of_path(path: Path) -> bytes | None:
    if path.is_dir():
        return (path / f"{_MAIN}.py").read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return archive.read(f"{_MAIN}.py")
    return None if path.suffix == ".pyc" else path.read_bytes()


def _source_of_module(name: str) -> bytes | None:
    spec = find_module(name)
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return None
    return spec.loader.get_data(spec.origin) if isinstance(spec.loader, ResourceLoader) else None


def find_module(name: str) -> ModuleSpec | None:
    """Return the spec of what `python -m name` runs, of a package its `__main__`; imports and runs nothing.

    `importlib.util.find_spec` would import the packages around it.
    """
    spec = find_top_module(name.partition(".")[0])
    for part in name.split(".")[1:]:
        spec = _find_in(spec, part)
    return spec if spec is None or spec.submodule_search_locations is None else _find_in(spec, _MAIN)


def find_top_module(name: str) -> ModuleSpec | None:
    """Return the spec of a module or package in no other, as `python -m` looks for it: in the working folder first."""
    here = [] if sys.flags.safe_path else [str(Path.cwd())]
    for finder in sys.meta_path:  # an editable installation has one of its own
        if hasattr(finder, "find_spec"):
            spec = finder.find_spec(name, [*here, *sys.path] if finder is PathFinder else None)
            if spec is not None:
                return spec
    return None


def _find_in(package: ModuleSpec | None, name: str) -> ModuleSpec | None:
    if package is None or package.submodule_search_locations is None:
        return None
    # The full name of a folder without __init__.py would be looked for in sys.modules.
    return PathFinder.find_spec(name, list(package.submodule_search_locations))


def kept_modules(folder: Path, secrets: Secrets) -> tuple[KeptFile, ...]:
    """Describe the modules that were kept in the `folder` of a session, and remove `secrets` from them.

    Raises OSError.
    """
    root = folder / SOURCE_FOLDER
    return tuple(_described(path, folder, root, secrets) for path in sorted(_files(root)))


def _files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*.py") if path.is_file() and not path.is_symlink())


def _described(path: Path, folder: Path, root: Path, secrets: Secrets) -> KeptFile:
    content = path.read_bytes()
    harmless = secrets.removed_from(content)
    if harmless != content:
        replace_file(path, harmless)
    return KeptFile(
        name=path.relative_to(folder).as_posix(),
        path=path.relative_to(root).as_posix(),
        bytes=len(content),
        kept_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


class _Modules:
    """Where the modules of this process are kept, and whether a thread has done so; a fork keeps none."""

    process: int = 0
    folder: Path
    started_in: Path
    done: threading.Event | None = None


def keep_modules(folder: Path) -> None:
    """Keep the modules that the program will have imported, in the `folder` of its session, when it ends."""
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
    size = 0
    for relative, path in own_modules(_Modules.started_in)[:_MOST_FILES]:
        with contextlib.suppress(OSError):
            size += path.stat().st_size
            if size > _MOST_BYTES:
                return
            _copy(path, _Modules.folder / SOURCE_FOLDER / relative)


def _copy(path: Path, target: Path) -> None:
    content = path.read_bytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError), target.open("xb") as file:  # the first copy is the nearest to what ran
        file.write(content)


def own_modules(started_in: Path) -> list[tuple[Path, Path]]:
    """Return the files of the program's own modules without the main one, each with its path in the program.

    They are those in the folder that the program was started in or that its main file is in, and neither
    Python's, nor installed, nor reportgen's.
    """
    files = {name: file for name, module in list(sys.modules.items()) if (file := _file(module))}
    mains = {files[name] for name in (_MAIN, "__mp_main__") if name in files}
    roots = [started_in, *(path.parent for path in mains)]
    found: dict[Path, Path] = {}
    for path in files.values():
        root = next((root for root in roots if path.is_relative_to(root)), None)
        if root is not None and path not in mains and path.suffix == ".py" and _is_own(path):
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
