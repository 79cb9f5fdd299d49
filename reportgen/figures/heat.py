"""Draws a `HeatMap`: a coloured cell with its value printed in it for each pair of levels."""

import math

from reportgen.figures.experiment_charts import HeatCell, HeatMap
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.lettering import letters
from reportgen.figures.level_names import WIDEST, folded, room_for, upright_label
from reportgen.figures.marks import Pen
from reportgen.figures.plot import Axis, Plot
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.tones import tone_of

_DARK = 0.62
_BESIDE_NAMES = 7.5
_BESIDE_NAMES_POINTS = 4.0
_BOTTOM, _TOP, _RIGHT = 10.4, 2.0, 2.0
_VALUE_POINTS, _NOTE_POINTS = 7.5, 6.0
# Of a cell: how far from its edges the frame of the best stands.
_INSIDE = 0.02


def draw_heat(chart: HeatMap, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    width, height = chart.width_mm, chart.height_mm
    label, wider = upright_label(chart.row_label, height - _BOTTOM - _TOP, _TOP)
    left = room_for(_names(chart), look) + _BESIDE_NAMES + wider
    box = Box(left, _BOTTOM, width - left - _RIGHT, height - _BOTTOM - _TOP)
    plot = Plot(Sheet(width, height), look, box, (Axis(0.0, len(chart.columns)), Axis(len(chart.rows), 0.0)))
    plot.ticks_below([(place + 0.5, name) for place, name in enumerate(chart.columns)], tick_points=0.0)
    plot.ticks_beside([(place + 0.5, name) for place, name in enumerate(_names(chart))], tick_points=0.0)
    plot.name_below(chart.column_label)
    plot.name_beside(label, _BESIDE_NAMES_POINTS)
    _draw_cells(plot, chart)
    if not chart.is_plain:
        _frame_best(plot, chart)
    return plot.sheet


def _bounds(chart: HeatMap) -> tuple[float, float]:
    values = [cell.value for row in chart.cells for cell in row if cell.value is not None and math.isfinite(cell.value)]
    return (min(values), max(values)) if values else (0.0, 1.0)


def _tone(cell: HeatCell, low: float, high: float, chart: HeatMap) -> float | None:
    """Return how dark a cell is, from 0 to 1; None for one without a number."""
    if cell.value is None or not math.isfinite(cell.value):
        return None
    tone = (cell.value - low) / (high - low) if high > low else 0.0
    return tone if chart.higher_is_better or chart.is_plain else 1.0 - tone


def _ink(tone: float | None, look: FigureStyle) -> str:
    return "#ffffff" if tone is not None and tone > _DARK else look.ink


def _draw_cells(plot: Plot, chart: HeatMap) -> None:
    low, high = _bounds(chart)
    colours = plot.look.costs if chart.is_plain else plot.look.values
    for row, cells in enumerate(chart.cells):
        for column, cell in enumerate(cells):
            box, tone = _cell(plot, column, row), _tone(cell, low, high, chart)
            colour = "#ffffff" if tone is None else tone_of(tone, colours)
            plot.sheet.fill([box.corners], colour, Pen("#ffffff", 0.8, join="miter"))
            _print_value(plot, cell, box, _ink(tone, plot.look))


def _cell(plot: Plot, column: int, row: int, inside: float = 0.0) -> Box:
    width, height = plot.box.width / plot.x.last, plot.box.height / plot.y.first
    left, top = plot.box.left + (column + inside) * width, plot.box.top - (row + inside) * height
    part = 1 - 2 * inside
    return Box(left, top - part * height, part * width, part * height)


def _print_value(plot: Plot, cell: HeatCell, box: Box, ink: str) -> None:
    middle, _ = box.middle
    value, note = letters(plot.look, "tick", _VALUE_POINTS), letters(plot.look, "tick", _NOTE_POINTS)
    place = middle, box.top - (0.39 if cell.note else 0.5) * box.height
    plot.sheet.write(cell.text, place, value, ink, across="middle", up="middle")
    if cell.note:
        plot.sheet.write(cell.note, (middle, box.top - 0.72 * box.height), note, ink, across="middle", up="middle")


def _frame_best(plot: Plot, chart: HeatMap) -> None:
    known = [
        (cell.value, column, row)
        for row, cells in enumerate(chart.cells)
        for column, cell in enumerate(cells)
        if cell.value is not None and math.isfinite(cell.value)
    ]
    best = (max if chart.higher_is_better else min)((value for value, _, _ in known), default=None)
    boxes = [_cell(plot, column, row, _INSIDE) for value, column, row in known if value == best]
    plot.sheet.fill([box.corners for box in boxes], None, Pen(plot.look.ink, 1.4, join="miter"))


def _names(chart: HeatMap) -> list[str]:
    return [folded(name, WIDEST - _BESIDE_NAMES) for name in chart.rows]
