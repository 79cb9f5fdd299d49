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

from reportgen.addresses import SCHEME
from reportgen.outputs.chart_places import place_of
from reportgen.outputs.pictures import Picture
from reportgen.outputs.report_files import ReportFiles, digest_of

_WITHIN = re.compile(r"data:(image/(?:png|jpeg));base64,(.*)", re.DOTALL)


class ReportFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Serves charts' places, and what `ReportFiles` finds.

    `read` has the digest of each file that was asked for, by its address: that of nothing where there is none.
    """

    def __init__(
        self, folders: Sequence[Path], pictures: Mapping[str, Picture] | None = None, beside_theme: Path | None = None
    ) -> None:
        super().__init__(allowed_protocols=())
        self._files = ReportFiles(folders, pictures or {}, beside_theme)
        self.read: dict[str, bytes] = {}

    def fetch(self, url: str, headers: dict[str, Any] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return what `url` names. Raises URLFetchingError for whatever is not the report's own."""
        if place := place_of(url):
            return URLFetcherResponse(url, place, {"Content-Type": "image/png"})
        if picture := _within(url):
            return URLFetcherResponse(url, picture.content, {"Content-Type": picture.content_type})
        found = self._files.find(url)
        self.read[url] = digest_of(found[0] if found else b"")
        if found is None and not url.startswith(SCHEME):
            raise URLFetchingError(f"not a part of the report, and not fetched: {url[:80]}")
        if found is None:
            raise URLFetchingError(f"no such file among the templates: {url.removeprefix(SCHEME)[:80]}")
        content, kind = found
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def _within(url: str) -> Picture | None:
    """Return the picture of pixels that an address holds itself, as drawings do; None if it holds none."""
    found = _WITHIN.fullmatch(url)
    if found is None:
        return None
    try:
        return Picture(base64.b64decode(found[2]), found[1])
    except binascii.Error as error:
        raise URLFetchingError(f"a damaged picture inside a drawing: {error}") from error
