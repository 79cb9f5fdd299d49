"""Charts in a PDF as vectors: tiny images hold their places during the layout and are replaced afterwards.

The PDF engine is slow at drawing SVG. So it lays out a distinct image of two pixels in each chart's place, and
afterwards each of these images gives way to what was drawn meanwhile.
"""

from collections.abc import Iterator, Sequence

import pikepdf

from reportgen.figures.drawing import Drawn
from reportgen.figures.vector.drawn import read_chart
from reportgen.outputs.chart_forms import ChartForms, embed_fonts
from reportgen.outputs.chart_places import number_in, numbered_anew


def place_charts(document: pikepdf.Pdf, drawn: Drawn) -> int:
    """Replace the placeholders in `document` by the charts that were drawn; return how many were replaced."""
    forms = ChartForms(document, embed_fonts(document, map(read_chart, drawn.charts), drawn.fonts))
    placed: dict[int, pikepdf.Object] = {}
    replaced = 0
    for images, name, number in _placeholders(document):
        if number not in placed:
            placed[number] = forms.form(read_chart(drawn.charts[number]))
        images[name] = placed[number]
        replaced += 1
    return replaced


def _placeholders(document: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, str, int]]:
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        images = page.resources.get("/XObject", pikepdf.Dictionary())
        # Pages may share one dictionary of resources.
        if images.is_indirect and images.objgen in seen:
            continue
        seen.add(images.objgen)
        for name, image in list(images.items()):
            number = _number(image)
            if number is not None:
                yield images, name, number


def number_places(images: pikepdf.Object, charts: Sequence[int]) -> None:
    """Have the placeholders among the `images` of a part stand for `charts`, by their numbers in the whole report."""
    for image in images.values():
        pixels = numbered_anew(image.read_bytes(), charts) if _is_small(image) else None
        if pixels is not None:
            image.write(pixels)


def _number(image: pikepdf.Object) -> int | None:
    return number_in(image.read_bytes()) if _is_small(image) else None


def _is_small(image: pikepdf.Object) -> bool:
    return bool(image.get("/Subtype") == "/Image" and image.get("/Width") == 2 and image.get("/Height") == 1)
