"""Draws a `LineChart` with matplotlib's object interface. Margins are fixed: fitting them would double the cost."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, LogLocator, MaxNLocator, NullFormatter, NullLocator

from reportgen.figures.charts import Line, LineChart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.label_sizes import place_upright_label
from reportgen.figures.style import MILLIMETRES_PER_INCH, line_style
from reportgen.figures.ticks import Ticks, count_tick, ticks
from reportgen.language import _

# Millimetres kept free around the axes: tick labels and axis labels at the left and bottom, the legend on top.
_LEFT, _RIGHT, _BOTTOM, _TOP = 14.5, 2.0, 10.4, 6.0
_TOP_WITHOUT_LEGEND = 2.5

_MARKERS_UP_TO = 30
_FEW_MARKERS = 12
_TICKS = 4
# The range of values is at least this part of them, so that six digits tell the ticks apart.
_NARROWEST = 5e-4
_LARGEST = 1e300


def draw_lines(chart: LineChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    axes = figure.add_axes(_inner_box(chart))
    for line in chart.lines:
        _draw_line(axes, line, look)
    _dress(axes, chart, look)
    if len(chart.lines) > 1:
        _legend(axes, look)
    return figure


def _inner_box(chart: LineChart) -> tuple[float, float, float, float]:
    width, height = chart.width_mm, chart.height_mm
    top = _TOP if len(chart.lines) > 1 else _TOP_WITHOUT_LEGEND
    return (_LEFT / width, _BOTTOM / height, (width - _LEFT - _RIGHT) / width, (height - _BOTTOM - top) / height)


def _has_a_place(value: float) -> bool:
    """Return False for NaN, infinities, and what is as good as infinite: the ends of its axis would overflow."""
    return abs(value) <= _LARGEST


def _draw_line(axes: Axes, line: Line, look: FigureStyle) -> None:
    style = line_style(look, line.style)
    values = [value if _has_a_place(value) else math.nan for value in line.y]
    axes.plot(
        line.x,
        values,
        label=line.label,
        color=style.color,
        linestyle=style.dash,
        marker=style.marker,
        # Long trainings keep a few markers: they tell the lines apart in grey without hiding them.
        markevery=1 if len(values) <= _MARKERS_UP_TO else math.ceil(len(values) / _FEW_MARKERS),
        markeredgewidth=0,
        zorder=3,
        clip_on=False,
    )


def _dress(axes: Axes, chart: LineChart, look: FigureStyle) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", zorder=0)
    axes.set_axisbelow(True)
    axes.set_xlabel(_("Epoch"), labelpad=2)
    axes.set_ylabel(chart.y_label)
    _epoch_axis(axes, chart.lines)
    _value_axis(axes, chart, look)
    place_upright_label(axes, _LEFT)


def _epoch_axis(axes: Axes, lines: Sequence[Line]) -> None:
    epochs = [epoch for line in lines for epoch in line.x]
    first, last = min(epochs), max(epochs)
    # Whole epochs only, and the first and the last one never on the frame.
    padding = max(0.35, 0.03 * (last - first)) if last > first else 0.6
    axes.set_xlim(first - padding, last + padding)
    if last - first <= 2 * _TICKS:
        axes.xaxis.set_major_locator(FixedLocator(list(range(first, last + 1))))
    else:
        axes.xaxis.set_major_locator(MaxNLocator(_TICKS + 3, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(Ticks(count_tick))


def _value_axis(axes: Axes, chart: LineChart, look: FigureStyle) -> None:
    values = [value for line in chart.lines for value in line.y if _has_a_place(value)]
    if not values:
        axes.set_yticks([])
        axes.text(0.5, 0.5, _("no finite values"), transform=axes.transAxes, ha="center", va="center", color=look.frame)
        return
    if chart.scale == "log":
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(LogLocator(numticks=_TICKS))
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.yaxis.set_minor_locator(NullLocator())
    else:
        axes.set_ylim(*_limits(values, chart))
        axes.yaxis.set_major_locator(MaxNLocator(_TICKS + 1, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(ticks(chart.unit))


def _limits(values: Sequence[float], chart: LineChart) -> tuple[float, float]:
    low, high = min(values), max(values)
    if chart.from_zero and low >= 0:
        return 0.0, high * 1.25 or 1.0
    widened = max(0.06 * (high - low), _NARROWEST * max(abs(low), abs(high)) / 2)
    padding = widened if high > low else max(abs(high) * 0.1, 1e-3)
    if chart.unit == "percent":
        return max(low - padding, -0.02), min(high + padding, 1.02)
    return low - padding, high + padding


def _legend(axes: Axes, look: FigureStyle) -> None:
    # Above the axes, never over a curve.
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        ncols=5,
        frameon=False,
        borderpad=0.2,
        borderaxespad=0.1,
        handlelength=2.6,
        handletextpad=0.5,
        columnspacing=1.4,
        labelcolor=look.ink,
    )
