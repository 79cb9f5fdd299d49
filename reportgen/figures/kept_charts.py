"""Drawn charts that are kept in the user's cache folder: what was drawn once is read again by its key.

Takes keys and the bytes of drawings; gives the bytes again, or None. Nothing is locked: a file is complete or not
there, and holds a digest of itself. Whatever goes wrong with the folder, charts are drawn as if there were none.
"""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from reportgen.cache_folder import cache_folder

# 64 folders of 4 MB: 256 MB, with a few hundred files each, which are looked through in a few milliseconds.
_MOST_BYTES_A_FOLDER = 4 * 2**20
_FOLDER_DIGITS = 0x3F
# Of 16 files that are written, one has its folder looked through.
_TIDIED = 16
# Reading a file makes it younger, once a day: those that nobody reads leave first.
_DAY_SECONDS = 86_400
_CHECK_BYTES = 16


def kept_charts() -> "KeptCharts | None":
    """Return those of the user; None where nothing can be kept, or is not to be."""
    folder = cache_folder()
    return KeptCharts(folder / "charts") if folder else None


class KeptCharts(msgspec.Struct, frozen=True):
    """A folder of drawings by their keys, which are hexadecimal digits."""

    folder: Path

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept here."""
        return not self.folder.exists()

    def find(self, key: str) -> bytes | None:
        """Return the drawing of `key`; None if there is none that is whole."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            if path.stat().st_mtime < time.time() - _DAY_SECONDS:
                os.utime(path)
        except OSError:
            return None
        check, drawing = content[:_CHECK_BYTES], content[_CHECK_BYTES:]
        return drawing if check == _check(drawing) else None

    def keep(self, key: str, drawing: bytes) -> None:
        """Keep the drawing of `key`, if the folder can be written and has room for it."""
        if len(drawing) > _MOST_BYTES_A_FOLDER // 4:
            return
        path = self._path(key)
        unfinished = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.write_bytes(_check(drawing) + drawing)
            unfinished.replace(path)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
        if int(key[-4:], 16) % _TIDIED == 0:
            _tidy(path.parent)

    def _path(self, key: str) -> Path:
        return self.folder / f"{int(key[:2], 16) & _FOLDER_DIGITS:02x}" / key


def _check(drawing: bytes) -> bytes:
    return hashlib.blake2b(drawing, digest_size=_CHECK_BYTES).digest()


def _tidy(folder: Path) -> None:
    """Remove the files that were not read for longest, until the folder has room for half as much again."""
    with suppress(OSError), os.scandir(folder) as entries:
        found = [(entry.stat(), entry.path) for entry in entries]
        size = sum(known.st_size for known, _ in found)
        if size <= _MOST_BYTES_A_FOLDER:
            return
        for known, path in sorted(found, key=lambda file: (file[0].st_mtime, file[1])):
            Path(path).unlink()
            size -= known.st_size
            if size <= _MOST_BYTES_A_FOLDER * 2 // 3:
                return
