"""What was worked out, kept in the user's cache folder: from the same data it is not worked out again.

For what takes long to work out and is small, such as counts over a hundred thousand scores: importing NumPy for the
first of them takes a tenth of a second, and reading and counting 10 ms a run. A result is plain frozen data, a struct
of msgspec whose types are checked when it is read: who can write to the folder cannot run anything, and what is damaged
is worked out anew. It must depend on nothing but what its key is made of: not on the language of the report, and not on
where files lie.
"""

import hashlib
import platform
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import msgspec

from reportgen import __version__
from reportgen.kept_files import KeptFiles, file_states, kept_files

R = TypeVar("R", bound=msgspec.Struct)

_DIGEST_BYTES = 20
_FAST = 1
_PACKAGE = Path(__file__).resolve().parent


def content_digest(content: bytes) -> bytes:
    """Return what stands for the content of a file in `made_from`."""
    return hashlib.sha256(content).digest()


def kept_result(kind: type[R], made_from: object, code: tuple[str, ...], work_out: Callable[[], R | None]) -> R | None:
    """Return the result of this `kind` that was worked out before, else what `work_out` gives.

    None is not kept: what went wrong goes wrong again.

    Args:
        kind: the type of the result.
        made_from: all that it depends on, as plain data.
        code: the folders and files of this package that work it out.
        work_out: works it out.
    """
    files = kept_files("results")
    key = _key(kind, made_from, code) if files else None
    if files is None or key is None:
        return work_out()
    found = _read(kind, files, key)
    if found is None:
        found = work_out()
        if found is not None:
            _keep(found, files, key)
    return found


def _key(kind: type[R], made_from: object, code: tuple[str, ...]) -> str | None:
    """Return the key; None if `made_from` holds what cannot be written down, such as an enormous number."""
    digest = hashlib.blake2b(_made_by(code), digest_size=_DIGEST_BYTES)
    with suppress(OverflowError, UnicodeEncodeError):
        digest.update(msgspec.msgpack.encode([kind.__qualname__, made_from], order="deterministic"))
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
def _made_by(code: tuple[str, ...]) -> bytes:
    """Return what tells the programs that work results out: once a process, which goes on with what it has loaded."""
    versions = [__version__, sys.version, platform.machine(), _numpy()]
    return msgspec.msgpack.encode([versions, code, *file_states(_files(code), _PACKAGE)])


def _numpy() -> bytes:
    """Return the version of NumPy without importing it."""
    found = find_spec("numpy")
    return (Path(found.origin).parent / "version.py").read_bytes() if found and found.origin else b""


def _files(code: Iterable[str]) -> Iterator[Path]:
    for path in (_PACKAGE / name for name in code):
        yield from path.rglob("*.py") if path.is_dir() else (path,)
