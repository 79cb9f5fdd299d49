"""Where reportgen keeps what it can make again: a folder of the user's, emptied without harm at any time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_is_used: ContextVar[bool] = ContextVar("_is_used", default=True)


@contextmanager
def without_cache() -> Iterator[None]:
    """Keep nothing, and read nothing that is kept, until the end of the block."""
    before = _is_used.set(False)
    try:
        yield
    finally:
        _is_used.reset(before)


def cache_folder() -> Path | None:
    """Return the folder, which is made if it is missing; None where it cannot be made or written, or is not wanted.

    It is that of the platform: `$XDG_CACHE_HOME/reportgen`, else `~/.cache/reportgen` on Linux.
    """
    if not _is_used.get():
        return None
    from platformdirs import user_cache_path

    folder = user_cache_path("reportgen", appauthor=False)
    if not folder.is_absolute():  # nobody's home is known, and "~" would be a folder of the working folder
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.R_OK | os.W_OK | os.X_OK) else None
