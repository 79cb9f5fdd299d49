"""Keeps WeasyPrint from parsing its own style sheets when it is loaded: 0.06 s in each process that lays pages out.

They are kept as it reads them (read_sheets.py), by what they say and by the versions of the libraries that read them.
Whatever else they say, or another version reads, is read as ever.
"""

import base64
import hashlib
import io
import pickle
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_READERS = ("weasyprint", "cssselect2", "tinycss2")


@contextmanager
def own_sheets_at_hand() -> Iterator[None]:
    """Let WeasyPrint be imported with sheets that are empty at first, and then have what is kept of them."""
    import tinycss2

    from reportgen.outputs.engine import read_sheets

    emptied: list[str] = []
    theirs = tinycss2.parse_stylesheet

    def parse_stylesheet(text: str) -> list[Any]:
        name = read_sheets.NAMES.get(hashlib.sha256(text.encode()).hexdigest())
        if name is None or versions() != read_sheets.VERSIONS:
            rules: list[Any] = theirs(text)
            return rules
        emptied.append(name)
        return []

    tinycss2.parse_stylesheet = parse_stylesheet
    try:
        yield
    finally:
        tinycss2.parse_stylesheet = theirs
    if emptied:
        _fill(emptied, read_sheets)


def versions() -> dict[str, str]:
    """Return the versions of the libraries that read a sheet, as far as they are loaded."""
    return {name: getattr(sys.modules.get(name), "__version__", "") for name in _READERS}


def _fill(names: list[str], read_sheets: ModuleType) -> None:
    html = import_module("weasyprint.html")
    found = _Unpickler(read_sheets).load()
    for name in names:
        vars(getattr(html, name)).update(found["sheets"][name])
        html.UA_COUNTER_STYLE.update(found["counter styles"][name])


class _Unpickler(pickle.Unpickler):
    """Puts the tests of selectors, which are functions, in their places."""

    def __init__(self, read_sheets: ModuleType) -> None:
        super().__init__(io.BytesIO(zlib.decompress(base64.b64decode(read_sheets.READ))))
        self._tests = read_sheets.TESTS

    def persistent_load(self, number: int) -> Any:
        return self._tests[number]
