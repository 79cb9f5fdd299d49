"""Figures within a page: drawings in the place of the images that the templates ask for.

Takes SVG of charts; gives markup whose colours are custom properties, named for the colour on paper, so that a dark
page can have others. Pictures of pixels keep theirs.
"""

import base64
import re
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement
from markupsafe import escape

from reportgen.figures.charts import Chart
from reportgen.figures.experiment_charts import HeatMap
from reportgen.figures.judgement_charts import ConfusionChart
from reportgen.outputs.chart_places import CHART_URL
from reportgen.outputs.document.inlines import sizes_of
from reportgen.outputs.pictures import Picture

_COLOUR = re.compile(r"#([0-9a-f]{6})\b")
_STYLE = re.compile(r'style="([^"]*)"')
_FAMILY = re.compile(r"font-family: [^;\"]+")
_OPENING = re.compile(r"<svg[^>]*>")
_VIEW = re.compile(r'viewBox="([^"]+)"')
_PROPERTY = "--x"
# A figure that is wider than this on paper is not made smaller to the width of a phone: it can be moved sideways.
_WIDE_MM = 110.0
# They say by their darkness how much there is, and their captions tell so.
_SHADED = (ConfusionChart, HeatMap)


class Figures:
    """The figures of a page: puts placeholders into the tree of the page, and the drawings into its markup."""

    def __init__(self, charts: Sequence[Chart]) -> None:
        self._charts = charts
        self._numbers: list[tuple[int, str]] = []
        self._place = "[figure {}]"

    def hold_places(self, root: HtmlElement, pictures: Mapping[str, Picture]) -> None:
        """Replace the images of charts by placeholders, those of `pictures` by addresses that hold them."""
        text = "".join(root.itertext())
        while self._place[:-3] in text:  # nothing that the report says itself
            self._place = f"[{self._place}"
        for image in list(root.iter("img")):
            source = image.get("src", "")
            if source.startswith(CHART_URL):
                self._hold_place(image, int(source.removeprefix(CHART_URL)))
            elif source in pictures:
                image.set("src", address_of(pictures[source]))
        for element in root.xpath("//*[contains(@style, 'mm')]"):
            _scale(element)

    def _hold_place(self, image: HtmlElement, number: int) -> None:
        looks = "chart on-paper" if isinstance(self._charts[number], _SHADED) else "chart"
        place = image.makeelement("span", {"class": looks, "style": image.get("style", "")})
        place.text = self._place.format(len(self._numbers))
        place.tail = image.tail
        image.getparent().replace(image, place)
        self._numbers.append((number, image.get("alt", "")))

    def placed(self, markup: str, drawings: Sequence[str]) -> str:
        """Return `markup` with the drawing of each chart in its places; one that comes again refers to the first."""
        shown: set[int] = set()
        for place, (number, alternative) in enumerate(self._numbers):
            if number in shown:
                drawing = _again(drawings[number], number)
            else:
                drawing = _within(drawings[number], number, isinstance(self._charts[number], _SHADED))
            shown.add(number)
            opened = drawing.replace("<svg ", f'<svg role="img" aria-label="{escape(alternative)}" ', 1)
            markup = markup.replace(self._place.format(place), opened, 1)
        return markup


def address_of(picture: Picture) -> str:
    """Return an address that holds `picture` itself."""
    return f"data:{picture.content_type};base64,{base64.b64encode(picture.content).decode()}"


def colours_of(markup: str) -> set[tuple[str, str]]:
    """Return the property and the colour on paper of all colours that drawings in `markup` have."""
    return {(f"{_PROPERTY}{digits}", f"#{digits}") for digits in re.findall(rf"var\({_PROPERTY}([0-9a-f]+)\)", markup)}


def _scale(element: HtmlElement) -> None:
    """Say the size on paper in numbers: the style sheet makes lengths for the screen of them."""
    sizes = sizes_of(element)
    if "width" not in sizes:
        return
    element.set("style", "".join(f"--{name[0]}:{value:.5g};" for name, value in sorted(sizes.items())))
    if sizes["width"] > _WIDE_MM:
        element.set("class", f"{element.get('class', '')} wide-figure".strip())


def _within(svg: str, number: int, is_shaded: bool) -> str:
    """Return `svg` for a page: its text in the face of the page, its colours properties unless it `is_shaded`."""
    opening = _OPENING.search(svg)
    view = _VIEW.search(opening[0]) if opening else None
    if opening is None or view is None:
        return svg
    content = svg[opening.end() :].removesuffix("</svg>").replace("xlink:href", "href")
    # A rule that holds for the whole page; page.css has it for drawings.
    content = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", content, flags=re.DOTALL)
    content = _STYLE.sub(_in_face if is_shaded else _themed, content)
    # matplotlib says no colour of what is filled with black.
    ink = "" if is_shaded else f' style="fill: var({_PROPERTY}000000)"'
    return f'<svg viewBox="{view[1]}"><g id="chart-{number}"{ink}>{content}</g></svg>'


def _themed(style: re.Match[str]) -> str:
    return _COLOUR.sub(rf"var({_PROPERTY}\1)", _in_face(style))


def _in_face(style: re.Match[str]) -> str:
    return _FAMILY.sub("font-family: var(--text)", style[0])


def _again(svg: str, number: int) -> str:
    view = _VIEW.search(svg)
    return f'<svg viewBox="{view[1] if view else ""}"><use href="#chart-{number}"/></svg>'
