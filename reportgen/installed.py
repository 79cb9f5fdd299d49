"""Which versions of packages are installed, read from their own files.

`importlib.metadata` gives the same, but reads each file as a mail: 20 ms for those that a report asks for. It is asked
for what was installed in another way than from a wheel.
"""

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def installed_versions(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of those of the packages `names` that are installed, by name."""
    folders = _folders_of_wheels()
    versions = {name: _version_in(folders.get(_plain(name))) or _version_otherwise(name) for name in names}
    return {name: version for name, version in versions.items() if version}


def _folders_of_wheels() -> dict[str, Path]:
    """Return where each package is described, by its plain name: in the first folder that it would be imported from."""
    found: dict[str, Path] = {}
    for folder in sys.path:
        with suppress(OSError):
            for described in Path(folder).glob("*.dist-info"):
                found.setdefault(_plain(described.name.partition("-")[0]), described)
    return found


def _plain(name: str) -> str:
    """Return `name` as all ways to write it have in common: https://peps.python.org/pep-0503/#normalized-names."""
    return re.sub(r"[-_.]+", "_", name).lower()


def _version_in(folder: Path | None) -> str | None:
    if folder is None:
        return None
    with suppress(OSError), (folder / "METADATA").open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            name, _, value = line.partition(":")
            if name == "Version":
                return value.strip()
            if not name.strip():  # the description begins
                break
    return None


def _version_otherwise(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None
