"""A report taken apart: its manifest, and the files named there, written into a folder.

The PDF may come from anybody. No file is written but those that the manifest names and is right about, none outside of
the folder, none over another.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pikepdf

from reportgen.archive.embedded import content_of, embedded_files, opened_pdf
from reportgen.errors import ArchiveError, RecordError
from reportgen.outputs.archive_names import is_plain
from reportgen.outputs.attachments import attached_name
from reportgen.outputs.manifest import MANIFEST_FILE, MANIFEST_VERSION, FileEntry, Manifest
from reportgen.records.format import major
from reportgen.store.content import decode
from reportgen.store.problems import one_line

_MOST_MANIFEST_BYTES = 16 * 2**20
_MOST_BYTES = 2**30
_MANIFEST = msgspec.json.Decoder(Manifest)


@dataclass(frozen=True)
class Mismatch:
    """An attachment that is not what the manifest says, or that it does not name."""

    name: str
    reason: str


@dataclass(frozen=True)
class Unpacked:
    """The files of a report: `folder` holds those that are as the manifest says."""

    manifest: Manifest
    folder: Path
    mismatches: tuple[Mismatch, ...]


@contextmanager
def unpacked(path: Path) -> Iterator[Unpacked]:
    """Unpack the report at `path` into a folder that lasts as long as the context.

    Raises what `unpack` raises.
    """
    with TemporaryDirectory(prefix="reportgen-") as folder:
        yield unpack(path, Path(folder))


def unpack(path: Path, folder: Path) -> Unpacked:
    """Unpack the report at `path` into the empty `folder`.

    Raises:
        ArchiveError: `path` is no report of reportgen's, or what is attached to it exceeds every bound.
    """
    with opened_pdf(path) as document:
        try:
            return _unpack(document, folder)
        except ArchiveError as error:
            raise ArchiveError(f"{path}: {error}") from error


def _unpack(document: pikepdf.Pdf, folder: Path) -> Unpacked:
    streams = embedded_files(document)
    if MANIFEST_FILE not in streams:
        raise ArchiveError(_not_of_reportgen(document))
    manifest = _decoded(_manifest_content(streams.pop(MANIFEST_FILE)))
    mismatches: list[Mismatch] = []
    named: set[str] = set()
    left = _MOST_BYTES
    for entry in manifest.files:
        name = attached_name(entry.name, named)
        named.add(name)
        try:
            content = _checked(entry, streams.get(name))
            _write(folder, entry.name, content)
        except ArchiveError as error:
            mismatches.append(Mismatch(one_line(entry.name), str(error)))
            continue
        left -= len(content)
        if left < 0:
            raise ArchiveError(f"its attachments have more than the {_MOST_BYTES // 2**20} MiB that they may")
    added = sorted(streams.keys() - named)
    mismatches += [Mismatch(one_line(name), "is not in the manifest: it was added") for name in added]
    return Unpacked(manifest, folder, tuple(mismatches))


def _not_of_reportgen(document: pikepdf.Pdf) -> str:
    try:
        generator = str(document.docinfo.get("/Creator", ""))
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        generator = ""
    if generator.startswith("reportgen"):
        return "has no manifest: its attachments were removed, or it is of a reportgen that attached none"
    return "is no report of reportgen's: it has no manifest attached"


def _manifest_content(stream: Any) -> bytes:
    try:
        return content_of(stream, _MOST_MANIFEST_BYTES)
    except ArchiveError as error:
        raise ArchiveError(f"its {MANIFEST_FILE} {error}") from error


def _decoded(content: bytes) -> Manifest:
    try:
        manifest = decode(content, _MANIFEST, Path(MANIFEST_FILE))
        newer = major(manifest.format_version) > major(MANIFEST_VERSION)
    except RecordError as error:
        raise ArchiveError(f"its {MANIFEST_FILE} {error.reason}") from error
    except ValueError as error:
        raise ArchiveError(f"its {MANIFEST_FILE} has no version such as {MANIFEST_VERSION!r}") from error
    if newer:
        wanted = one_line(manifest.generator[:60])
        raise ArchiveError(f"its {MANIFEST_FILE} has format {manifest.format_version}: install {wanted} or later")
    return manifest


def _checked(entry: FileEntry, stream: Any) -> bytes:
    """Return the content of the attached file of that entry. Raises ArchiveError if it is another than the entry's."""
    if not is_plain(entry.name):
        raise ArchiveError("has a name that may lead out of the archive, and is not unpacked")
    if stream is None:
        raise ArchiveError("is missing: it was removed")
    content = content_of(stream)
    if len(content) != entry.bytes or hashlib.sha256(content).hexdigest() != entry.sha256:
        raise ArchiveError("was changed: its SHA-256 is not that of the manifest")
    return content


def _write(folder: Path, name: str, content: bytes) -> None:
    path = folder.joinpath(*name.split("/"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise ArchiveError(f"cannot be unpacked: {error.strerror or error}") from error
