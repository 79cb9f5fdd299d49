"""The program's source as it ran: its main file, found without running anything, and its own modules.

The parent copies the main file before the program starts, and describes the modules that the program's process copied
(see `modules`).
"""

import hashlib
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

from reportgen.recording.redaction import Secrets
from reportgen.records.session import KeptFile
from reportgen.store.layout import SOURCE_FOLDER
from reportgen.store.writing import replace_file

_MAIN = "__main__"


@dataclass(frozen=True)
class MainFile:
    """The file that runs as `__main__`: its path, inside an archive too, and what it holds."""

    path: Path
    content: bytes


def main_file(target: str, *, is_module: bool) -> MainFile | None:
    """Return the file that `python target` or `python -m target` runs; None if there is no source, or none to read."""
    try:
        return _file_of_module(target) if is_module else _file_of_path(Path(target))
    except (OSError, ImportError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _file_of_path(path: Path) -> MainFile | None:
    inner = path / f"{_MAIN}.py"
    if path.is_dir():
        return MainFile(inner, inner.read_bytes())
    if not path.is_file():
        return None  # a pipe can be read once
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return MainFile(inner, archive.read(inner.name))
    return None if path.suffix == ".pyc" else MainFile(path, path.read_bytes())


def _file_of_module(name: str) -> MainFile | None:
    spec = find_module(name)
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return None
    get_data: Callable[[str], bytes] | None = getattr(spec.loader, "get_data", None)
    return MainFile(Path(spec.origin), get_data(spec.origin)) if get_data else None


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
