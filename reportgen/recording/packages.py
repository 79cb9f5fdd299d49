"""The distributions that are installed for an interpreter, as `pip freeze` lists them."""

import contextlib
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import msgspec

_SECONDS = 20.0
_ASK = """
import importlib.metadata, json
found = [(one.metadata["Name"], one.version) for one in importlib.metadata.distributions()]
print(json.dumps(found))
"""


def installed_packages(python: str = sys.executable) -> dict[str, str]:
    """Return the version of every distribution of the interpreter `python`, by name; nothing if it does not answer."""
    found = _own() if _is_this(python) else _asked(python)
    versions: dict[str, str] = {}
    for name, version in found:
        if name and version:
            versions.setdefault(name, version)  # the first on the search path is the one that is imported
    return dict(sorted(versions.items(), key=lambda item: item[0].lower()))


def _own() -> list[tuple[str | None, str | None]]:
    # The metadata of a broken installation may lack any field.
    return [(one.metadata["Name"], one.version) for one in importlib.metadata.distributions()]


def _is_this(python: str) -> bool:
    # Not resolved: the interpreter of a virtual environment is a link to the one it was made from.
    return Path(python).absolute() == Path(sys.executable).absolute()


def _asked(python: str) -> list[tuple[str | None, str | None]]:
    with contextlib.suppress(OSError, subprocess.SubprocessError, msgspec.DecodeError):
        answer = subprocess.run(
            [python, "-c", _ASK], stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=True
        )
        return msgspec.json.decode(answer.stdout, type=list[tuple[str | None, str | None]])
    return []
