"""Fonts that several parts use, each written once, with the glyphs that all of them show.

A part is written without its fonts. A font that is cut down to the glyphs in use keeps their numbers, so what the parts
show is right with a font that has the glyphs of all of them.
"""

import ctypes
import ctypes.util
import io
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import RenderError
from reportgen.outputs.report_files import digest_of
from reportgen.whole_files import put_in_place

if TYPE_CHECKING:
    import pikepdf

Once = Callable[[bytes, Callable[[], bytes]], bytes]
"""Returns what the function gives, made once for all that is told of it."""
WriteFonts = Callable[["Sequence[UsedFont]"], bytes]
"""Does what `written_fonts` does, wherever WeasyPrint is loaded."""

_GLYPHS = ("widths", "to_unicode", "missing")
# HB_MEMORY_MODE_DUPLICATE: the content is copied.
_DUPLICATE = 0
_LIBRARIES = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "harfbuzz")


@dataclass(frozen=True)
class UsedFont:
    """A font of WeasyPrint as plain data: `face` is its file, `state` all else, such as the widths of its glyphs."""

    key: int
    face: Path
    state: dict[str, Any]


def used_fonts(fonts: dict[int, Any], folder: Path) -> tuple[UsedFont, ...]:
    """Return the fonts of a document; their faces are kept in `folder`."""
    return tuple(UsedFont(key, _kept_face(font, folder), _state(font)) for key, font in fonts.items())


def _state(font: Any) -> dict[str, Any]:
    from weasyprint.text.ffi import ffi

    plain = {name: value for name, value in vars(font).items() if not isinstance(value, ffi.CData)}
    del plain["file_content"]
    return plain


def _kept_face(font: Any, folder: Path) -> Path:
    file = folder / f"{font.hash}.face"
    if not file.exists():
        # Another process may keep the same one at the same time.
        put_in_place(file, font.file_content)
    return file


def joined_fonts(uses: Iterable[tuple[UsedFont, ...]], write: WriteFonts, once: Once | None = None) -> "pikepdf.Pdf":
    """Return a PDF whose catalog has, under `Fonts`, each font with the glyphs of all `uses`.

    `once` gives what was made before from the same fonts: to cut them down takes 0.04 s, and WeasyPrint.
    """
    # Loaded when the parts are laid out: what lays them out starts sooner.
    import pikepdf

    fonts = _with_all_glyphs(uses)
    if once:
        about = [(font.key, digest_of(font.face.read_bytes()), *font.state.items()) for font in fonts]
        with suppress(pikepdf.PdfError):
            found = pikepdf.open(io.BytesIO(once(repr(about).encode(), lambda: write(fonts))))
            if "/Fonts" in found.Root:
                return found
    return pikepdf.open(io.BytesIO(write(fonts)))


def _with_all_glyphs(uses: Iterable[tuple[UsedFont, ...]]) -> list[UsedFont]:
    """Return each font once, with the glyphs of all `uses`, in order of their numbers wherever they come from."""
    joined: dict[int, UsedFont] = {}
    for font in (font for use in uses for font in use):
        if font.key not in joined:
            joined[font.key] = replace(font, state=font.state | {name: {} for name in _GLYPHS})
        for name in _GLYPHS:
            known = joined[font.key].state[name]
            known |= {glyph: value for glyph, value in font.state[name].items() if glyph not in known}
    for font in joined.values():
        font.state.update({name: dict(sorted(font.state[name].items())) for name in _GLYPHS})
    return list(joined.values())


def written_fonts(used: Sequence[UsedFont]) -> bytes:
    """Return the PDF that has the fonts, cut down to their glyphs."""
    import pydyf  # type: ignore[import-untyped]
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.pdf.fonts import build_fonts_dictionary

    pdf = pydyf.PDF()
    restored = {font.key: _restored(font) for font in used}
    fonts = build_fonts_dictionary(pdf, restored, False, True, DEFAULT_OPTIONS | {"pdf_version": "1.7"})
    pdf.add_object(fonts)
    pdf.catalog["Fonts"] = fonts.reference
    written = io.BytesIO()
    pdf.write(written)
    return written.getvalue()


def _restored(font: UsedFont) -> Any:
    """Return the font as WeasyPrint has it."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import ffi, harfbuzz

    restored = Font.__new__(Font)
    vars(restored).update(font.state)
    restored.file_content = font.face.read_bytes()
    face = ffi.cast("hb_face_t *", _face(restored.file_content, restored.index))
    restored.hb_face = ffi.gc(face, harfbuzz.hb_face_destroy)
    return restored


def _face(content: bytes, index: int) -> int:
    """Return the address of HarfBuzz's face of a font file: WeasyPrint's binding has no function for it."""
    library = _harfbuzz()
    blob = library.hb_blob_create(content, len(content), _DUPLICATE, None, None)
    face: int = library.hb_face_create(blob, index)
    library.hb_blob_destroy(blob)
    return face


@cache
def _harfbuzz() -> Any:
    """Return the library that WeasyPrint has loaded, by the names that it has on Linux, macOS and Windows."""
    for name in _LIBRARIES:
        with suppress(OSError):
            # Searching takes processes of its own: not where the name is that of the file, as on Linux.
            library = ctypes.CDLL(name if "." in name else ctypes.util.find_library(name) or name)
            library.hb_blob_create.restype = library.hb_face_create.restype = ctypes.c_void_p
            library.hb_blob_create.argtypes = [ctypes.c_char_p, ctypes.c_uint, ctypes.c_int, *[ctypes.c_void_p] * 2]
            library.hb_face_create.argtypes = [ctypes.c_void_p, ctypes.c_uint]
            library.hb_blob_destroy.argtypes = [ctypes.c_void_p]
            return library
    raise RenderError("the fonts could not be written: no library harfbuzz was found; WeasyPrint's setup says how")
