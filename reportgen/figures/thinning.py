"""Long lines with fewer points: those that nobody would see in print are left out before a chart is drawn.

Takes a chart as it is described; gives the chart that is drawn. Alternative texts are written from all values before.
Of each tenth of a millimetre the lowest and the highest value are kept, so that no spike is lost; a line is four times
as wide. Of these, points are left out that are on the way between others.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import msgspec
from msgspec.structs import replace

from reportgen.figures.charts import Chart, Line, LineChart

_COLUMNS_A_MILLIMETRE = 10
# A point that is nearer to the way between others is left out. A line is 0.4 mm wide.
_STRAIGHT_MM = 0.01
_MARKERS_UP_TO = 30
_FEW_MARKERS = 12
_LARGEST = 1e300
# The least number above 0.
_SMALLEST = math.ulp(0.0)


def has_a_place(value: float) -> bool:
    """Return False for NaN, infinities, and what is as good as infinite: the ends of its axis would overflow."""
    return abs(value) <= _LARGEST


def usual_marks(points: int) -> tuple[int, ...]:
    """Return the places of the points of a line that have a marker.

    Long trainings keep a few: they tell the lines apart in grey without hiding them.
    """
    return tuple(range(0, points, 1 if points <= _MARKERS_UP_TO else math.ceil(points / _FEW_MARKERS)))


def thinned_once() -> Callable[[Chart], Chart]:
    """Return what takes the points that nobody would see in print from the lines of a chart.

    It does so once, however often it is asked for the same chart.
    """
    thin = cache(_thinned_lines)
    return lambda chart: thin(chart) if isinstance(chart, LineChart) and _is_long(chart) else chart


def _columns(chart: LineChart) -> int:
    return round(chart.width_mm * _COLUMNS_A_MILLIMETRE)


def _is_long(chart: LineChart) -> bool:
    return any(len(line.x) > _columns(chart) for line in chart.lines)


def _thinned_lines(chart: LineChart) -> LineChart:
    printed = _print_of(chart, _columns(chart))
    return replace(chart, lines=tuple(_thinned(line, printed) for line in chart.lines))


class _Print(msgspec.Struct, frozen=True):
    """How large an epoch and a value are in print: in columns, and in tolerances of what is on the way."""

    columns_an_epoch: float
    is_log: bool
    steps_a_value: float

    def height(self, value: float) -> float:
        """Return how high `value` stands, in tolerances; what a logarithm has no place for is far below."""
        if not self.is_log:
            return value * self.steps_a_value
        return math.log10(value) * self.steps_a_value if value > 0 else -1e9


def _print_of(chart: LineChart, columns: int) -> _Print:
    epochs = [epoch for line in chart.lines for epoch in (min(line.x), max(line.x))]
    is_log = chart.scale == "log"
    lowest = _SMALLEST if is_log else -_LARGEST
    values = [value for line in chart.lines for value in line.y if lowest <= value <= _LARGEST]
    low, high = (min(values), max(values)) if values else (1.0, 1.0)
    span = math.log10(high) - math.log10(low) if is_log else high - low
    steps = chart.height_mm / _STRAIGHT_MM
    return _Print(columns / max(1, max(epochs) - min(epochs)), is_log, steps / span if span > 0 else 0.0)


def _thinned(line: Line, printed: _Print) -> Line:
    """Return `line` with the points that are seen, and those that have markers; one that goes back stays as it is."""
    if list(line.x) != sorted(line.x):
        return line
    marks = usual_marks(len(line.x))
    kept = sorted({*_seen(line, printed), *marks})
    places = {place: number for number, place in enumerate(kept)}
    return replace(
        line,
        x=tuple(line.x[place] for place in kept),
        y=tuple(line.y[place] for place in kept),
        marked=tuple(places[place] for place in marks),
    )


def _seen(line: Line, printed: _Print) -> Iterator[int]:
    """Yield the places of the points that are seen; of a gap one point is enough."""
    gaps = [place for place, value in enumerate(line.y) if not abs(value) <= _LARGEST]
    begin = 0
    for end in (*gaps, len(line.y)):
        if end > begin:
            yield from _bends(line, _extremes(line, begin, end, printed), printed)
            yield from (begin, end - 1)
        begin = end + 1
    yield from (gap for gap, before in zip(gaps, (-2, *gaps), strict=False) if gap > before + 1)


def _extremes(line: Line, begin: int, end: int, printed: _Print) -> Iterator[int]:
    """Yield of each column the place of the lowest and that of the highest value, in their order."""
    epochs, values = line.x, line.y
    while begin < end:
        column = int((epochs[begin] - epochs[0]) * printed.columns_an_epoch)
        after = bisect_left(epochs, epochs[0] + (column + 1) / printed.columns_an_epoch, begin + 1, end)
        within = values[begin:after]
        low, high = begin + within.index(min(within)), begin + within.index(max(within))
        yield from (low, high) if low < high else (high, low) if high < low else (low,)
        begin = after


def _bends(line: Line, places: Iterable[int], printed: _Print) -> Iterator[int]:
    """Yield those of `places` without which a line through the others would leave them by more than the tolerance.

    From each point that is kept, the slopes of all lines that pass near enough by the following points are a cone;
    the last point before one outside of it is kept.
    """
    points = ((place, line.x[place] * printed.columns_an_epoch, printed.height(line.y[place])) for place in places)
    before, corner_x, corner_y = next(points)
    x, y = corner_x, corner_y
    yield before
    lowest, highest = -math.inf, math.inf
    for place, next_x, next_y in points:
        if next_x <= corner_x or not lowest <= (next_y - corner_y) / (next_x - corner_x) <= highest:
            yield before
            corner_x, corner_y, lowest, highest = x, y, -math.inf, math.inf
        before, x, y = place, next_x, next_y
        if x > corner_x:
            lowest = max(lowest, (y - 1 - corner_y) / (x - corner_x))
            highest = min(highest, (y + 1 - corner_y) / (x - corner_x))
    yield before
