"""The pieces of painted content: how each is opened and closed in the stream of its page, and where.

The engine writes the opening of a piece as three items, one of them a dictionary, and its own tags look for them. Here
it is one item of bytes, at a place that is kept: most pieces stay as they are, an artifact gets another opening there.
"""

from typing import Any, NamedTuple


class Piece(NamedTuple):
    """A piece: its number on the page, the stream that holds it, and the place of its opening among the items."""

    number: int
    stream: Any
    place: int

    def silence(self, kind: bytes) -> None:
        """Make the piece an artifact: `kind` is "/Pagination" for furniture of the page, "/Layout" for decoration."""
        self.stream.stream[self.place] = b"/Artifact\n<</Type %b>>\nBDC" % kind


def open_piece(stream: Any, box: Any, tag: bytes) -> None:
    """Open the piece that `box` is painted as."""
    pieces = stream._tags  # noqa: SLF001  # the groups of a page share them
    number, items = len(pieces), stream.stream
    pieces[box] = Piece(number, stream, len(items))
    items.append(b"/%b\n<</MCID %d>>\nBDC" % (tag, number))


class _Open:
    """A piece that is open: leaving it as a context closes it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self._stream.end_marked_content()


def marked(stream: Any, box: Any, tag: str) -> _Open:
    """Stand in for the engine's `Stream.marked`: what is painted within is the piece of `box`."""
    open_piece(stream, box, tag.encode())
    return _Open(stream)
