"""The faces of a page: subsets with the characters that it shows, as WOFF2 within the page."""

import base64
import io
from collections.abc import Iterator

from reportgen.outputs.fallback_fonts import fallback_font_folder
from reportgen.themes import Face, Theme

_FALLBACK = "reportgen:fallback-fonts/"
# Figures of one width in tables; accents and ligatures that a text has without being asked.
_FEATURES = ("kern", "liga", "lnum", "tnum", "mark", "mkmk", "ccmp", "locl", "calt")


def font_faces(theme: Theme, characters: set[str]) -> str:
    """Return CSS with the faces of `theme`, cut down to `characters`; of the fallback only what no other face has."""
    return "\n".join(_declarations(theme, {ord(character) for character in characters}))


def _declarations(theme: Theme, wanted: set[int]) -> Iterator[str]:
    used = {*theme.words("--text"), *theme.words("--heading"), *theme.words("--mono")}
    missing = set(wanted)
    for face in sorted(theme.faces, key=lambda face: face.address.startswith(_FALLBACK)):
        is_fallback = face.address.startswith(_FALLBACK)
        file = _content(theme, face.address) if face.family in used else None
        cut = _subset(file, missing if is_fallback else wanted) if file else None
        if cut is None:
            continue
        subset, found = cut
        missing -= found
        yield _declared(face, subset)


def _declared(face: Face, subset: bytes) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(data:font/woff2;base64,{base64.b64encode(subset).decode()})}}"
    )


def _content(theme: Theme, address: str) -> bytes | None:
    if address.startswith(_FALLBACK):
        folder = fallback_font_folder()
        return (folder / address.removeprefix(_FALLBACK)).read_bytes() if folder else None
    path = theme.file_at(address)
    return path.read_bytes() if path else None


def _subset(file: bytes, wanted: set[int]) -> tuple[bytes, set[int]] | None:
    """Return the font with the characters `wanted` alone, and those of them that it has; None if it has none."""
    from fontTools import subset, ttLib

    font = ttLib.TTFont(io.BytesIO(file), recalcTimestamp=False, lazy=True)
    found = wanted & set(font.getBestCmap())
    if not found:
        return None
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True, notdef_outline=True)
    options.layout_features = list(_FEATURES)
    # A table of FontForge's, which nothing reads.
    options.drop_tables = [*options.drop_tables, "FFTM"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=found)
    cutter.subset(font)
    font.flavor = "woff2"
    content = io.BytesIO()
    font.save(content)
    return content.getvalue(), found
