"""The folders that WeasyPrint copies fonts into: gone at the end of the process, however it ends in order."""

import atexit
import shutil
from collections.abc import Callable


def folder_maker(theirs: Callable[..., str]) -> Callable[..., str]:
    """Return a stand-in for the `mkdtemp` of WeasyPrint's fonts, which is `theirs`.

    WeasyPrint removes a folder when the last box of its document is gone. That takes Python's search for cycles, which
    is left out at the end of a process (cli/render.py).
    """

    def mkdtemp(**named: str) -> str:
        folder = theirs(**named)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder

    return mkdtemp
