"""Writes down what WeasyPrint declares of Pango's functions: run it as a program when WeasyPrint is another."""

import hashlib
import re
import tempfile
from pathlib import Path

import cffi
import weasyprint

from reportgen.outputs.engine import loading

TARGET = Path(loading.__file__).with_name("declarations.py")

_HEAD = '''"""What WeasyPrint declares of the functions of Pango, HarfBuzz and Fontconfig, as cffi reads it.

`python -m tests.declarations` writes this file; `DIGEST` is the SHA-256 of the declarations in C.
"""

# ruff: noqa
# fmt: off
# mypy: ignore-errors
DIGEST = "{digest}"

'''


def declared() -> str:
    """Return the declarations in C that the installed WeasyPrint has."""
    source = (Path(weasyprint.__file__).parent / "text" / "ffi.py").read_text()
    found = re.search(r"ffi\.cdef\('''(.*?)'''\)", source, re.DOTALL)
    assert found
    return found[1]


def module() -> str:
    """Return the module that holds them as cffi reads them."""
    ffi = cffi.FFI()
    ffi.cdef(declared())
    ffi.set_source("reportgen.pango", None)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "module.py"
        ffi.emit_python_code(str(written))
        _, _, code = written.read_text().partition("\n")
    return _HEAD.format(digest=hashlib.sha256(declared().encode()).hexdigest()) + code


if __name__ == "__main__":
    TARGET.write_text(module())
