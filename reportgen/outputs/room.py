"""Says in our words that there is no room for the files that a report is made from while it is laid out."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from reportgen.errors import RenderError

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def lack_of_room_told() -> Iterator[None]:
    """Raise RenderError where a file cannot be written in full."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        folder = tempfile.gettempdir()
        raise RenderError(
            f"the report could not be laid out: {error.strerror}: {folder}, where its parts are kept meanwhile. "
            "Make room there, or name another folder in TMPDIR"
        ) from error
