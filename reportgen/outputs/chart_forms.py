"""Drawn charts as parts of a PDF: each a form that fills the unit square as an image does, with the fonts of all."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from reportgen.figures.vector.drawn import DrawnChart, Marker, Pixels
from reportgen.outputs.chart_fonts import embed_font

# The filter of a row is one of PNG's, named by the row's first byte.
_PNG_FILTERS = 15


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

    def form(self, chart: DrawnChart) -> pikepdf.Object:
        """Return `chart` as a form."""
        described = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
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
        described = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array(marker.box))
        return self._stream(marker.content, described)

    def _image(self, image: Pixels) -> pikepdf.Object:
        described = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=Name.DeviceGray if image.channels == 1 else Name.DeviceRGB,
            BitsPerComponent=8,
            DecodeParms=Dictionary(Predictor=_PNG_FILTERS, Colors=image.channels, Columns=image.width),
        )
        if image.opacity is not None:
            described.SMask = self._image(image.opacity)
        return self._stream(image.content, described)

    def _stream(self, deflated: bytes, described: Dictionary) -> pikepdf.Object:
        described.Filter = Name.FlateDecode
        return pikepdf.Stream(self._document, deflated, described)
