"""Drawn charts as parts of a PDF: each a form that fills the unit square as an image does, with the fonts of all."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from reportgen.figures.vector.drawn import DrawnChart, Marker, Pixels
from reportgen.outputs.chart_fonts import embed_font

# The filter of a row is one of PNG's, named by the row's first byte.
_PNG_FILTERS = 15
# Each of them once: a name takes 224 bytes in a document, and there are thousands of charts and pictures.
_X_OBJECT, _FORM, _IMAGE, _DEFLATED = Name.XObject, Name.Form, Name.Image, Name.FlateDecode
_GRAY, _COLOURED = Name.DeviceGray, Name.DeviceRGB


def embed_fonts(
    document: pikepdf.Pdf, charts: Iterable[DrawnChart], files: Mapping[str, Path]
) -> dict[str, pikepdf.Object]:
    """Put the fonts of all `charts` into `document`, each once; return them by the names that the charts have."""
    used: dict[str, dict[int, str]] = {}
    for chart in charts:
        for face in chart.faces:
            used.setdefault(face.font, {}).update(face.glyphs)
    return {font: embed_font(document, files[font], glyphs) for font, glyphs in used.items()}


class ChartForms:
    """Makes the forms of one document, which share `fonts` and opacities."""

    def __init__(self, document: pikepdf.Pdf, fonts: Mapping[str, pikepdf.Object]) -> None:
        self._document = document
        self._fonts = fonts
        self._opacities: dict[tuple[float, float], pikepdf.Object] = {}
        self._markers: dict[Marker, pikepdf.Object] = {}
        self._filters_of: dict[tuple[int, int], pikepdf.Object] = {}

    def form(self, chart: DrawnChart) -> pikepdf.Object:
        """Return `chart` as a form."""
        described = Dictionary(
            Type=_X_OBJECT,
            Subtype=_FORM,
            BBox=Array([0, 0, chart.width, chart.height]),
            Matrix=Array([1 / chart.width, 0, 0, 1 / chart.height, 0, 0]),
            Resources=self._resources(chart),
        )
        return self._stream(chart.content, described)

    def _resources(self, chart: DrawnChart) -> Dictionary:
        shown = {f"/I{number}": self._image(image) for number, image in enumerate(chart.images)}
        shown |= {f"/M{number}": self._marker(marker) for number, marker in enumerate(chart.markers)}
        kinds = {
            "/Font": {f"/F{number}": self._fonts[face.font] for number, face in enumerate(chart.faces)},
            "/ExtGState": {f"/A{number}": self._opacity(pair) for number, pair in enumerate(chart.opacities)},
            "/XObject": shown,
        }
        return Dictionary({kind: Dictionary(named) for kind, named in kinds.items() if named})

    def _opacity(self, pair: tuple[float, float]) -> pikepdf.Object:
        if pair not in self._opacities:
            lines, areas = pair
            self._opacities[pair] = self._document.make_indirect(Dictionary(Type=Name.ExtGState, CA=lines, ca=areas))
        return self._opacities[pair]

    def _marker(self, marker: Marker) -> pikepdf.Object:
        if marker not in self._markers:
            described = Dictionary(Type=_X_OBJECT, Subtype=_FORM, BBox=Array(marker.box))
            self._markers[marker] = self._stream(marker.content, described)
        return self._markers[marker]

    def _image(self, image: Pixels) -> pikepdf.Object:
        described = Dictionary(
            Type=_X_OBJECT,
            Subtype=_IMAGE,
            Width=image.width,
            Height=image.height,
            ColorSpace=_GRAY if image.channels == 1 else _COLOURED,
            BitsPerComponent=8,
            DecodeParms=self._filters(image.width, image.channels),
        )
        if image.opacity is not None:
            described.SMask = self._image(image.opacity)
        return self._stream(image.content, described)

    def _filters(self, width: int, channels: int) -> pikepdf.Object:
        """Return how rows of this width were filtered: one object for all images that have it."""
        if (width, channels) not in self._filters_of:
            described = Dictionary(Predictor=_PNG_FILTERS, Colors=channels, Columns=width)
            self._filters_of[width, channels] = self._document.make_indirect(described)
        return self._filters_of[width, channels]

    def _stream(self, deflated: bytes, described: Dictionary) -> pikepdf.Object:
        described.Filter = _DEFLATED
        return pikepdf.Stream(self._document, deflated, described)
