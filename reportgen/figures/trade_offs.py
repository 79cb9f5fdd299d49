"""Draws a `TradeOff`: runs as points labelled with their numbers, and the front of those that none beats in both."""

import itertools
from collections.abc import Iterator, Sequence

from reportgen.figures.experiment_charts import Mark, TradeOff
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.lettering import MM_PER_POINT, Letters, letters
from reportgen.figures.marks import Pen
from reportgen.figures.plot import LINE_POINTS, Axis, Plot, axis, log_axis
from reportgen.figures.sheet import Box as Place
from reportgen.figures.sheet import Sheet
from reportgen.figures.style import line_style
from reportgen.figures.tick_places import linear_places, log_places, log_places_between
from reportgen.figures.ticks import Ticks, count_tick, ticks

_LEFT, _RIGHT, _BOTTOM, _TOP = 14.5, 3.0, 10.4, 3.0
# Of a label, in millimetres: the width of a digit, the height, and the distance from its point.
_DIGIT, _HEIGHT, _GAP = 1.35, 2.5, 0.7
_POINT = 0.7
# What a label keeps off the middle of the line.
_LINE = 0.4
_FAR = 3
# With more points than this only those of the front are labelled: a number beside each would hide them all.
_MOST_LABELS = 40
_NUMBER_POINTS, _STRONG, _USUAL = 6.8, 600, 400
_AROUND_NUMBER_MM = 0.2 * MM_PER_POINT
_DOT_POINTS, _FRONT_POINTS = 3.0, 3.6
_TICKS = 5
_ROOM = 0.08
# As many powers of ten as there is room for are divided by small ticks: a number is three times as wide as it is high.
_WIDE = 3
_FEWEST_DIVIDED, _MOST_DIVIDED = 2, 9

Box = tuple[float, float, float, float]


def draw_trade_off(chart: TradeOff, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size."""
    width, height = chart.width_mm - _LEFT - _RIGHT, chart.height_mm - _BOTTOM - _TOP
    axes = _costs(chart), _results([mark.y for mark in chart.marks])
    plot = Plot(Sheet(chart.width_mm, chart.height_mm), look, Place(_LEFT, _BOTTOM, width, height), axes)
    _dress(plot, chart)
    front = sorted((mark for mark in chart.marks if mark.number in chart.front), key=lambda mark: mark.x)
    others = [mark for mark in chart.marks if mark.number not in chart.front]
    plot.dots([mark.x for mark in others], [mark.y for mark in others], "o", _DOT_POINTS, look.frame)
    plot.frame()
    corners = _corners(front)
    _draw_front(plot, front, corners)
    labelled = [*front, *others] if len(chart.marks) <= _MOST_LABELS else front
    for mark, place in _placed(plot, labelled, chart.marks, corners):
        _write_number(plot, mark, place, is_best=mark.number in chart.front)
    return plot.sheet


def _corners(front: Sequence[Mark]) -> list[tuple[float, float]]:
    """Return the line through the front as values: from one to the next the result stays, then rises at once."""
    steps = ((x, mark.y) for mark, following in itertools.pairwise(front) for x in (mark.x, following.x))
    return [*steps, *((mark.x, mark.y) for mark in front[-1:])]


def _draw_front(plot: Plot, front: Sequence[Mark], corners: Sequence[tuple[float, float]]) -> None:
    style = line_style(plot.look, "validation")
    plot.curve([x for x, _ in corners], [y for _, y in corners], Pen(style.color, LINE_POINTS, style.dash))
    plot.dots([mark.x for mark in front], [mark.y for mark in front], style.marker, _FRONT_POINTS, style.color)


def _write_number(plot: Plot, mark: Mark, place: tuple[float, float], *, is_best: bool) -> None:
    """Write the number of a run on white, so that no line crosses it."""
    look = plot.look
    colour = look.ink if is_best else line_style(look, "neutral").color
    written = Letters(look.face, _NUMBER_POINTS, _STRONG if is_best else _USUAL)
    middle = plot.box.left + place[0], plot.box.bottom + place[1]
    plot.sheet.write(
        str(mark.number), middle, written, colour, across="middle", up="middle", around_mm=_AROUND_NUMBER_MM
    )


def _costs(chart: TradeOff) -> Axis:
    xs = [mark.x for mark in chart.marks]
    if chart.x_scale == "log":
        return log_axis(min(xs), max(xs), _ROOM)
    room = _ROOM * (max(xs) - min(xs)) or 1.0
    return axis(min(xs) - room, max(xs) + room)


def _results(ys: Sequence[float]) -> Axis:
    room = _ROOM * (max(ys) - min(ys)) or max(abs(max(ys)) * 0.1, 1e-3)
    return axis(min(ys) - room, max(ys) + room)


def _dress(plot: Plot, chart: TradeOff) -> None:
    x, y = (plot.x.first, plot.x.last), (plot.y.first, plot.y.last)
    costs = log_places(*x, _TICKS) if plot.x.is_log else linear_places(*x, _TICKS)
    across = plot.x.ticks(costs, Ticks(count_tick).format_ticks)
    up = plot.y.ticks(linear_places(*y, _TICKS), ticks(chart.unit).format_ticks)
    plot.grid(across, up)
    plot.ticks_below(across)
    if plot.x.is_log:
        widest = int(plot.box.width / (_WIDE * letters(plot.look, "tick").points * MM_PER_POINT))
        divided = max(_FEWEST_DIVIDED, min(widest, _MOST_DIVIDED))
        plot.small_ticks_below(log_places_between(*x, divided))
    plot.ticks_beside(up)
    plot.name_below(chart.x_label)
    plot.name_at_edge(chart.y_label, up)


def _placed(
    plot: Plot, marks: Sequence[Mark], everyone: Sequence[Mark], corners: Sequence[tuple[float, float]]
) -> Iterator[tuple[Mark, tuple[float, float]]]:
    """Yield the labels that find a place where they cover nothing, the first marks first: (mark, its centre in mm).

    `corners` are those of the line, as values: labels keep off it, and inside of the axes, where there is room.
    """
    points = dict(zip(everyone, _points(plot, [(mark.x, mark.y) for mark in everyone]), strict=True))
    lines = [_around(*ends) for ends in itertools.pairwise(_points(plot, corners))]
    taken: list[Box] = [(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in points.values()]
    width, height = plot.box.width, plot.box.height
    for mark in marks:
        digits = len(str(mark.number)) * _DIGIT
        boxes = {centre: _box(centre, digits) for centre in _places(points[mark], digits)}
        free = [
            centre
            for centre, box in boxes.items()
            if _is_inside(box, width + _RIGHT, height + _TOP) and not _covers_any(box, taken)
        ]
        clear = (c for c in free if _is_inside(boxes[c], width, height) and not _covers_any(boxes[c], lines))
        centre = next(clear, free[0] if free else None)
        if centre:
            taken.append(boxes[centre])
            yield mark, centre


def _points(plot: Plot, values: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return where values lie, in millimetres from the corner of the axes."""
    places = plot.places([x for x, _ in values], [y for _, y in values]) - (plot.box.left, plot.box.bottom)
    return [(float(x), float(y)) for x, y in places]


def _around(start: tuple[float, float], end: tuple[float, float]) -> Box:
    (left, right), (bottom, top) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return left - _LINE, bottom - _LINE, right + _LINE, top + _LINE


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


def _covers_any(box: Box, others: Sequence[Box]) -> bool:
    return any(_cover(box, other) for other in others)


def _is_inside(box: Box, right: float, top: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= right and box[3] <= top
