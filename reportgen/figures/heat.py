"""Draws a `HeatMap`: a coloured cell with its value printed in it for each pair of levels."""

import math

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.typing import ColorType

from reportgen.figures.experiment_charts import HeatCell, HeatMap
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.level_names import WIDEST, folded, room_for, upright_label
from reportgen.figures.style import MILLIMETRES_PER_INCH

_DARK = 0.62
_BESIDE_NAMES = 7.5
_BOTTOM, _TOP, _RIGHT = 10.4, 2.0, 2.0


def draw_heat(chart: HeatMap, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    width, height = chart.width_mm, chart.height_mm
    label, wider = upright_label(chart.row_label, height - _BOTTOM - _TOP, _TOP)
    left = room_for(_names(chart)) + _BESIDE_NAMES + wider
    axes = figure.add_axes(
        (left / width, _BOTTOM / height, (width - left - _RIGHT) / width, (height - _BOTTOM - _TOP) / height)
    )
    low, high = _bounds(chart)
    colours = LinearSegmentedColormap.from_list("tones", look.costs if chart.is_plain else look.values)
    for row, cells in enumerate(chart.cells):
        for column, cell in enumerate(cells):
            tone = _tone(cell, low, high, chart)
            _draw_cell(axes, cell, (column, row), "white" if tone is None else colours(tone), _ink(tone, look))
    if not chart.is_plain:
        _frame_best(axes, chart, look)
    _dress(axes, chart)
    axes.set_ylabel(label)
    return figure


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
    return "white" if tone is not None and tone > _DARK else look.ink


def _draw_cell(axes: Axes, cell: HeatCell, place: tuple[int, int], color: ColorType, ink: str) -> None:
    column, row = place
    axes.add_patch(Rectangle((column, row), 1, 1, facecolor=color, edgecolor="white", linewidth=0.8))
    offset = 0.0 if not cell.note else 0.11
    axes.text(column + 0.5, row + 0.5 - offset, cell.text, ha="center", va="center", color=ink, fontsize=7.5)
    if cell.note:
        axes.text(column + 0.5, row + 0.72, cell.note, ha="center", va="center", color=ink, fontsize=6.0)


def _frame_best(axes: Axes, chart: HeatMap, look: FigureStyle) -> None:
    known = [
        (cell.value, column, row)
        for row, cells in enumerate(chart.cells)
        for column, cell in enumerate(cells)
        if cell.value is not None and math.isfinite(cell.value)
    ]
    best = (max if chart.higher_is_better else min)((value for value, _, _ in known), default=None)
    for column, row in [(column, row) for value, column, row in known if value == best]:
        box = Rectangle(
            (column + 0.02, row + 0.02), 0.96, 0.96, fill=False, edgecolor=look.ink, linewidth=1.4, zorder=4
        )
        axes.add_patch(box)


def _dress(axes: Axes, chart: HeatMap) -> None:
    axes.set_xlim(0, len(chart.columns))
    axes.set_ylim(len(chart.rows), 0)
    axes.set_xticks([place + 0.5 for place in range(len(chart.columns))], chart.columns)
    axes.set_yticks([place + 0.5 for place in range(len(chart.rows))], _names(chart))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(chart.column_label, labelpad=2)


def _names(chart: HeatMap) -> list[str]:
    return [folded(name, WIDEST - _BESIDE_NAMES) for name in chart.rows]
