"""Writing records: `run.json` is replaced as a whole, `history.jsonl` only ever grows by whole lines.

The calls of the operating system are bound here when Python has just started: a program that replaces `open` or
`os.replace` does so for itself.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Iterable
from datetime import date, datetime
from os import chmod, close, fstat, fsync, ftruncate, lseek, read, replace, unlink, write
from os import open as open_file
from pathlib import Path
from secrets import token_hex
from typing import Any

import msgspec

from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.records.session import Session
from reportgen.records.values import JsonValue, Record, storable
from reportgen.store.content import decode, read_content
from reportgen.store.layout import HISTORY_FILE, RUN_FILE, SESSION_FILE, SESSIONS_FOLDER, claim

_FIELDS = msgspec.json.Decoder(dict[str, JsonValue])
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_APPENDING = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_OWNER_MAY = stat.S_IRUSR | stat.S_IWUSR


def encode(record: Record, indent: int = 1) -> bytes:
    """Return `record` as JSON, NaN and infinities as strings; `indent` 0 gives a single line.

    Numbers and times of other libraries' types become plain ones, what else JSON has no word for its text.
    """
    line = msgspec.json.encode(storable(msgspec.to_builtins(record, enc_hook=_plain)))
    return msgspec.json.format(line, indent=indent) if indent else line


def _plain(value: Any) -> JsonValue:
    if isinstance(value, date):
        return value.isoformat()  # a frozen clock's: msgspec takes no subclass
    with contextlib.suppress(Exception):
        number = value.item()  # NumPy's
        if isinstance(number, bool | int | float):
            return number
    return str(value)


def replace_file(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write `path` so that a reader sees the old content or the new, never a part, even after a crash.

    `content` may come in pieces.

    Raises:
        OSError: the folder is gone or full; the old content is untouched.
    """
    temporary = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        # Not `tempfile`: its files are private, where the record has the permissions of any other new file.
        _with_file(temporary, _NEW, lambda descriptor: _fill(descriptor, content))
        replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            unlink(temporary)  # noqa: PTH108  # see above
        raise


def _with_file(path: Path, flags: int, work: Callable[[int], None]) -> None:
    """Open `path` and do `work` with its descriptor; its owner may read and write it whatever the program's umask."""
    descriptor = open_file(path, flags, 0o666)
    try:
        mode = stat.S_IMODE(fstat(descriptor).st_mode)
        if mode & _OWNER_MAY != _OWNER_MAY:
            chmod(path, mode | _OWNER_MAY)
        work(descriptor)
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise
    finally:
        close(descriptor)


def _fill(descriptor: int, content: bytes | Iterable[bytes]) -> None:
    for piece in (content,) if isinstance(content, bytes) else content:
        _write_whole(descriptor, piece)
    fsync(descriptor)


def _write_whole(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[write(descriptor, left) :]


class RunWriter:
    """Writes one run into the folder it claimed. Raises OSError; the recorder decides what that means."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def claim(cls, runs: Path, name: str, started_at: datetime) -> "RunWriter":
        """Claim a new folder in `runs` for a run called `name`."""
        return cls(claim(runs, started_at, name))

    @property
    def run_id(self) -> str:
        """The id of the run: the name of its folder."""
        return self.folder.name

    def write(self, run: Run) -> None:
        """Replace `run.json`."""
        replace_file(self.folder / RUN_FILE, encode(run))

    def keep(self, name: str, content: bytes) -> None:
        """Replace the file `name` beside `run.json`."""
        replace_file(self.folder / name, content)

    def append(self, epoch: Epoch) -> None:
        """Append one line to `history.jsonl` and hand it to the operating system; one that does not fit is taken back.

        After a line that was torn by a crash, a new one is begun.
        """
        line = encode(epoch, indent=0) + b"\n"
        _with_file(self.folder / HISTORY_FILE, _APPENDING, lambda descriptor: _append(descriptor, line))


def _append(descriptor: int, line: bytes) -> None:
    size = fstat(descriptor).st_size
    try:
        _write_whole(descriptor, b"\n" + line if _ends_torn(descriptor, size) else line)
    except OSError:
        with contextlib.suppress(OSError):
            ftruncate(descriptor, size)
        raise


def _ends_torn(descriptor: int, size: int) -> bool:
    if size == 0:
        return False
    lseek(descriptor, size - 1, os.SEEK_SET)
    return read(descriptor, 1) != b"\n"


def claim_session(runs: Path, started_at: datetime) -> Path:
    """Claim a new session folder in `runs`."""
    return claim(runs / SESSIONS_FOLDER, started_at)


def write_session(folder: Path, session: Session) -> None:
    """Replace `session.json` in `folder`."""
    replace_file(folder / SESSION_FILE, encode(session))


def settle_run(folder: Path, changes: dict[str, JsonValue]) -> None:
    """Change top-level fields of a stored `run.json`, keeping every field that this version does not know.

    Raises:
        RecordError: `run.json` cannot be read, or is not a JSON object; it stays as it is.
        OSError: the folder cannot be written to.
    """
    path = folder / RUN_FILE
    fields = decode(read_content(path), _FIELDS, path)
    fields.update(storable(msgspec.to_builtins(changes, enc_hook=_plain)))
    replace_file(path, msgspec.json.format(msgspec.json.encode(fields), indent=1))
