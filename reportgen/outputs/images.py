"""The files behind the pictures of a document: drawn charts, the report's own pictures, and those within an address.

Takes an `Image` of a document; gives its content and what kind of file it is.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.outputs.chart_places import CHART_URL
from reportgen.outputs.document.model import Image
from reportgen.outputs.pictures import Picture

_SVG = "image/svg+xml"
_WITHIN = re.compile(r"data:(image/[\w.+-]+);base64,(.*)", re.DOTALL)
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", _SVG: ".svg"}


@dataclass(frozen=True)
class ImageFile:
    """A picture as a file: its content, and its suffix, such as ".png"."""

    content: bytes
    suffix: str


class ImageFiles:
    """The pictures of one report: `charts` are drawn in the order of their numbers, all files of one kind."""

    def __init__(self, charts: Sequence[bytes], pictures: Mapping[str, Picture]) -> None:
        self._charts = charts
        self._pictures = pictures

    def find(self, image: Image) -> ImageFile | None:
        """Return the file of `image`; None if it has none that could be shown."""
        if image.source.startswith(CHART_URL):
            content = self._charts[int(image.source.removeprefix(CHART_URL))]
            return ImageFile(content, ".png" if content.startswith(b"\x89PNG") else ".svg")
        if picture := self._pictures.get(image.source):
            return ImageFile(picture.content, _SUFFIXES[picture.content_type])
        if image.source.startswith("<svg"):
            return ImageFile(image.source.encode(), ".svg")
        return _within(image.source)


def _within(address: str) -> ImageFile | None:
    found = _WITHIN.fullmatch(address)
    if found is None or found[1] not in _SUFFIXES:
        return None
    try:
        return ImageFile(base64.b64decode(found[2]), _SUFFIXES[found[1]])
    except binascii.Error:
        return None
