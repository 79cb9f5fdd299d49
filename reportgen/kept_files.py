"""What is kept in the user's cache folder, such as drawn charts: what was made once is read again by its key.

Takes keys and bytes; gives the bytes again, or None. Nothing is locked: a file is complete or not there, and holds a
digest of itself. Whatever goes wrong with the folder, all is made as if there were none.
"""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache_folder import cache_folder
from reportgen.whole_files import put_in_place

# 64 folders of 4 MB: 256 MB, with a few hundred files each, which are looked through in a few milliseconds.
_MOST_BYTES_A_FOLDER = 4 * 2**20
_FOLDER_DIGITS = 0x3F
# Of 16 files that are written, one has its folder looked through.
_TIDIED = 16
# Reading a file makes it younger, once a day: those that nobody reads leave first.
_DAY_SECONDS = 86_400
_CHECK_BYTES = 16


def kept_files(name: str) -> "KeptFiles | None":
    """Return those of the user of this `name`; None where nothing can be kept, or is not to be."""
    folder = cache_folder()
    return KeptFiles(folder / name) if folder else None


def file_states(paths: Iterable[Path], folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the name below `folder`, the time and the size of each file: what tells an edited one from what it was."""
    below = len(str(folder)) + 1
    for path in sorted(paths, key=str):
        known = path.stat()
        yield str(path)[below:], known.st_mtime_ns, known.st_size


@dataclass(frozen=True)
class KeptFiles:
    """A folder of things by their keys, which are hexadecimal digits."""

    folder: Path

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept here."""
        return not self.folder.exists()

    def find(self, key: str) -> bytes | None:
        """Return what was kept under `key`; None if there is nothing that is whole."""
        path = self._path(key)
        try:
            found = path.read_bytes()
            if path.stat().st_mtime < time.time() - _DAY_SECONDS:
                os.utime(path)
        except OSError:
            return None
        check, content = found[:_CHECK_BYTES], found[_CHECK_BYTES:]
        return content if check == _check(content) else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`, if the folder can be written and has room for it."""
        if len(content) > _MOST_BYTES_A_FOLDER // 4:
            return
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            put_in_place(path, _check(content) + content)
        if int(key[-4:], 16) % _TIDIED == 0:
            _tidy(path.parent)

    def _path(self, key: str) -> Path:
        return self.folder / f"{int(key[:2], 16) & _FOLDER_DIGITS:02x}" / key


def _check(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECK_BYTES).digest()


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
