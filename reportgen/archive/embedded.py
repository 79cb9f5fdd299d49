"""The files inside a PDF that anybody may have written, each read with bounds.

Nothing unpacks to more than it may: a small file can hold a stream that unpacks to gigabytes.
"""

import itertools
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf

from reportgen.errors import ArchiveError
from reportgen.store.problems import one_line, system_reason

MOST_FILE_BYTES = 64 * 2**20
_MOST_PDF_BYTES = 2 * 2**30
_MOST_FILES = 20_000
_BEGINNING = 1024

DAMAGED = (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError)
"""What pikepdf raises when something in a PDF is not of the type it should have."""


@contextmanager
def opened_pdf(path: Path) -> Iterator[pikepdf.Pdf]:
    """Open the PDF at `path`.

    Raises:
        ArchiveError: it is missing, empty, no PDF, encrypted, or damaged.
    """
    _check_file(path)
    try:
        document = pikepdf.open(path)
    except pikepdf.PasswordError:
        raise ArchiveError(f"{path}: is encrypted: hand in the file as reportgen wrote it") from None
    except (pikepdf.PdfError, OSError, RuntimeError) as error:
        raise ArchiveError(f"{path}: is damaged and cannot be opened as a PDF: {one_line(str(error))}") from error
    with document:
        if document.is_encrypted:
            raise ArchiveError(f"{path}: is encrypted: hand in the file as reportgen wrote it")
        yield document


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{path}: cannot be read: {system_reason(error)}") from error
    if not size:
        raise ArchiveError(f"{path}: is empty: write the report again, or get another copy")
    if size > _MOST_PDF_BYTES:
        raise ArchiveError(f"{path}: has {size / 2**30:.1f} GiB, more than the {_MOST_PDF_BYTES // 2**30} that it may")
    if b"%PDF-" not in beginning:
        raise ArchiveError(f"{path}: is no PDF")


def embedded_files(document: pikepdf.Pdf) -> dict[str, Any]:
    """Return the streams of the attached files by their names in the PDF; at most 20,000 of them."""
    try:
        root = document.Root.Names.EmbeddedFiles
    except DAMAGED:
        return {}
    found: dict[str, Any] = {}
    try:
        for name, specification in itertools.islice(pikepdf.NameTree(root).items(), _MOST_FILES):
            found[str(name)] = specification.EF.F
    except DAMAGED as error:
        raise ArchiveError(f"its list of attachments is damaged: {one_line(str(error))}") from error
    return found


def content_of(stream: Any, most_bytes: int = MOST_FILE_BYTES) -> bytes:
    """Return the content of an attached file.

    Raises:
        ArchiveError: it unpacks to more than `most_bytes`, is damaged, or packed in a way that reportgen does not use.
    """
    try:
        filters = stream.get("/Filter")
        raw = stream.read_raw_bytes()
    except DAMAGED as error:
        raise ArchiveError(f"is damaged: {one_line(str(error))}") from error
    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    if filters is None:
        content: bytes = raw
    elif filters == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        content = _inflated(raw, most_bytes)
    else:
        raise ArchiveError("is packed in a way that reportgen does not use")
    if len(content) > most_bytes:
        raise ArchiveError(f"has more than the {most_bytes // 2**20} MiB that it may")
    return content


def _inflated(raw: bytes, most_bytes: int) -> bytes:
    inflating = zlib.decompressobj()
    try:
        return inflating.decompress(raw, most_bytes + 1)
    except zlib.error as error:
        raise ArchiveError(f"is damaged: {error}") from error
