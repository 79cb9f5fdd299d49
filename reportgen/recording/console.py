"""What the program prints, copied into the folder of its session as it is printed: the beginning and the end of it.

The program's own `sys.stdout` and `sys.stderr` stay as Python made them, on the descriptors it was started with: only
the `write` of the file object beneath them, the one that hands bytes to the operating system, is shadowed by one
that first appends them to a file. So a terminal stays a terminal, a failing write fails as ever, and a recorder that
dies takes nothing along. What C libraries and other programs write to the descriptors themselves is not in it.

The first bytes go to `console.log`, what follows to `console.1`, `console.2` and so on, of which the newest two
stay; the parent puts them together. Threads and processes append to the same file in one system call, without a lock
that a fork or a signal could leave behind. A kill loses nothing that was written.
"""

import contextlib
import fcntl
import functools
import os
import resource
import sys
from collections.abc import Callable, Sequence
from io import FileIO
from pathlib import Path
from typing import Any

from reportgen.recording.kept import END_BYTES, Ends
from reportgen.recording.redaction import Secrets
from reportgen.records.session import REDACTED, KeptFile
from reportgen.store.layout import CONSOLE_FILE

Identity = tuple[int, int]
"""Device and number of a file: what it is, whatever it is called."""

_DROPPED = "console.dropped"
_HIGHEST_DESCRIPTOR = 1000
_APPENDING = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC


def console_here() -> tuple[Identity, ...]:
    """Return which files this process's output and error go to, so that a child can tell whether its own still do."""
    return tuple(dict.fromkeys(found for number in (1, 2) if (found := _identity(number))))


def _identity(descriptor: int) -> Identity | None:
    try:
        status = os.fstat(descriptor)
    except OSError:
        return None  # closed
    return status.st_dev, status.st_ino


def keep_console(folder: Path, console: Sequence[Identity], secrets: Secrets) -> None:
    """Copy what this process prints to one of the files in `console` into the `folder` of its session, from now on.

    Raises OSError.
    """
    raws = [raw for stream in (sys.__stdout__, sys.__stderr__) if (raw := _raw(stream)) is not None]
    printing = [raw for raw in raws if _identity(raw.fileno()) in console]
    if printing:
        log = _Log(folder)
        for raw in printing:
            # On the object, not its class: the type stays Python's own.
            raw.write = _copying(raw, log, secrets)  # type: ignore[method-assign]


def _raw(stream: Any) -> FileIO | None:
    """Return the file at the bottom of a stream as Python makes it; an unbuffered one has nothing between."""
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)
    return raw if type(raw) is FileIO else None


