"""Files that are read once: whoever asks for one again gets what was read first, though it may have changed since.

Only while somebody keeps what is read, as for a report that has the files attached from which it was made.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Protocol


class Keeper(Protocol):
    """Keeps what was read from files."""

    def once(self, path: Path, read: Callable[[], bytes]) -> bytes:
        """Return what `read` gave when it was first called for `path`, or raise the RecordError that it raised."""


_keeper: ContextVar[Keeper | None] = ContextVar("_keeper", default=None)


@contextmanager
def kept_by(keeper: Keeper) -> Iterator[None]:
    """Have `keeper` keep all that this thread reads until the end of the block."""
    before = _keeper.set(keeper)
    try:
        yield
    finally:
        _keeper.reset(before)


def current_keeper() -> Keeper | None:
    """Return who keeps what this thread reads, None for nobody."""
    return _keeper.get()
