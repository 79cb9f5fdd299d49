"""What was worked out from a file, kept in the user's cache folder: from the same file it is not worked out again.

For results that take long to work out and are small, such as counts over a hundred thousand scores: importing NumPy
for the first of them takes a tenth of a second, and reading and counting 10 ms a run. A result is plain frozen data, a
struct of msgspec's whose types are checked when it is read: who can write to the folder cannot run anything, and what
is damaged is worked out anew. It must depend on nothing but what its key is made of: not on the language or the
settings of the report, and not on where files lie.
"""

import hashlib
import platform
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from reportgen import __version__
from reportgen.kept_files import KeptFiles, file_states, kept_files

R = TypeVar("R", bound=msgspec.Struct)

_DIGEST_BYTES = 20
_FAST = 1
_PACKAGE = Path(__file__).resolve().parent
# What works results out, and what reads that from files.
_CODE = ("analysis", "records", "store")


def kept_result(kind: type[R], content: bytes, about: Any, work_out: Callable[[], R | None]) -> R | None:
    """Return what was worked out before from the same `content` of a file, else what `work_out` gives.

    `about` is all else that the result depends on, as plain data. None is not kept: what went wrong goes wrong again.
    """
    files = kept_files("results")
    key = _key(kind, content, about) if files else None
    if files is None or key is None:
        return work_out()
    found = _read(kind, files, key)
    if found is None:
        found = work_out()
        if found is not None:
            _keep(found, files, key)
    return found


def _key(kind: type[R], content: bytes, about: Any) -> str | None:
    """Return the key; None if `about` holds what cannot be written down, such as an enormous number."""
    digest = hashlib.blake2b(_made_by(), digest_size=_DIGEST_BYTES)
    digest.update(hashlib.sha256(content).digest())
    with suppress(OverflowError):
        digest.update(msgspec.msgpack.encode([kind.__qualname__, about], order="deterministic"))
        return digest.hexdigest()
    return None


def _read(kind: type[R], files: KeptFiles, key: str) -> R | None:
    kept = files.find(key)
    if kept is not None:
        with suppress(zlib.error, msgspec.DecodeError, UnicodeDecodeError):
            return msgspec.msgpack.decode(zlib.decompress(kept), type=kind)
    return None


def _keep(result: msgspec.Struct, files: KeptFiles, key: str) -> None:
    with suppress(OverflowError):
        # A quarter of the size in half a millisecond; the matrix of a thousand classes would not fit otherwise.
        files.keep(key, zlib.compress(msgspec.msgpack.encode(result), _FAST))


@cache
def _made_by() -> bytes:
    """Return what tells the programs that work results out: once a process, which goes on with what it has loaded."""
    return msgspec.msgpack.encode([__version__, sys.version, platform.machine(), _numpy(), list(_code_states())])


def _numpy() -> bytes:
    """Return the version of NumPy without importing it."""
    found = find_spec("numpy")
    return (Path(found.origin).parent / "version.py").read_bytes() if found and found.origin else b""


def _code_states() -> Iterator[tuple[str, int, int]]:
    return file_states((path for folder in _CODE for path in (_PACKAGE / folder).rglob("*.py")), _PACKAGE)
