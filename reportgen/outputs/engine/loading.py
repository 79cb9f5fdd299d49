"""Loads WeasyPrint without the searches, the parsing and the libraries that take half of its loading time on Linux."""

import ctypes.util
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from reportgen.outputs.engine.own_sheets import own_sheets_at_hand


def load_weasyprint() -> None:
    """Import WeasyPrint, so that later imports of it cost nothing.

    Raises:
        OSError: a library that it needs, such as Pango, is not installed.
    """
    if "weasyprint" not in sys.modules:
        with _exact_library_names(), _declarations_at_hand(), _font_tools_later(), own_sheets_at_hand():
            import_module("weasyprint")


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


@contextmanager
def _declarations_at_hand() -> Iterator[None]:
    """Keep cffi from reading the declarations of Pango's functions, 600 lines of C that take it 0.15 s.

    They are kept as it reads them (declarations.py); whatever else is declared to it, it reads. On other systems than
    Linux it is also needed to search for the libraries.
    """
    import cffi  # type: ignore[import-untyped]

    theirs = cffi.FFI
    if sys.platform == "linux":
        cffi.FFI = lambda: _Declared(theirs)
    try:
        yield
    finally:
        cffi.FFI = theirs


class _Declared:
    """Stands in for `cffi.FFI`: once something is declared, it has all that one has."""

    def __init__(self, theirs: Any) -> None:
        self._theirs = theirs

    def cdef(self, declarations: str) -> None:
        from reportgen.outputs.engine.declarations import DIGEST, ffi

        if hashlib.sha256(declarations.encode()).hexdigest() != DIGEST:
            ffi = self._theirs()
            ffi.cdef(declarations)
        self.__dict__.update({name: getattr(ffi, name) for name in dir(ffi) if not name.startswith("_")})


@contextmanager
def _font_tools_later() -> Iterator[None]:
    """Keep fontTools from being loaded with WeasyPrint, for 0.15 s: only WOFF and variable fonts need it."""
    absent = [name for name in _FONT_TOOLS if name not in sys.modules]
    sys.modules.update({name: _LaterModule(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


_FONT_TOOLS = ("fontTools.ttLib", "fontTools.subset", "fontTools.varLib.instancer")


class _LaterModule(ModuleType):
    """Stands in for a module of fontTools, and has whatever is imported from it."""

    def __getattr__(self, name: str) -> "_Later":
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(self.__name__, name)


class _Later:
    """Stands in for what is imported from a module; used for the first time, it gives way to that everywhere.

    Everywhere at once, for an exception that is caught must be itself by then.
    """

    def __init__(self, module: str, name: str) -> None:
        self._place = (module, name)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._itself()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._itself(), name)

    def _itself(self) -> Any:
        for holder in (import_module("weasyprint.text.fonts"), import_module("weasyprint.pdf.fonts")):
            for name, value in vars(holder).items():
                if isinstance(value, _Later):
                    setattr(holder, name, _imported(*value._place))  # noqa: SLF001
                elif isinstance(value, _LaterModule):
                    setattr(holder, name, import_module(value.__name__))
        return _imported(*self._place)


def _imported(module: str, name: str) -> Any:
    """Return what `from module import name` gives, which may be a module in it."""
    holder = import_module(module)
    return getattr(holder, name) if hasattr(holder, name) else import_module(f"{module}.{name}")
