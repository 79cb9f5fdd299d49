"""A zip with the same bytes whenever it is made of the same files: dates, order, permissions and packing are fixed.

A file is written as it is read, so that weights of any size fit the memory; what was there is replaced at the end.
"""

import contextlib
import hashlib
import os
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

import msgspec

from reportgen import __version__
from reportgen.errors import RenderError
from reportgen.outputs.manifest import MANIFEST_FILE, FileEntry
from reportgen.records.values import Record

BUNDLE_VERSION = "1.0"

_CHUNK = 2**20
_ORDINARY_FILE = 0o100644 << 16
_UNIX = 3
_FIRST_YEAR, _LAST_YEAR = 1980, 2107

Source = Path | bytes
"""Where the content of a file comes from."""


class BundleManifest(Record, frozen=True, kw_only=True):
    """`manifest.json` of a zip: every other file in it, with its SHA-256."""

    format_version: str
    generator: str
    files: tuple[FileEntry, ...]


def write_zip(target: Path, folder: str, files: Mapping[str, Source], moment: datetime) -> None:
    """Write `files`, by their names, into `folder` in the zip `target`, and a manifest of them.

    Raises:
        RenderError: the zip could not be written, or one of the files not be read.
    """
    target = target.absolute()
    temporary = target.with_name(f".{target.name}.{token_hex(8)}")
    try:
        with zipfile.ZipFile(temporary, "x") as archive:
            _fill(archive, folder, files, moment)
        os.replace(temporary, target)
    except (OSError, zipfile.LargeZipFile) as error:
        reason = getattr(error, "strerror", None) or error
        raise RenderError(f"cannot write {target}: {reason}. Choose another place with -o") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _fill(archive: zipfile.ZipFile, folder: str, files: Mapping[str, Source], moment: datetime) -> None:
    entries = tuple(_put(archive, folder, name, files[name], moment) for name in sorted(files))
    manifest = BundleManifest(format_version=BUNDLE_VERSION, generator=f"reportgen {__version__}", files=entries)
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
    _put(archive, folder, MANIFEST_FILE, content, moment)


def _put(archive: zipfile.ZipFile, folder: str, name: str, source: Source, moment: datetime) -> FileEntry:
    entry = zipfile.ZipInfo(f"{folder}/{name}", _date(moment))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _ORDINARY_FILE
    entry.create_system = _UNIX
    size, digest = 0, hashlib.sha256()
    # Of files of unknown size every one gets the long header, as one that turns out to be of 4 GB needs it.
    with archive.open(entry, "w", force_zip64=isinstance(source, Path)) as packed:
        for chunk in _chunks(source):
            packed.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return FileEntry(name=name, bytes=size, sha256=digest.hexdigest())


def _chunks(source: Source) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _date(moment: datetime) -> tuple[int, int, int, int, int, int]:
    in_utc = moment.astimezone(UTC)
    year = min(max(in_utc.year, _FIRST_YEAR), _LAST_YEAR)
    return year, in_utc.month, in_utc.day, in_utc.hour, in_utc.minute, in_utc.second
