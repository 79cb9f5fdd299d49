"""Draws charts as files of their own, for the forms of the report that are no PDF: an SVG or a PNG a chart.

Takes a chart and its number in the report; gives the content of a file. The same chart gives the same bytes.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, cast

import matplotlib as mpl
from lxml import etree
from matplotlib.figure import Figure

from reportgen.figures.charts import Chart
from reportgen.figures.equation_charts import EquationChart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.kinds import draw_sheet
from reportgen.figures.style import parameters, use_fonts_in_matplotlib
from reportgen.figures.vector.drawn import DrawnImage
from reportgen.figures.vector.faces import files_of
from reportgen.figures.vector.shaping import shape
from reportgen.figures.whole_figure import figure_of

ImageKind = Literal["svg", "outlines", "png"]
"""SVG with its text as text, for a page that has the typeface; SVG with its text as outlines; PNG."""

_DOTS_PER_INCH = 220
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_BLANKS = re.compile(r"\s+")
_TURNED_BY_NOTHING = re.compile(r" ?rotate\(-?0(?:\.0*)?(?: [^)]*)?\)")
_REFERENCE = re.compile(r'(?:href="|url\()#([^")]+)')


def draw_image(chart: Chart, number: int, kind: ImageKind, look: FigureStyle) -> DrawnImage:
    """Return `chart`, the one of that number in the report, as a file."""
    # Signs of several faces stand in an equation, and a page does not have them all.
    is_text = kind == "svg" and not isinstance(chart, EquationChart)
    # The ids in a drawing are made from the salt: no two drawings in a page may share one.
    chosen = {"svg.fonttype": "none" if is_text else "path", "svg.hashsalt": f"chart {number}"}
    use_fonts_in_matplotlib(look)
    with mpl.rc_context(cast(Any, parameters(look) | chosen)):
        sheet = draw_sheet(chart, look)
        return DrawnImage(_image(figure_of(sheet), kind), tuple(_missing(sheet.texts, look)))


def _image(figure: Figure, kind: ImageKind) -> bytes:
    content = io.BytesIO()
    if kind == "png":
        figure.savefig(content, format="png", dpi=_DOTS_PER_INCH, metadata={"Software": None})
        return content.getvalue()
    figure.savefig(content, format="svg", metadata={"Date": None, "Creator": None})
    return _slim(content.getvalue())


def _missing(texts: Sequence[str], look: FigureStyle) -> Iterator[str]:
    """Yield what is to be told of characters that no font has."""
    files = files_of(look.face, "normal")
    yield from dict.fromkeys(line for text in texts for line in shape(text, files).warnings)


def _slim(svg: bytes) -> bytes:
    """Return `svg` without what nobody sees: half of what matplotlib writes."""
    root = etree.fromstring(svg, etree.XMLParser(remove_blank_text=True, remove_comments=True))
    for hidden in root.findall("{http://www.w3.org/2000/svg}metadata"):
        root.remove(hidden)
    used = set(_REFERENCE.findall(etree.tostring(root, encoding="unicode")))
    for element in root.iter():
        _slim_attributes(element, used)
    return etree.tostring(root, encoding="utf-8")


def _slim_attributes(element: "etree._Element", used: set[str]) -> None:
    if element.get("id", "") not in used:
        element.attrib.pop("id", "")
    if moved := element.get("transform"):
        element.set("transform", _TURNED_BY_NOTHING.sub("", moved))
        if not element.get("transform"):
            del element.attrib["transform"]
    for name in ("d", "x", "y", "points", "width", "height", "style"):
        if written := element.get(name):
            element.set(name, _short(written))


def _short(text: str) -> str:
    """Return `text` with two digits behind each point, 0.01 of a point on paper, and single blanks."""
    rounded = _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), text)
    return _BLANKS.sub(" ", rounded).strip()
