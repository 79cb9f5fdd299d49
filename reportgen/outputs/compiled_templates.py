"""Keeps the built-in templates compiled, as Python keeps its modules: compiling them takes longer than filling them.

They lie in a `__pycache__` beside the templates, or in the user's cache folder where that cannot be written. The user's
own templates are compiled each time: what a stranger's report brings along is never kept.
"""

import contextlib
import hashlib
import marshal
import os
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from reportgen import __version__
from reportgen.cache_folder import cache_folder
from reportgen.whole_files import put_in_place

_DIGEST_BYTES = 32


class CompiledTemplates(BytecodeCache):
    """The kept code of the templates in the folder `built_in`.

    There is one file a template; what is damaged, or was made from another text or by another version, is made anew.
    """

    def __init__(self, built_in: Path) -> None:
        self._built_in = built_in
        self._folder = _folder_beside(built_in)

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the code of a template; without any where there is none of exactly this text and these versions."""
        path = Path(filename or os.devnull)
        is_built_in = self._folder is not None and path.is_relative_to(self._built_in)
        kind = type(environment).__name__  # in a sandbox, templates are compiled otherwise
        key = ".".join((kind, *path.relative_to(self._built_in).parts)) if is_built_in else ""
        made_from = (name, source, str(path), __version__, jinja2.__version__, sys.version)
        bucket = Bucket(environment, key, hashlib.blake2b("\0".join(made_from).encode()).hexdigest())
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code from disk, if it is there and whole."""
        if not bucket.key:
            return
        with contextlib.suppress(OSError):
            content = self._file(bucket).read_bytes()
            digest, code = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
            if digest == _digest(bucket, code):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code; where that fails there is none the next time."""
        if not bucket.key or bucket.code is None:
            return
        code = marshal.dumps(bucket.code)
        with contextlib.suppress(OSError):
            put_in_place(self._file(bucket), _digest(bucket, code) + code)

    def _file(self, bucket: Bucket) -> Path:
        assert self._folder is not None  # without a folder no template has a key
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.jinja"


def _digest(bucket: Bucket, code: bytes) -> bytes:
    """Return what tells code that was changed, or was made from something else than the bucket's template."""
    return hashlib.blake2b(bucket.checksum.encode() + code, digest_size=_DIGEST_BYTES).digest()


def _folder_beside(templates: Path) -> Path | None:
    """Return where compiled templates are kept; None where nothing can be written."""
    beside = _made(templates / "__pycache__")
    if beside is not None:
        return beside
    kept = cache_folder()
    return _made(kept / "templates") if kept is not None else None


def _made(folder: Path) -> Path | None:
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
    return folder if os.access(folder, os.W_OK | os.X_OK) else None
