"""What the PDF engine may read: the report's templates, fonts, placeholders and pictures. No network, no other file.

Addresses begin with `reportgen:`, save pictures that a drawing holds inside itself; everything else, whatever a record
or a name may hold, is refused.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from reportgen.outputs.chart_places import CHART_URL, placeholder
from reportgen.outputs.fallback_fonts import fallback_font_folder
from reportgen.outputs.pictures import Picture
from reportgen.outputs.templates import template_file
from reportgen.themes import BESIDE

_SCHEME = "reportgen:"
_FALLBACK_FONTS = "fallback-fonts/"
_WITHIN = re.compile(r"data:(image/(?:png|jpeg));base64,(.*)", re.DOTALL)
_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".otf": "font/otf", ".png": "image/png", ".svg": "image/svg+xml"}


class ReportFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Serves `reportgen:chart/N`, `reportgen:fallback-fonts/FILE`, the report's pictures, and files of the templates.

    `pictures` are those of this report by their address, such as `reportgen:logo`; `beside_theme` is the folder of
    the user's own theme, for `reportgen:theme/FILE`.
    """

    def __init__(
        self, folders: Sequence[Path], pictures: Mapping[str, Picture] | None = None, beside_theme: Path | None = None
    ) -> None:
        super().__init__(allowed_protocols=())
        self._folders = folders
        self._pictures = pictures or {}
        self._beside_theme = beside_theme

    def fetch(self, url: str, headers: dict[str, Any] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return what `url` names. Raises URLFetchingError for whatever is not the report's own."""
        if url.startswith(CHART_URL):
            return URLFetcherResponse(url, placeholder(int(url.removeprefix(CHART_URL))), {"Content-Type": "image/png"})
        picture = self._pictures.get(url) or _within(url)
        if picture:
            return URLFetcherResponse(url, picture.content, {"Content-Type": picture.content_type})
        if not url.startswith(_SCHEME):
            raise URLFetchingError(f"not a part of the report, and not fetched: {url[:80]}")
        path = self._file(url.removeprefix(_SCHEME))
        if path is None:
            raise URLFetchingError(f"no such file among the templates: {url.removeprefix(_SCHEME)[:80]}")
        kind = _TYPES.get(path.suffix, "application/octet-stream")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def _file(self, name: str) -> Path | None:
        folders: Sequence[Path] = self._folders
        if name.startswith(_FALLBACK_FONTS):
            fallback = fallback_font_folder()
            folders, name = ([fallback] if fallback else []), name.removeprefix(_FALLBACK_FONTS)
        elif self._beside_theme and name.startswith(BESIDE):
            folders, name = [self._beside_theme], name.removeprefix(BESIDE)
        return template_file(folders, name)


def _within(url: str) -> Picture | None:
    """Return the picture of pixels that an address holds itself, as drawings do; None if it holds none."""
    found = _WITHIN.fullmatch(url)
    if found is None:
        return None
    try:
        return Picture(base64.b64decode(found[2]), found[1])
    except binascii.Error as error:
        raise URLFetchingError(f"a damaged picture inside a drawing: {error}") from error
