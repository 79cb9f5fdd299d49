"""Files that others see whole or not at all: what can be made again and need not outlast a crash.

Records are written by `store.writing.replace_file`, which waits until the disk has them.
"""

import os
import threading
from contextlib import suppress
from pathlib import Path


def put_in_place(path: Path, content: bytes) -> None:
    """Write `path` so that other processes and threads see it whole or not at all; a crash of the machine may lose it.

    Raises:
        OSError: the folder is gone or full; nothing is left behind.
    """
    unfinished = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except BaseException:  # an interrupt, too
        with suppress(OSError):
            unfinished.unlink()
        raise
