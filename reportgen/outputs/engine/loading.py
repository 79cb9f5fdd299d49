"""Loads WeasyPrint without the searches that make up a third of its loading time on Linux."""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def load_weasyprint() -> None:
    """Import WeasyPrint, so that later imports of it cost nothing.

    Raises:
        OSError: a library that it needs, such as Pango, is not installed.
    """
    with _exact_library_names():
        import weasyprint  # noqa: F401


@contextmanager
def _exact_library_names() -> Iterator[None]:
    """Keep cffi from searching for libraries while WeasyPrint is imported.

    WeasyPrint tries each library under the names of several systems (weasyprint/text/ffi.py). For each name that cannot
    be loaded, cffi asks `find_library`, which starts ldconfig and a compiler: 22 searches, 0.2 s. On Linux the exact
    file names are among those tried, and the dynamic loader finds them without any search.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search
