"""What this machine lays text out with, beside the report's own fonts: libraries, and what is installed for them."""

import ctypes
import ctypes.util
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

_PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll")
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_CHOOSING = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "PANGO_LANGUAGE", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


def text_libraries() -> list[Any] | None:
    """Return what tells how this machine lays text out from how another does; None if it cannot be told."""
    pango, harfbuzz, fontconfig = map(_loaded, (_PANGO, _HARFBUZZ, _FONTCONFIG))
    if pango is None or harfbuzz is None or fontconfig is None:
        return None
    versions = [_text(pango.pango_version_string), _text(harfbuzz.hb_version_string), fontconfig.FcGetVersion()]
    return [versions, [os.environ.get(name) for name in _CHOOSING], list(_installed(fontconfig))]


def pango_version() -> str | None:
    """Return the version of Pango, "1.50.12", without loading the engine; None if it has none of its usual names."""
    pango = _loaded(_PANGO)
    return None if pango is None else _text(pango.pango_version_string)


def _loaded(names: tuple[str, ...]) -> ctypes.CDLL | None:
    for name in names:
        with suppress(OSError):
            return ctypes.CDLL(name)
    return None


def _text(function: Any) -> str:
    function.restype = ctypes.c_char_p
    return str(function().decode())


def _installed(fontconfig: ctypes.CDLL) -> Iterator[tuple[str, int, int]]:
    """Yield path, time and size of the files that say how fonts are chosen, and of the folders of fonts.

    The time of a folder changes with the files in it.
    """
    for name in ("FcInitLoadConfig", "FcConfigGetConfigFiles", "FcConfigGetFontDirs", "FcStrListNext"):
        getattr(fontconfig, name).restype = ctypes.c_void_p
    fontconfig.FcStrListNext.restype = ctypes.c_char_p
    loaded = ctypes.c_void_p(fontconfig.FcInitLoadConfig())
    try:
        for path in _listed(fontconfig, fontconfig.FcConfigGetConfigFiles(loaded)):
            yield from _state(path)
        for folder in _listed(fontconfig, fontconfig.FcConfigGetFontDirs(loaded)):
            for inside, _, _ in os.walk(folder):
                yield from _state(Path(inside))
    finally:
        fontconfig.FcConfigDestroy(loaded)


def _listed(fontconfig: ctypes.CDLL, address: int | None) -> Iterator[Path]:
    listed = ctypes.c_void_p(address)
    while listed and (name := fontconfig.FcStrListNext(listed)):
        yield Path(os.fsdecode(name))
    fontconfig.FcStrListDone(listed)


def _state(path: Path) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError):
        known = path.stat()
        yield str(path), known.st_mtime_ns, known.st_size
