"""Long lines with fewer points: those that nobody would see in print are left out before a chart is drawn.

Takes a chart as it is described; gives the chart that is drawn. Alternative texts are written from all values before.
Of each tenth of a millimetre the lowest and the highest value are kept, so that no spike is lost; a line is four times
as wide. Of these, points are left out that are on the way between others.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import msgspec
from msgspec.structs import replace

from reportgen.figures.charts import Chart, Line, LineChart

_COLUMNS_A_MILLIMETRE = 10
# A point that is nearer to the way between others is left out. A line is 0.4 mm wide.
_STRAIGHT_MM = 0.01
_MARKERS_UP_TO = 30
_FEW_MARKERS = 12
_LARGEST = 1e300


def has_a_place(value: float) -> bool:
    """Return False for NaN, infinities, and what is as good as infinite: the ends of its axis would overflow."""
    return abs(value) <= _LARGEST


def usual_marks(points: int) -> tuple[int, ...]:
    """Return the places of the points of a line that have a marker.

    Long trainings keep a few: they tell the lines apart in grey without hiding them.
    """
    return tuple(range(0, points, 1 if points <= _MARKERS_UP_TO else math.ceil(points / _FEW_MARKERS)))


def thinned(chart: Chart) -> Chart:
    """Return `chart`, its lines without the points that nobody would see in print."""
    if not isinstance(chart, LineChart):
        return chart
    columns = round(chart.width_mm * _COLUMNS_A_MILLIMETRE)
    if all(len(line.x) <= columns for line in chart.lines):
        return chart
    printed = _print_of(chart, columns)
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
    values = [value for line in chart.lines for value in line.y if has_a_place(value) and (value > 0 or not is_log)]
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    span = math.log10(high) - math.log10(low) if is_log and values else high - low
    steps = chart.height_mm / _STRAIGHT_MM
    return _Print(columns / max(1, max(epochs) - min(epochs)), is_log, steps / span if span > 0 else 0.0)


def _thinned(line: Line, printed: _Print) -> Line:
    """Return `line` with the points that are seen, and those that have markers; one that goes back stays as it is."""
    if any(after < before for before, after in pairwise(line.x)):
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
    for has_place, group in groupby(range(len(line.x)), lambda place: has_a_place(line.y[place])):
        places = list(group)
        yield places[0]
        if has_place:
            yield from _bends(line, _extremes(line, places, printed), printed)
            yield places[-1]


def _extremes(line: Line, places: Sequence[int], printed: _Print) -> Iterator[int]:
    """Yield of each column the place of the lowest and that of the highest value, in their order."""
    start, epochs, values = line.x[0], line.x, line.y
    for _, group in groupby(places, lambda place: int((epochs[place] - start) * printed.columns_an_epoch)):
        column = list(group)
        yield from sorted({min(column, key=values.__getitem__), max(column, key=values.__getitem__)})


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
