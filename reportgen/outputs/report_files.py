"""What addresses of the report's own name: its pictures, and files of the templates, of the theme and of fonts.

Without the PDF engine: whoever asks whether something changed since need not load it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from reportgen.addresses import BESIDE, SCHEME
from reportgen.outputs.fallback_fonts import fallback_font_folder
from reportgen.outputs.pictures import Picture
from reportgen.outputs.templates import template_file

_FALLBACK_FONTS = "fallback-fonts/"
_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".otf": "font/otf", ".png": "image/png", ".svg": "image/svg+xml"}


def digest_of(content: bytes) -> bytes:
    """Return what tells `content` from any other."""
    return hashlib.blake2b(content, digest_size=20).digest()


class ReportFiles:
    """Finds `reportgen:fallback-fonts/FILE`, the report's `pictures` by their addresses, and files of the templates.

    `beside_theme` is the folder of the user's own theme, for `reportgen:theme/FILE`.
    """

    def __init__(self, folders: Sequence[Path], pictures: Mapping[str, Picture], beside_theme: Path | None) -> None:
        self._folders = folders
        self._pictures = pictures
        self._beside_theme = beside_theme

    def find(self, url: str) -> tuple[bytes, str] | None:
        """Return the content and the type of what `url` names; None if it names nothing of the report's own."""
        if picture := self._pictures.get(url):
            return picture.content, picture.content_type
        path = self._file(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        return (path.read_bytes(), _TYPES.get(path.suffix, "application/octet-stream")) if path else None

    def _file(self, name: str) -> Path | None:
        folders: Sequence[Path] = self._folders
        if name.startswith(_FALLBACK_FONTS):
            fallback = fallback_font_folder()
            folders, name = ([fallback] if fallback else []), name.removeprefix(_FALLBACK_FONTS)
        elif self._beside_theme and name.startswith(BESIDE):
            folders, name = [self._beside_theme], name.removeprefix(BESIDE)
        return template_file(folders, name)
