"""Files that go into a PDF, each content once under however many names: runs on the same data have the same samples."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from reportgen.outputs.originals import Original, Originals


@dataclass(frozen=True)
class Attachment:
    """A file to attach: `relation` says what it is to the pages, as their `Data` or their `Source`.

    `name` is its path in the archive ("records/runs/20260926T135012Z-mlp-3f9a/run.json"). `modified_at` is a time of
    the records, never of now.
    """

    name: str
    content: Original
    media_type: str
    description: str
    modified_at: datetime
    relation: Literal["Data", "Source", "Supplement"] = "Data"


@dataclass(frozen=True)
class Embedded:
    """A content that was prepared: of `size` bytes before it was compressed, with its MD5 as `checksum`.

    `number` is that of the stream.
    """

    number: int
    media_type: str
    size: int
    modified_at: datetime
    checksum: bytes


@dataclass(frozen=True)
class Entry:
    """An attachment but for its content, which is that of the `embedded` one at this place."""

    path: str
    description: str
    relation: str
    embedded: int


@dataclass(frozen=True)
class Prepared:
    """What is to be attached: `file` is a PDF with the compressed contents, and nothing else that leads anywhere."""

    file: Path
    entries: tuple[Entry, ...]
    embedded: tuple[Embedded, ...]


def prepare(attachments: Iterable[Attachment], originals: Originals) -> Prepared:
    """Prepare `attachments`, whose contents are among the `originals`: no more can be added to those then.

    Needs nothing of the pages: it can be done while they are laid out.
    """
    entries: list[Entry] = []
    embedded: list[Embedded] = []
    places: dict[tuple[bytes, str, datetime], int] = {}
    numbers: set[int] = set()
    for attachment in attachments:
        content = attachment.content
        key = (content.sha256, attachment.media_type, attachment.modified_at)
        if key not in places:
            places[key] = len(embedded)
            number = originals.again(content) if content.number in numbers else content.number
            numbers.add(number)
            embedded.append(Embedded(number, attachment.media_type, content.size, attachment.modified_at, content.md5))
        entries.append(Entry(attachment.name, attachment.description, attachment.relation, places[key]))
    return Prepared(originals.finished(), tuple(entries), tuple(embedded))


def attached_name(path: str, taken: Container[str]) -> str:
    """Return the name in a PDF of the file at `path` in the archive, none of those `taken` by the files before it."""
    name = path.replace("/", "~")
    while name in taken:
        name += "~"
    return name