class _Log:
    """The file that is appended to, on one descriptor that stays the same when the file is followed by the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = max(_numbers(folder), default=0)
        self.is_open = True
        self.inodes: tuple[int, ...] = ()
        self.descriptor = _out_of_the_way(os.open(self._file(self.number), _APPENDING, 0o666))
        self.inodes = (os.fstat(self.descriptor).st_ino,)

    def _file(self, number: int) -> Path:
        return _segment(self.folder, number)

    def move_on(self, number: int, status: os.stat_result) -> None:
        """Go on in the file after `number`, whose status it was, if the descriptor is still this log's and not full.

        Another thread or process may have gone on already. Raises OSError.
        """
        if status.st_ino not in self.inodes:
            self.is_open = False  # The program closed every descriptor and opened a file of its own on this one.
            return
        newest = max(_numbers(self.folder), default=0)
        if newest <= number and not status.st_nlink:
            self.is_open = False  # The session was closed, and this process outlived it.
            return
        self._open(max(newest, number + 1))

    def _open(self, number: int) -> None:
        following = os.open(self._file(number), _APPENDING, 0o666)
        try:
            self.inodes = (*self.inodes[-1:], os.fstat(following).st_ino)
            # In one step: between closing and opening, another thread could open a file on the same number.
            os.dup2(following, self.descriptor, inheritable=False)
            self.number = number
        finally:
            os.close(following)
        for old in _numbers(self.folder):
            if 0 < old < number - 1:
                _drop(self.folder, self._file(old))

    def append_ends(self, data: bytes) -> None:
        """Append the ends of a text that is longer than what is kept of one. Raises OSError."""
        os.write(self.descriptor, data[:END_BYTES])
        _note_dropped(self.folder, max(0, len(data) - 2 * END_BYTES))
        self._open(self.number + 1)
        os.write(self.descriptor, data[max(END_BYTES, len(data) - END_BYTES) :])


def _copying(raw: FileIO, log: _Log, secrets: Secrets) -> Callable[[Any], int | None]:
    """Return a `raw.write` that appends to `log` first.

    It runs while Python holds the buffer of the stream: a signal handler that ran in it could not print, and an
    exception of one would have the buffer written twice. Hence no call that can be a subscription instead. And it
    runs last of all when Python ends, without the names of this module.
    """
    length = _uninterrupted(len)
    status_of = _uninterrupted(os.fstat)
    append = _uninterrupted(functools.partial(os.write, log.descriptor))
    harmless = _uninterrupted(functools.partial(secrets.pattern.sub, REDACTED.encode()) if secrets.pattern else None)
    has_secrets = secrets.pattern is not None
    through = _uninterrupted(raw.write)
    descriptor, most = log.descriptor, END_BYTES
    failure, anything = Exception, BaseException

    def write(data: Any, /) -> int | None:
        try:
            number = log.number
            status = status_of[descriptor]
            if status.st_size >= most or status.st_ino not in log.inodes:
                log.move_on(number, status)
            kept = harmless[data] if has_secrets else data
            if log.is_open and length[kept] <= most:
                append[kept]
            elif log.is_open:
                log.append_ends(bytes(kept))
        except failure:  # not contextlib.suppress: that is two calls
            pass
        try:
            written: int | None = through[data]
            return written
        except anything as error:
            if error.__traceback__ is not None:
                error.__traceback__ = error.__traceback__.tb_next
            raise

    return write


def _uninterrupted(function: Any) -> Any:
    """Return an object whose `[argument]` calls the built-in `function`.

    Python runs signal handlers after a call, not after a subscription.
    """
    return type("Uninterrupted", (), {"__getitem__": staticmethod(function)})()


def _out_of_the_way(descriptor: int) -> int:
    """Move a descriptor to a high number, so that the program's own files get the numbers they would have had."""
    most = min(_HIGHEST_DESCRIPTOR, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 20)
    try:
        return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, max(most, 3))
    finally:
        os.close(descriptor)


def _segment(folder: Path, number: int) -> Path:
    return folder / (f"console.{number}" if number else CONSOLE_FILE)


def _numbers(folder: Path) -> list[int]:
    """Return the numbers of the files in `folder` after the first, in ascending order."""
    names = (entry.name for entry in folder.iterdir())
    suffixes = (name.removeprefix("console.") for name in names if name.startswith("console."))
    return sorted(int(suffix) for suffix in suffixes if suffix.isascii() and suffix.isdecimal())


def _drop(folder: Path, file: Path) -> None:
    """Delete a file of the middle; of all processes, the one that succeeds notes its size."""
    with contextlib.suppress(FileNotFoundError):
        size = file.stat().st_size
        file.unlink()
        _note_dropped(folder, size)


def _note_dropped(folder: Path, size: int) -> None:
    descriptor = os.open(folder / _DROPPED, _APPENDING, 0o666)
    try:
        os.write(descriptor, b"%d\n" % size)
    finally:
        os.close(descriptor)


def put_together(folder: Path, secrets: Secrets) -> KeptFile | None:
    """Make one `console.log` of what was kept in the `folder` of a session; None if nothing was printed.

    Raises OSError.
    """
    first = _segment(folder, 0)
    if not first.exists():
        return None
    ends = Ends()
    ends.add(first.read_bytes())
    numbers = _numbers(folder)
    dropped = folder / _DROPPED
    if dropped.exists():
        ends.skip(sum(map(int, dropped.read_bytes().split())))
    for number in numbers:
        ends.add(_segment(folder, number).read_bytes())
    kept = ends.write(folder, CONSOLE_FILE, secrets) if ends.total else None
    for file in (*(_segment(folder, number) for number in numbers), dropped, *(() if kept else (first,))):
        file.unlink(missing_ok=True)
    return kept
