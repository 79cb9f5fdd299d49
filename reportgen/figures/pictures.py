"""Draws a `PictureChart`: samples of the data in a grid, each with its caption below."""

import numpy as np

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import Picture, PictureChart
from reportgen.figures.lettering import letters
from reportgen.figures.marks import Pen, Pixels
from reportgen.figures.sheet import Box, Sheet

_GAP = 1.6
_LINE = 2.9
_TEXT_POINTS, _SPACING = 5.9, 1.1
_EDGE_POINTS = 0.3
_OPAQUE = 255


def draw_pictures(chart: PictureChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size; the PDF holds the pixels of each picture as they are."""
    sheet = Sheet(chart.width_mm, chart.height_mm)
    rows = -(-len(chart.pictures) // chart.columns)
    cell_width, cell_height = chart.width_mm / chart.columns, chart.height_mm / rows
    lines = max(picture.caption.count("\n") + 1 if picture.caption else 0 for picture in chart.pictures)
    side = min(cell_width - _GAP, cell_height - _GAP - lines * _LINE)
    for place, picture in enumerate(chart.pictures):
        middle = (place % chart.columns + 0.5) * cell_width
        top = chart.height_mm - (place // chart.columns) * cell_height
        _draw_picture(sheet, picture, _box(picture, middle, top, side), look)
    return sheet


def _box(picture: Picture, middle: float, top: float, side: float) -> Box:
    """Return the place of `picture` in a square of `side` below `top`."""
    scale = side / max(picture.width, picture.height)
    width, height = picture.width * scale, picture.height * scale
    return Box(middle - width / 2, top - (side + height) / 2, width, height)


def _draw_picture(sheet: Sheet, picture: Picture, box: Box, look: FigureStyle) -> None:
    """Draw `picture` with an edge, and its caption below."""
    sheet.paste(Pixels(_colours(picture), (box.left, box.bottom), box.width, box.height))
    sheet.fill([box.corners], None, Pen(look.frame, _EDGE_POINTS, cap="butt", join="miter"))
    written, place = letters(look, "tick", _TEXT_POINTS), (box.middle[0], box.bottom - 0.5 * _GAP)
    sheet.write(picture.caption, place, written, look.ink, across="middle", up="top", spacing=_SPACING)


def _colours(picture: Picture) -> np.ndarray:
    """Return the pixels as rows of red, green, blue and opacity."""
    colours = np.full((picture.height, picture.width, 4), _OPAQUE, np.uint8)
    colours[..., :3] = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, picture.channels)
    return colours
