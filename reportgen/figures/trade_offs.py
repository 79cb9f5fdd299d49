"""Draws a `TradeOff`: runs as points labelled with their numbers, and the front of those that none beats in both."""

from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter

from reportgen.figures.experiment_charts import Mark, TradeOff
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.label_sizes import place_upright_label
from reportgen.figures.style import MILLIMETRES_PER_INCH, line_style
from reportgen.figures.ticks import Ticks, count_tick, ticks

_LEFT, _RIGHT, _BOTTOM, _TOP = 14.5, 3.0, 10.4, 3.0
# Of a label, in millimetres: the width of a digit, the height, and the distance from its point.
_DIGIT, _HEIGHT, _GAP = 1.35, 2.5, 0.7
_POINT = 0.7
_FAR = 3
# With more points than this only those of the front are labelled: a number beside each would hide them all.
_MOST_LABELS = 40

Box = tuple[float, float, float, float]


def draw_trade_off(chart: TradeOff, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    width, height = chart.width_mm - _LEFT - _RIGHT, chart.height_mm - _BOTTOM - _TOP
    axes = figure.add_axes(
        (_LEFT / chart.width_mm, _BOTTOM / chart.height_mm, width / chart.width_mm, height / chart.height_mm)
    )
    _dress(axes, chart)
    front = sorted((mark for mark in chart.marks if mark.number in chart.front), key=lambda mark: mark.x)
    others = [mark for mark in chart.marks if mark.number not in chart.front]
    best, rest = line_style(look, "validation"), line_style(look, "neutral")
    axes.plot([mark.x for mark in others], [mark.y for mark in others], "o", color=look.frame, markersize=3.0, zorder=2)
    axes.plot(
        [mark.x for mark in front],
        [mark.y for mark in front],
        color=best.color,
        linestyle=best.dash,
        marker=best.marker,
        drawstyle="steps-post",
        markersize=3.6,
        zorder=3,
    )
    labelled = [*front, *others] if len(chart.marks) <= _MOST_LABELS else front
    for mark, place in _placed(axes, labelled, chart.marks, (width, height)):
        is_best = mark.number in chart.front
        axes.text(
            place[0] / width,
            place[1] / height,
            str(mark.number),
            transform=axes.transAxes,
            ha="center",
            va="center",
            fontsize=6.8,
            color=look.ink if is_best else rest.color,
            fontweight=600 if is_best else 400,
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.2},
        )
    return figure


def _dress(axes: Axes, chart: TradeOff) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="both", zorder=0)
    axes.set_axisbelow(True)
    axes.set_xlabel(chart.x_label, labelpad=2)
    axes.set_ylabel(chart.y_label)
    xs, ys = [mark.x for mark in chart.marks], [mark.y for mark in chart.marks]
    if chart.x_scale == "log":
        axes.set_xscale("log")
        room = (max(xs) / min(xs)) ** 0.08
        axes.set_xlim(min(xs) / room, max(xs) * room)
        axes.xaxis.set_major_locator(LogLocator(numticks=5))
        axes.xaxis.set_minor_formatter(NullFormatter())
    else:
        room = 0.08 * (max(xs) - min(xs)) or 1.0
        axes.set_xlim(min(xs) - room, max(xs) + room)
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(Ticks(count_tick))
    room = 0.08 * (max(ys) - min(ys)) or max(abs(max(ys)) * 0.1, 1e-3)
    axes.set_ylim(min(ys) - room, max(ys) + room)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(ticks(chart.unit))
    place_upright_label(axes, _LEFT)


def _placed(
    axes: Axes, marks: Sequence[Mark], everyone: Sequence[Mark], size: tuple[float, float]
) -> Iterator[tuple[Mark, tuple[float, float]]]:
    """Yield the labels that find a place where they cover nothing, the first marks first: (mark, its centre in mm)."""
    points = {mark: _in_millimetres(axes, mark, size) for mark in everyone}
    taken: list[Box] = [(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in points.values()]
    for mark in marks:
        point = points[mark]
        for centre in _places(point, len(str(mark.number)) * _DIGIT):
            box = _box(centre, len(str(mark.number)) * _DIGIT)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] + _RIGHT and box[3] <= size[1] + _TOP
            if inside and not any(_cover(box, other) for other in taken):
                taken.append(box)
                yield mark, centre
                break


def _in_millimetres(axes: Axes, mark: Mark, size: tuple[float, float]) -> tuple[float, float]:
    x, y = axes.transAxes.inverted().transform(axes.transData.transform((mark.x, mark.y)))
    return float(x) * size[0], float(y) * size[1]


def _places(point: tuple[float, float], width: float) -> Iterator[tuple[float, float]]:
    """Yield where a label may stand: above, to the sides, below, then farther away."""
    x, y = point
    for step in range(1, _FAR + 1):
        right, up = _GAP * step + _POINT + width / 2, _GAP * step + _POINT + _HEIGHT / 2
        yield from ((x, y + up), (x + right, y), (x - right, y), (x, y - up))
        yield from ((x + right, y + up), (x - right, y + up), (x + right, y - up), (x - right, y - up))


def _box(centre: tuple[float, float], width: float) -> Box:
    x, y = centre
    return x - width / 2, y - _HEIGHT / 2, x + width / 2, y + _HEIGHT / 2


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
