"""A file of contents that grows while a report is made, and then is a PDF of streams alone.

What is attached may be more than all pages: here it needs no memory. pikepdf has new streams in memory until it saves.
"""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """Where in the file something is: from the byte `start`, of `length` bytes."""

    start: int
    length: int


class ContentFile:
    """Holds streams of the PDF, and between them, where no reader of it looks, what may be asked for again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("w+b")
        self._objects: list[int] = []
        self._streams: dict[int, Place] = {}
        self._file.write(b"%PDF-1.7\n")

    def put(self, content: bytes) -> Place:
        """Write `content` as it is. Raises OSError where there is no room."""
        start = self._file.seek(0, os.SEEK_END)
        self._file.write(content)
        self._file.flush()
        return Place(start, len(content))

    def read(self, place: Place) -> bytes:
        """Return what is at `place`."""
        self._file.seek(place.start)
        return self._file.read(place.length)

    def add(self, packed: bytes) -> int:
        """Write a stream and return the number of its object. Raises OSError where there is no room."""
        number = self._begin_object()
        self._file.write(b"<</Length %d>>\nstream\n" % len(packed))
        self._streams[number] = self.put(packed)
        self._file.write(b"\nendstream\nendobj\n")
        self._file.flush()
        return number

    def stream(self, number: int) -> bytes:
        """Return the stream that is the object with this number."""
        return self.read(self._streams[number])

    def finish(self) -> None:
        """Write the catalog that each PDF has, and where the streams are (ISO 32000-1, 7.5.4)."""
        pages = self._begin_object()
        self._file.write(b"<</Type/Pages/Kids[]/Count 0>>\nendobj\n")
        catalog = self._begin_object()
        self._file.write(b"<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % pages)
        table, count = self._file.tell(), catalog + 1
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        self._file.writelines(b"%010d 00000 n \n" % start for start in self._objects)
        self._file.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, catalog, table))
        self._file.flush()

    def close(self) -> None:
        """Close the file. Raises OSError where it could not be written in full."""
        self._file.close()

    def _begin_object(self) -> int:
        self._objects.append(self._file.seek(0, os.SEEK_END))
        number = len(self._objects)
        self._file.write(b"%d 0 obj\n" % number)
        return number
