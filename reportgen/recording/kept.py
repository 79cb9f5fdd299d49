"""Texts of any length, of which a session keeps the beginning and the end.

Takes bytes as they come; gives a file of a bounded size, whole lines where there are any, with one line in the
place of what was left out.
"""

import hashlib
from pathlib import Path

import msgspec

from reportgen.recording.redaction import Secrets
from reportgen.records.session import KeptFile
from reportgen.store.writing import replace_file

END_BYTES = 200_000
"""How many bytes are kept of the beginning of a text, and how many of its end."""

_LONGEST_LINE = 4096


class Ends:
    """The first and the last `limit` bytes of what is added; `total` counts all of it, in bytes."""

    def __init__(self, limit: int = END_BYTES) -> None:
        self.total = 0
        self._limit = limit
        self._head = bytearray()
        self._tail = bytearray()

    def add(self, chunk: bytes) -> None:
        """Append `chunk` to the text."""
        self.total += len(chunk)
        room = self._limit - len(self._head)
        self._head += chunk[:room]
        self._tail += chunk[room:]
        if len(self._tail) > 2 * self._limit:
            del self._tail[: -self._limit]

    def skip(self, count: int) -> None:
        """Count `count` bytes between the ends that nobody has any more."""
        self.total += count

    def content(self) -> tuple[bytes, int]:
        """Return what is kept, with a line for what is not, and how many bytes of the text are in it."""
        head, tail = bytes(self._head), bytes(self._tail[-self._limit :])
        if len(head) + len(tail) == self.total:
            return head + tail, self.total
        head, tail = _to_line_end(head), _from_line_start(tail)
        kept = len(head) + len(tail)
        line_break = b"" if head.endswith(b"\n") else b"\n"
        return head + line_break + f"[{self.total - kept:,} bytes left out]\n".encode() + tail, kept

    def write(self, folder: Path, name: str, secrets: Secrets) -> KeptFile:
        """Write what is kept to `folder / name`, without `secrets`, and describe it. Raises OSError."""
        content, kept = self.content()
        replace_file(folder / name, secrets.removed_from(content))
        sha256 = hashlib.sha256(content).hexdigest() if kept == self.total else None
        return KeptFile(name=name, bytes=self.total, kept_bytes=kept, sha256=sha256)


def _to_line_end(head: bytes) -> bytes:
    """Cut `head` after its last whole line, if that is near: no half character is left at the end."""
    end = head.rfind(b"\n", -_LONGEST_LINE) + 1
    return head[:end] if end else head


def _from_line_start(tail: bytes) -> bytes:
    return tail[tail.find(b"\n", 0, _LONGEST_LINE) + 1 :]


def keep_source(content: bytes, folder: Path, name: str, path: str, secrets: Secrets) -> KeptFile:
    """Write `content` to `folder / name`, of a long one its ends, without `secrets`; describe it, found at `path`.

    Raises OSError.
    """
    ends = Ends()
    ends.add(content)
    kept = ends.write(folder, name, secrets)
    return msgspec.structs.replace(kept, path=path, sha256=hashlib.sha256(content).hexdigest())


def keep_whole(content: bytes, folder: Path, name: str, path: str, secrets: Secrets) -> KeptFile:
    """Write `content` of any length to `folder / name`, without `secrets`; describe it, found at `path`.

    Raises OSError.
    """
    replace_file(folder / name, secrets.removed_from(content))
    sha256 = hashlib.sha256(content).hexdigest()
    return KeptFile(name=name, path=path, bytes=len(content), kept_bytes=len(content), sha256=sha256)
