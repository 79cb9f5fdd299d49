"""Draws a `GraphChart`: layers as boxes in the colour of their kind, arrows between them, shapes beside the arrows."""

import math
from collections import defaultdict
from collections.abc import Iterable

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.graph.charts import Arrow, Box, GraphChart, Point
from reportgen.figures.lettering import Letters
from reportgen.figures.marks import Pen, Tone
from reportgen.figures.sheet import Sheet
from reportgen.figures.text_width import width_mm
from reportgen.figures.tones import tone

_TINT = 0.09
_HEAD_LONG, _HEAD_WIDE = 1.5, 1.2
_EDGE_POINTS, _RULE_POINTS = 0.6, 0.25
# The baseline below the middle of a line, in millimetres by the size of the text.
_BELOW_MIDDLE = 0.09


def draw_graph(chart: GraphChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    sheet = Sheet(chart.width_mm, chart.height_mm)
    _draw_boxes(sheet, chart.boxes, look)
    _draw_arrows(sheet, chart.arrows, look)
    _write_texts(sheet, chart, look)
    return sheet


def _on(sheet: Sheet, points: Iterable[Point]) -> list[Point]:
    """Return points, which are told from above, as a sheet has them."""
    return [(x, sheet.height_mm - y) for x, y in points]


def _draw_boxes(sheet: Sheet, boxes: Iterable[Box], look: FigureStyle) -> None:
    of_kind: dict[str, list[Box]] = defaultdict(list)
    for box in boxes:
        of_kind[look.kinds[box.kind]].append(box)
    for colour, same in of_kind.items():
        edge = Pen(colour, _EDGE_POINTS, cap="butt", join="miter")
        sheet.fill([_on(sheet, _corners(box)) for box in same], _tint(colour), edge)
        rules = [((box.left, rule), (box.left + box.width, rule)) for box in same for rule in box.rules]
        sheet.stroke([_on(sheet, rule) for rule in rules], Pen(look.frame, _RULE_POINTS, cap="butt"))


def _corners(box: Box) -> list[Point]:
    right, bottom = box.left + box.width, box.top + box.height
    return [(box.left, box.top), (right, box.top), (right, bottom), (box.left, bottom)]


def _tint(colour: str) -> Tone:
    red, green, blue = (1 - _TINT * (1 - part) for part in tone(colour))
    return red, green, blue


def _draw_arrows(sheet: Sheet, arrows: Iterable[Arrow], look: FigureStyle) -> None:
    lines = [[*arrow.points[:-1], _before_head(arrow)] for arrow in arrows]
    sheet.stroke([_on(sheet, line) for line in lines], Pen(look.soft, _EDGE_POINTS, cap="butt"))
    sheet.fill([_on(sheet, _head(arrow)) for arrow in arrows], look.soft)


def _direction(arrow: Arrow) -> tuple[float, float]:
    (x, y), (end_x, end_y) = arrow.points[-2:]
    length = math.hypot(end_x - x, end_y - y)
    return (end_x - x) / length, (end_y - y) / length


def _before_head(arrow: Arrow) -> Point:
    (along_x, along_y), (x, y) = _direction(arrow), arrow.points[-1]
    return x - along_x * _HEAD_LONG / 2, y - along_y * _HEAD_LONG / 2


def _head(arrow: Arrow) -> list[Point]:
    (along_x, along_y), (x, y) = _direction(arrow), arrow.points[-1]
    back_x, back_y = x - along_x * _HEAD_LONG, y - along_y * _HEAD_LONG
    side_x, side_y = -along_y * _HEAD_WIDE / 2, along_x * _HEAD_WIDE / 2
    return [(x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y)]


def _write_texts(sheet: Sheet, chart: GraphChart, look: FigureStyle) -> None:
    sizes = chart.lettering
    face = sizes.advances
    strong = Letters(look.face, sizes.points, "semibold")
    plain = Letters(look.face, sizes.small_points)
    for box in chart.boxes:
        for line in box.lines:
            first = width_mm(f"{line.strong}  " if line.strong and line.plain else line.strong, sizes.points, face)
            x = box.left + (box.width - first - width_mm(line.plain, sizes.small_points, face)) / 2
            y = sheet.height_mm - line.y - _BELOW_MIDDLE * sizes.points
            if line.strong:
                sheet.write_line(line.strong, (x, y), strong, look.kinds[line.kind])
            if line.plain:
                sheet.write_line(line.plain, (x + first, y), plain, look.ink)
    for label in chart.labels:
        y = sheet.height_mm - label.y - _BELOW_MIDDLE * sizes.small_points
        sheet.write_line(label.text, (label.x, y), plain, look.soft)
