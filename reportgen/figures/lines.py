"""Draws a `LineChart`. Margins are fixed: fitting them would double the cost."""

import math
from collections.abc import Sequence

from reportgen.figures.charts import Line, LineChart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.legend import Entry, legend_above
from reportgen.figures.lettering import letters
from reportgen.figures.marks import Pen
from reportgen.figures.plot import LINE_POINTS, MARK_POINTS, Axis, Plot, Tick, axis, log_axis
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.style import line_style
from reportgen.figures.thinning import has_a_place, usual_marks
from reportgen.figures.tick_places import linear_places, log_places
from reportgen.figures.ticks import Ticks, count_tick, ticks
from reportgen.language import _

# Millimetres kept free around the axes: tick labels and axis labels at the left and bottom, the legend on top.
_LEFT, _RIGHT, _BOTTOM, _TOP = 14.5, 2.0, 10.4, 6.0
_TOP_WITHOUT_LEGEND = 2.5
_SAMPLE, _AWAY = 2.6, 0.3

_TICKS = 4
# The range of values is at least this part of them, so that six digits tell the ticks apart.
_NARROWEST = 5e-4


def draw_lines(chart: LineChart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    sheet = Sheet(chart.width_mm, chart.height_mm)
    values = [value for line in chart.lines for value in line.y if has_a_place(value)]
    epochs = _epoch_axis(chart.lines)
    plot = Plot(sheet, look, _inner_box(chart), (epochs, _value_axis(values, chart) if values else Axis(0.0, 1.0)))
    numbers = _value_ticks(plot.y, chart) if values else []
    plot.grid(ys=numbers)
    plot.ticks_below(epochs.ticks(_epochs_told(chart.lines, epochs), Ticks(count_tick).format_ticks))
    plot.ticks_beside(numbers)
    plot.name_below(_("Epoch"))
    plot.name_at_edge(chart.y_label, numbers)
    plot.frame()
    for line in chart.lines:
        _draw_line(plot, line)
    if not values:
        written = letters(look, "label")
        sheet.write(_("no finite values"), plot.box.middle, written, look.frame, across="middle", up="middle")
    if len(chart.lines) > 1:
        legend_above(plot, [_entry(line, look) for line in chart.lines], letters(look, "legend"), _SAMPLE, _AWAY)
    return sheet


def _inner_box(chart: LineChart) -> Box:
    top = _TOP if len(chart.lines) > 1 else _TOP_WITHOUT_LEGEND
    return Box(_LEFT, _BOTTOM, chart.width_mm - _LEFT - _RIGHT, chart.height_mm - _BOTTOM - top)


def _pen(line: Line, look: FigureStyle) -> Pen:
    style = line_style(look, line.style)
    return Pen(style.color, LINE_POINTS, style.dash)


def _entry(line: Line, look: FigureStyle) -> Entry:
    style = line_style(look, line.style)
    return Entry(line.label, style.color, _pen(line, look), style.marker, MARK_POINTS)


def _draw_line(plot: Plot, line: Line) -> None:
    style = line_style(plot.look, line.style)
    values = [value if has_a_place(value) else math.nan for value in line.y]
    plot.curve(line.x, values, _pen(line, plot.look))
    marked = usual_marks(len(values)) if line.marked is None else line.marked
    xs, ys = [line.x[place] for place in marked], [values[place] for place in marked]
    plot.dots(xs, ys, style.marker, MARK_POINTS, style.color, edge_points=0.0)


def _epoch_axis(lines: Sequence[Line]) -> Axis:
    epochs = [epoch for line in lines for epoch in line.x]
    first, last = min(epochs), max(epochs)
    # The first and the last epoch are never on the frame.
    padding = max(0.35, 0.03 * (last - first)) if last > first else 0.6
    return axis(first - padding, last + padding)


def _epochs_told(lines: Sequence[Line], epochs: Axis) -> list[float]:
    """Return the epochs that have a number: whole ones only."""
    first, last = min(min(line.x) for line in lines), max(max(line.x) for line in lines)
    if last - first <= 2 * _TICKS:
        return [float(epoch) for epoch in range(first, last + 1)]
    return linear_places(epochs.first, epochs.last, _TICKS + 3, is_whole=True)


def _value_axis(values: Sequence[float], chart: LineChart) -> Axis:
    if chart.scale == "log":
        positive = [value for value in values if value > 0]
        return log_axis(min(positive), max(positive))
    return axis(*_limits(values, chart))


def _value_ticks(values: Axis, chart: LineChart) -> list[Tick]:
    is_log = chart.scale == "log"
    ends = values.first, values.last
    places = log_places(*ends, _TICKS) if is_log else linear_places(*ends, _TICKS + 1)
    return values.ticks(places, ticks(chart.unit).format_ticks)


def _limits(values: Sequence[float], chart: LineChart) -> tuple[float, float]:
    low, high = min(values), max(values)
    if chart.from_zero and low >= 0:
        return 0.0, high * 1.25 or 1.0
    widened = max(0.06 * (high - low), _NARROWEST * max(abs(low), abs(high)) / 2)
    padding = widened if high > low else max(abs(high) * 0.1, 1e-3)
    if chart.unit == "percent":
        return max(low - padding, -0.02), min(high + padding, 1.02)
    return low - padding, high + padding
