"""Writes down how WeasyPrint reads its own style sheets: run it as a program when it, or what parses, is another."""

import base64
import hashlib
import io
import pickle
import pprint
import textwrap
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cssselect2 import compiler
from weasyprint import CSS, html
from weasyprint.css.counters import CounterStyle

from reportgen.outputs.engine import own_sheets

TARGET = Path(own_sheets.__file__).with_name("read_sheets.py")

TEXTS = {"UA_STYLESHEET": html.UA, "UA_FORM_STYLESHEET": html.UA_FORM, "PH_STYLESHEET": html.PH}

_HEAD = '''"""The style sheets of WeasyPrint as it reads them.

`python -m tests.own_sheets` writes this file. `TESTS` are those of the selectors, as cssselect2 compiles them;
`READ` is all else, pickled with their numbers in it and compressed.
"""

# ruff: noqa
# fmt: off
# mypy: ignore-errors
from urllib.parse import urlparse

from cssselect2.compiler import split_whitespace
from webencodings import ascii_lower

'''


def read(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what WeasyPrint makes of a sheet, and the counter styles in it."""
    counter_styles = CounterStyle()
    # The sheet of attributes for looks is told of no counter styles, and has none.
    state = vars(CSS(string=TEXTS[name], counter_style=counter_styles))
    return state, dict(counter_styles)


def module() -> str:
    """Return the module that holds them."""
    with _sources() as sources:
        found = {name: read(name) for name in TEXTS}
    written = io.BytesIO()
    pickler = _Pickler(written, sources)
    parts = {"sheets": {name: sheet for name, (sheet, _) in found.items()}}
    pickler.dump(parts | {"counter styles": {name: styles for name, (_, styles) in found.items()}})
    names = {hashlib.sha256(text.encode()).hexdigest(): name for name, text in TEXTS.items()}
    tests = "".join(f"    lambda el: {source},\n" for source in pickler.used)
    return (
        f"{_HEAD}VERSIONS = {pprint.pformat(own_sheets.versions())}\nNAMES = {pprint.pformat(names)}\n"
        f'TESTS = (\n{tests})\nREAD = """\n{_printable(written.getvalue())}\n"""\n'
    )


def _printable(content: bytes) -> str:
    return "\n".join(textwrap.wrap(base64.b64encode(zlib.compress(content, 9)).decode(), 118))


class _Pickler(pickle.Pickler):
    """Writes for each function its number; `used` are their sources in this order."""

    def __init__(self, written: io.BytesIO, sources: dict[Any, str]) -> None:
        super().__init__(written, protocol=4)
        self._sources = sources
        self.used: dict[str, int] = {}

    def persistent_id(self, value: Any) -> int | None:
        source = self._sources.get(value) if callable(value) and not isinstance(value, type) else None
        return None if source is None else self.used.setdefault(source, len(self.used))


@contextmanager
def _sources() -> Iterator[dict[Any, str]]:
    """Give the source of each function that a selector is compiled to."""
    sources: dict[Any, str] = {}

    def evaluate(source: str, *scope: Any) -> Any:
        test = eval(source, *scope)
        sources[test] = source.removeprefix("lambda el: ")
        return test

    vars(compiler)["eval"] = evaluate
    try:
        yield sources
    finally:
        del vars(compiler)["eval"]


if __name__ == "__main__":
    TARGET.write_text(module())
