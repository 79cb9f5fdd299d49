"""The files that a report is made from, as they were when they were first read: understood and attached are the same.

Takes what `store.content` reads while `originals_kept`; gives it back to whoever asks for the same file, and to
attachments, packed. All is in a file meanwhile. What is surely attached is packed in a thread of its own: to hash and
to compress leaves the others running.
"""

import hashlib
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import RecordError
from reportgen.outputs.content_file import ContentFile, Place
from reportgen.outputs.room import lack_of_room_told
from reportgen.store.content import read_content
from reportgen.store.once import current_keeper, kept_by

_LEVEL = 6
# Arrays and pictures are compressed files: to do it again takes longer than all else and saves one byte in forty.
_COMPRESSED = (".npz", ".png", ".jpg", ".jpeg")
_MOST_BYTES = 64 * 2**20


@dataclass(frozen=True)
class Original:
    """A content of `size` bytes and its digests, compressed in the stream with this `number`."""

    number: int
    size: int
    sha256: bytes
    md5: bytes


class Originals:
    """Keeps what is read, in a file of its own at `path`; from several threads."""

    def __init__(self, path: Path) -> None:
        self._file = ContentFile(path)
        self._lock = threading.Lock()
        # What was read of each file: packed; a stream without its digests; a place to pack it from; or why nothing was.
        self._found: dict[str, Original | int | Place | RecordError] = {}
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._failure: Exception | None = None

    def once(self, path: Path, read: Callable[[], bytes]) -> bytes:
        """Return what `read` gave when it was first called for `path`, or raise the RecordError that it raised."""
        name = _name(path)
        with self._lock:
            found = self._found.get(name)
            if found is None:
                return self._first(name, read)
            if isinstance(found, Place):
                return self._file.read(found)
            if isinstance(found, RecordError):
                raise _without_frames(found)  # not the one that is kept: to be raised gives it frames
            packed = self._file.stream(found if isinstance(found, int) else found.number)
        return zlib.decompress(packed)

    def _first(self, name: str, read: Callable[[], bytes]) -> bytes:
        try:
            content = read()
        except RecordError as error:
            self._found[name] = _without_frames(error)
            raise
        try:
            is_compressed = name.lower().endswith(_COMPRESSED)
            self._found[name] = self._file.add(zlib.compress(content, 0)) if is_compressed else self._file.put(content)
        except OSError as error:  # raised where it is missed: here it would be taken for one of the file that is read
            self._failure = self._failure or error
        return content

    def begin(self, paths: Callable[[], Iterable[Path]]) -> None:
        """Read and pack the files at `paths`, as far as they can be read, in a thread of its own. Call it once."""
        self._thread = threading.Thread(target=self._pack, args=(paths,), daemon=True)
        self._thread.start()

    def _pack(self, paths: Callable[[], Iterable[Path]]) -> None:
        try:
            with kept_by(self):
                for path in paths():
                    if self._is_closed or self._failure:
                        return
                    with suppress(RecordError):
                        self._of_file(path)
        except Exception as error:  # it is raised where what is missing now is asked for
            self._failure = self._failure or error

    def of_file(self, path: Path) -> Original:
        """Return the content of a file, read now if it was not yet.

        Raises:
            RecordError: it cannot be read, or could not be when it was first read.
        """
        if self._thread:
            self._thread.join()
        with kept_by(self):
            return self._of_file(path)

    def _of_file(self, path: Path) -> Original:
        name = _name(path)
        packed = self._found.get(name)
        if not isinstance(packed, Original):
            content = read_content(path, _MOST_BYTES)
            found = self._found.get(name)
            packed = self._found[name] = self._original(content, found if isinstance(found, int) else None)
        return packed

    def of_content(self, content: bytes) -> Original:
        """Return a content that is in no file, kept from now on."""
        return self._original(content)

    def again(self, original: Original) -> int:
        """Return the number of a further stream of the same content, of which something else is to be said."""
        with self._lock:
            return self._file.add(self._file.stream(original.number))

    def finished(self) -> Path:
        """Return the file, with all that it is now, as a PDF."""
        with self._lock:
            self._file.finish()
        return self._file.path

    def _original(self, content: bytes, number: int | None = None) -> Original:
        if self._failure:
            raise self._failure
        # MD5 is what the format of PDF has for it (ISO 32000-1, table 46); the manifest has SHA-256.
        digests = hashlib.sha256(content).digest(), hashlib.md5(content, usedforsecurity=False).digest()
        if number is None:
            packed = zlib.compress(content, _LEVEL)
            with self._lock:
                number = self._file.add(packed)
        return Original(number, len(content), *digests)

    def close(self) -> None:
        """Let go of the file."""
        self._is_closed = True
        if self._thread:
            self._thread.join()
        with suppress(OSError):  # it was told before
            self._file.close()


def _name(path: Path) -> str:
    return str(path.absolute())


def _without_frames(error: RecordError) -> RecordError:
    """Return the same error without what was going on when it was raised, which would stay in memory."""
    found = RecordError(error.reason)
    found.args = error.args
    found.__cause__ = error.__cause__ and error.__cause__.with_traceback(None)
    return found


def originals_in(folder: Path) -> Originals:
    """Return what keeps the files that are read now; if nothing does, a new one in `folder`."""
    keeper = current_keeper()
    return keeper if isinstance(keeper, Originals) else Originals(folder / "attached.pdf")


@contextmanager
def originals_kept() -> Iterator[Originals]:
    """Keep what is read until the end of the block; if it is kept already, by the same.

    Raises:
        RenderError: there is no room for the file in which it is kept.
    """
    keeper = current_keeper()
    if isinstance(keeper, Originals):
        yield keeper
        return
    with lack_of_room_told():
        # On Windows a file that is open, as it is when a rendering fails, cannot be removed.
        folder = tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True)
    with folder as name:
        with lack_of_room_told():
            originals = Originals(Path(name) / "attached.pdf")
        try:
            with kept_by(originals):
                yield originals
        finally:
            originals.close()
