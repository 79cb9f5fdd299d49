"""The content of one file of a store, read and decoded with care.

A store may come from anybody: a file is read only if it is a regular file of a sensible size, no link, and no
JSON that takes many times its size in memory. Gives a record, or a `RecordError` that says in one line why not.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from reportgen.errors import RecordError
from reportgen.language import N_
from reportgen.language.later import later
from reportgen.store.once import current_keeper
from reportgen.store.problems import one_line, system_reason

R = TypeVar("R")

# A model of 1,000 layers makes a run.json of about 3 MB; decoded, these limits stay below 200 MB.
MOST_RECORD_BYTES = 32 * 2**20
_MOST_VALUES = 1_000_000

_MEGABYTE = 2**20
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")

# Python's json module writes NaN and Infinity bare. Texts are matched too, so that what stands in them is left alone.
_TEXT_OR_NON_FINITE = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|-?\bInfinity\b|\bNaN\b', re.DOTALL)


def read_content(path: Path, most_bytes: int = MOST_RECORD_BYTES) -> bytes:
    """Read a file whole, without waiting for pipes and without following links; see `store.once` for who keeps it.

    Raises:
        RecordError: it is missing, may not be read, is no regular file, or is larger than `most_bytes`.
    """
    keeper = current_keeper()
    return keeper.once(path, partial(_read, path, most_bytes)) if keeper else _read(path, most_bytes)


def _read(path: Path, most_bytes: int) -> bytes:
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            return _read_regular(descriptor, path, most_bytes)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise RecordError(_why_unread(error), path) from error


def _read_regular(descriptor: int, path: Path, most_bytes: int) -> bytes:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise RecordError(later(N_("is a folder or a device, not a file: move it away")), path)
    if found.st_size > most_bytes:
        message = N_(
            "has {size} MB, more than the {most} MB that it may have: it is no file of reportgen's, or damaged"
        )
        sizes = {"size": f"{found.st_size / _MEGABYTE:.0f}", "most": f"{most_bytes / _MEGABYTE:.0f}"}
        raise RecordError(later(message, **sizes), path)
    return b"".join(_parts(descriptor, found.st_size, most_bytes))


def _parts(descriptor: int, size: int, most_bytes: int) -> Iterator[bytes]:
    """Yield the content at once, and then what is written to the file meanwhile, up to `most_bytes` in all."""
    left = most_bytes
    while left > 0 and (part := os.read(descriptor, min(size + 1, left))):
        yield part
        left -= len(part)


def _why_unread(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return later(N_("is missing"))
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return later(N_("is a link, which reportgen does not follow: put the file itself in its place"))
    return later(N_("cannot be read: {reason}"), reason=system_reason(error))


def decode(content: bytes, decoder: msgspec.json.Decoder[R], path: Path) -> R:
    """Decode one JSON value; a byte order mark and bare NaN and Infinity are understood.

    Raises:
        RecordError: it is empty, no UTF-8, cut off, no JSON, nested too deeply, too large once decoded, or holds
            something else than the decoder asks for. Its `__cause__` is then msgspec's error.
    """
    content = content.removeprefix(_BYTE_ORDER_MARK)
    if not content or content.isspace():
        raise RecordError(later(N_("is empty: restore it from a copy, or delete it")), path)
    if len(content) > _MEGABYTE and _values(content) > _MOST_VALUES:
        message = N_("holds more than {most} values: it is no file of reportgen's, or damaged")
        raise RecordError(later(message, most=_MOST_VALUES), path)
    try:
        return _decode_with_non_finite(content, decoder)
    except msgspec.ValidationError as error:
        message = N_("does not hold what the format asks for: {reason}")
        raise RecordError(later(message, reason=one_line(str(error))), path) from error
    except RecursionError as error:
        raise RecordError(later(N_("is nested too deeply to be a record")), path) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if isinstance(error, UnicodeDecodeError) or content.startswith(_OTHER_ENCODINGS):
            raise RecordError(later(N_("is not UTF-8 text: save it as UTF-8")), path) from error
        message = N_("is not JSON, perhaps cut off: {reason}")
        raise RecordError(later(message, reason=one_line(str(error))), path) from error


def _values(content: bytes) -> int:
    """Return at least the number of values in a JSON text."""
    return content.count(b",") + content.count(b"[") + content.count(b"{")


def _decode_with_non_finite(content: bytes, decoder: msgspec.json.Decoder[R]) -> R:
    try:
        return decoder.decode(content)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        if b"NaN" not in content and b"Infinity" not in content:
            raise
    return decoder.decode(_TEXT_OR_NON_FINITE.sub(_as_text, content))


def _as_text(found: re.Match[bytes]) -> bytes:
    word = found[0]
    return word if word.startswith(b'"') else b'"' + word + b'"'
