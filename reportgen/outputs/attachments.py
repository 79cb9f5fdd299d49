"""Files that go into a PDF, prepared in a file of their own: they may be more than all pages, and need no memory there.

A content goes in once, under however many names it stands: runs on the same data have the same samples.
"""

import hashlib
import zlib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal

_LEVEL = 6
# Arrays and pictures are compressed files: to do it again takes longer than all else and saves one byte in forty.
_COMPRESSED = frozenset({"application/x-npz", "image/png", "image/jpeg"})


@dataclass(frozen=True)
class Attachment:
    """A file to attach: `relation` says what it is to the pages, as their `Data` or their `Source`.

    `name` is its path in the archive ("records/runs/20260926T135012Z-mlp-3f9a/run.json"). `modified_at` is a time of
    the records, never of now.
    """

    name: str
    content: bytes
    media_type: str
    description: str
    modified_at: datetime
    relation: Literal["Data", "Source", "Supplement"] = "Data"


@dataclass(frozen=True)
class Embedded:
    """A content that was prepared: of `size` bytes before it was compressed, with its MD5 as `checksum`."""

    media_type: str
    size: int
    modified_at: datetime
    checksum: bytes


@dataclass(frozen=True)
class Entry:
    """An attachment but for its content, which is that of the `embedded` one with this number."""

    path: str
    description: str
    relation: str
    embedded: int


@dataclass(frozen=True)
class Prepared:
    """What is to be attached: `file` is a PDF with the compressed contents, object 1 and so on, and nothing else."""

    file: Path
    entries: tuple[Entry, ...]
    embedded: tuple[Embedded, ...]


def prepare(attachments: Iterable[Attachment], file: Path) -> Prepared:
    """Write the contents of `attachments` to `file`; that of each is let go of before the next.

    Needs nothing of the pages, and mostly leaves other threads running: it can be done while they are laid out.
    """
    entries: list[Entry] = []
    embedded: list[Embedded] = []
    numbers: dict[tuple[bytes, str, datetime], int] = {}
    with file.open("wb") as opened:
        contents = _Contents(opened)
        for attachment in attachments:
            key = (hashlib.sha256(attachment.content).digest(), attachment.media_type, attachment.modified_at)
            if key not in numbers:
                numbers[key] = len(embedded)
                embedded.append(_embedded(attachment))
                contents.add(zlib.compress(attachment.content, _level(attachment)))
            entry = Entry(attachment.name, attachment.description, attachment.relation, numbers[key])
            entries.append(entry)
        contents.finish()
    return Prepared(file, tuple(entries), tuple(embedded))


def _level(attachment: Attachment) -> int:
    return 0 if attachment.media_type in _COMPRESSED else _LEVEL


def _embedded(attachment: Attachment) -> Embedded:
    # MD5 is what the format of PDF has for it (ISO 32000-1, table 46); the manifest has SHA-256.
    checksum = hashlib.md5(attachment.content, usedforsecurity=False).digest()
    return Embedded(attachment.media_type, len(attachment.content), attachment.modified_at, checksum)


class _Contents:
    """Writes a PDF that has streams alone, each as it comes: pikepdf has all of them in memory until it saves them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places: list[int] = []
        file.write(b"%PDF-1.7\n")

    def add(self, content: bytes) -> None:
        self._places.append(self._file.tell())
        self._file.write(b"%d 0 obj\n<</Length %d>>\nstream\n" % (len(self._places), len(content)))
        self._file.write(content)
        self._file.write(b"\nendstream\nendobj\n")

    def finish(self) -> None:
        """Write the catalog that each PDF has, and where the streams are (ISO 32000-1, 7.5.4)."""
        pages, catalog, count = (len(self._places) + more for more in (1, 2, 3))
        for number, content in ((pages, b"/Pages/Kids[]/Count 0"), (catalog, b"/Catalog/Pages %d 0 R" % pages)):
            self._places.append(self._file.tell())
            self._file.write(b"%d 0 obj\n<</Type%b>>\nendobj\n" % (number, content))
        table = self._file.tell()
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        self._file.writelines(b"%010d 00000 n \n" % place for place in self._places)
        self._file.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, catalog, table))


def attached_name(path: str, taken: Container[str]) -> str:
    """Return the name in a PDF of the file at `path` in the archive, none of those `taken` by the files before it."""
    name = path.replace("/", "~")
    while name in taken:
        name += "~"
    return name
