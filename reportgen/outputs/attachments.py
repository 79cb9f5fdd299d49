"""Files inside a PDF, each with its relation to the pages, as PDF/A-3 asks (ISO 19005-3, 6.8).

A file goes in once, under however many names it stands: runs on the same data have the same samples.
Its name in the PDF has "~" for "/": viewers and tools save what is attached under plain names only.
"""

import hashlib
import zlib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pikepdf

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


def attach(document: pikepdf.Pdf, attachments: Iterable[Attachment]) -> None:
    """Attach files to `document` as a whole, in their order; the content of each is let go of before the next."""
    listed: dict[str, pikepdf.Object] = {}
    kept: dict[tuple[bytes, str, datetime], pikepdf.Object] = {}
    for attachment in attachments:
        digest = hashlib.sha256(attachment.content).digest()
        key = (digest, attachment.media_type, attachment.modified_at)
        if key not in kept:
            kept[key] = _embedded(document, attachment)
        name = attached_name(attachment.name, listed)
        listed[name] = _specification(document, attachment, name, kept[key])
    if listed:
        _list(document, listed)


def attached_name(path: str, taken: Container[str]) -> str:
    """Return the name in a PDF of the file at `path` in the archive, none of those `taken` by the files before it."""
    name = path.replace("/", "~")
    while name in taken:
        name += "~"
    return name


def _list(document: pikepdf.Pdf, listed: dict[str, pikepdf.Object]) -> None:
    tree = pikepdf.NameTree.new(document)
    for name in sorted(listed):
        tree[name] = listed[name]
    names = document.Root.get("/Names", pikepdf.Dictionary())
    names.EmbeddedFiles = tree.obj
    document.Root.Names = names
    document.Root.AF = pikepdf.Array(listed.values())


def _specification(
    document: pikepdf.Pdf, attachment: Attachment, name: str, embedded: pikepdf.Object
) -> pikepdf.Object:
    return document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String(name),
            UF=pikepdf.String(name),
            Desc=pikepdf.String(attachment.description),
            AFRelationship=pikepdf.Name(f"/{attachment.relation}"),
            EF=pikepdf.Dictionary(F=embedded, UF=embedded),
        )
    )


def _embedded(document: pikepdf.Pdf, attachment: Attachment) -> pikepdf.Object:
    # MD5 is what the format of PDF has for it (ISO 32000-1, table 46); the manifest has SHA-256.
    checksum = hashlib.md5(attachment.content, usedforsecurity=False).digest()
    level = 0 if attachment.media_type in _COMPRESSED else _LEVEL
    return pikepdf.Stream(
        document,
        zlib.compress(attachment.content, level),
        Type=pikepdf.Name.EmbeddedFile,
        Subtype=pikepdf.Name(f"/{attachment.media_type}"),
        Filter=pikepdf.Name.FlateDecode,
        Params=pikepdf.Dictionary(
            Size=len(attachment.content),
            ModDate=f"{attachment.modified_at.astimezone(UTC):D:%Y%m%d%H%M%SZ}",
            CheckSum=pikepdf.String(checksum),
        ),
    )
