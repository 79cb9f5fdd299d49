"""A plot on a sheet: a box with two axes, what stands around it, and curves, dots and bars in it.

Takes values; gives them places in millimetres. What is drawn later covers what was drawn before.
"""

import math
from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.label_sizes import fitting, upright_place_mm
from reportgen.figures.lettering import MM_PER_POINT, Letters, letters
from reportgen.figures.marks import Dots, Pen
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.style import Dash, Shape
from reportgen.figures.tick_places import widened

LINE_POINTS = 1.1
MARK_POINTS = 3.2
ROOM = 0.05
"""Of an axis: what is free at its ends where nothing else is said."""
DOTTED: Dash = (1.0, 2.0)
_FRAME_POINTS, _GRID_POINTS = 0.6, 0.5
_TICK_POINTS, _SMALL_TICK_POINTS = 2.5, 2.0
# Between a tick and its number, and between the numbers and the label of their axis.
_BESIDE_TICK_POINTS = 3.5
_BESIDE_NUMBERS_POINTS = 2.0
# What has no place on a logarithmic axis is this many axes below it.
_FAR_BELOW = -100.0
_SLACK = 1e-10

Tick = tuple[float, str]


class Axis(msgspec.Struct, frozen=True):
    """The values at its ends; it may run backwards."""

    first: float
    last: float
    is_log: bool = False

    def parts(self, values: Sequence[float] | np.ndarray) -> np.ndarray:
        """Return where values lie, from 0 to 1; NaN where they are NaN."""
        numbers = np.asarray(values, float)
        if not self.is_log:
            return (numbers - self.first) / (self.last - self.first)
        first, last = math.log10(self.first), math.log10(self.last)
        powers = np.log10(numbers, out=np.full(numbers.shape, np.nan), where=numbers > 0)
        return np.where(numbers <= 0, _FAR_BELOW, (powers - first) / (last - first))

    def ticks(self, places: Sequence[float], write: Callable[[Sequence[float]], Sequence[str]]) -> list[Tick]:
        """Return ticks at those of `places` that it reaches."""
        kept = self.reached(places)
        return list(zip(kept, write(kept), strict=True))

    def reached(self, places: Sequence[float]) -> list[float]:
        """Return those of `places` that lie between its ends, or on them."""
        parts = self.parts(places)
        return [place for place, part in zip(places, parts, strict=True) if -_SLACK <= part <= 1 + _SLACK]


def axis(low: float, high: float) -> Axis:
    """Return an axis between two values, which may be the same."""
    return Axis(*widened(low, high))


def roomy_axis(low: float, high: float, room: float = ROOM) -> Axis:
    """Return an axis with a part of its length free before the first value and after the last."""
    low, high = widened(low, high)
    free = room * (high - low)
    return Axis(low - free, high + free)


def count_axis(most: float) -> Axis:
    """Return an axis of bars from 0 up to `most`, with a part of its length free above."""
    return Axis(0.0, (1 + ROOM) * most) if most else roomy_axis(0.0, 0.0)


def log_axis(low: float, high: float, room: float = ROOM) -> Axis:
    """Return a logarithmic axis with a part of its length free at either end: two decades around a single value."""
    first, last = math.log10(low), math.log10(high)
    if first == last:
        first, last = math.ceil(first) - 1, math.floor(last) + 1
    free = room * (last - first)
    return Axis(10 ** (first - free), 10 ** (last + free), is_log=True)


class Plot:
    """A box on a sheet with a horizontal and a vertical axis."""

    def __init__(self, sheet: Sheet, look: FigureStyle, box: Box, axes: tuple[Axis, Axis]) -> None:
        self.sheet = sheet
        self.look = look
        self.box = box
        self.x, self.y = axes
        # How far out the numbers of the axes reach, in millimetres from the edges of the sheet.
        self.lowest, self.leftmost = box.bottom, box.left

    def places(self, xs: Sequence[float] | np.ndarray, ys: Sequence[float] | np.ndarray) -> np.ndarray:
        """Return where points are, in millimetres: a row for each."""
        parts = np.column_stack((self.x.parts(xs), self.y.parts(ys)))
        return parts * (self.box.width, self.box.height) + (self.box.left, self.box.bottom)

    def across(self, values: Sequence[float]) -> list[float]:
        """Return the places of values of the horizontal axis in millimetres from the left edge of the sheet."""
        return [float(place) for place in self.x.parts(values) * self.box.width + self.box.left]

    def up(self, values: Sequence[float]) -> list[float]:
        """Return the places of values of the vertical axis in millimetres from the lower edge of the sheet."""
        return [float(place) for place in self.y.parts(values) * self.box.height + self.box.bottom]

    def grid(self, xs: Sequence[Tick] = (), ys: Sequence[Tick] = ()) -> None:
        """Draw lines behind the values, at ticks."""
        box = self.box
        level = [[(box.left, y), (box.right, y)] for y in self.up([value for value, _ in ys])]
        upright = [[(x, box.bottom), (x, box.top)] for x in self.across([value for value, _ in xs])]
        self.sheet.stroke([*upright, *level], Pen(self.look.grid, _GRID_POINTS))

    def ticks_below(  # ticks and how they are written
        self,
        ticks: Sequence[Tick],
        *,
        written: Letters | None = None,
        tick_points: float = _TICK_POINTS,
        space_points: float = _BESIDE_TICK_POINTS,
        is_upright: bool = False,
    ) -> None:
        """Draw the ticks of the horizontal axis, and their labels below."""
        bottom = self.box.bottom
        long, away = tick_points * MM_PER_POINT, (tick_points + space_points) * MM_PER_POINT
        places = self.across([value for value, _ in ticks])
        self._stroke_ticks([[(x, bottom), (x, bottom - long)] for x in places] if long else [])
        written = written or letters(self.look, "tick")
        for x, (_, label) in zip(places, ticks, strict=True):
            stands = self.sheet.write(
                label, (x, bottom - away), written, self.look.ink, across="middle", up="top", is_upright=is_upright
            )
            self.lowest = min(self.lowest, stands.bottom)

    def ticks_beside(
        self,
        ticks: Sequence[Tick],
        *,
        written: Letters | None = None,
        tick_points: float = _TICK_POINTS,
        space_points: float = _BESIDE_TICK_POINTS,
    ) -> None:
        """Draw the ticks of the vertical axis, and their labels at the left."""
        left = self.box.left
        long, away = tick_points * MM_PER_POINT, (tick_points + space_points) * MM_PER_POINT
        places = self.up([value for value, _ in ticks])
        self._stroke_ticks([[(left, y), (left - long, y)] for y in places] if long else [])
        written = written or letters(self.look, "tick")
        for y, (_, label) in zip(places, ticks, strict=True):
            stands = self.sheet.write(label, (left - away, y), written, self.look.ink, across="right", up="letters")
            self.leftmost = min(self.leftmost, stands.left)

    def small_ticks_below(self, values: Sequence[float]) -> None:
        """Draw ticks without labels."""
        bottom, long = self.box.bottom, _SMALL_TICK_POINTS * MM_PER_POINT
        places = self.across(self.x.reached(values))
        self._stroke_ticks([[(x, bottom), (x, bottom - long)] for x in places])

    def _stroke_ticks(self, lines: Sequence[Sequence[tuple[float, float]]]) -> None:
        self.sheet.stroke(lines, Pen(self.look.frame, _FRAME_POINTS, cap="butt"))

    def name_below(self, label: str, away_points: float = _BESIDE_NUMBERS_POINTS) -> None:
        """Write what the horizontal axis shows below its numbers, small enough for the sheet."""
        middle, _ = self.box.middle
        written = fitting(label, letters(self.look, "label"), 2 * min(middle, self.sheet.width_mm - middle))
        place = (middle, self.lowest - away_points * MM_PER_POINT)
        self.sheet.write(label, place, written, self.look.ink, across="middle", up="top")

    def name_beside(self, label: str, away_points: float = _BESIDE_NUMBERS_POINTS) -> None:
        """Write what the vertical axis shows at the left of its numbers, small enough for the sheet."""
        self._name_upright(label, self.leftmost - away_points * MM_PER_POINT)

    def name_at_edge(self, label: str, ticks: Sequence[Tick]) -> None:
        """Write what the vertical axis shows where all charts have it, further out beside wide numbers."""
        numbers = [number for _, number in ticks]
        self._name_upright(label, upright_place_mm(numbers, letters(self.look, "tick"), self.box.left))

    def _name_upright(self, label: str, right: float) -> None:
        _, middle = self.box.middle
        written = fitting(label, letters(self.look, "label"), 2 * min(middle, self.sheet.height_mm - middle))
        self.sheet.write(label, (right, middle), written, self.look.ink, across="right", up="middle", is_upright=True)

    def frame(self) -> None:
        """Draw the lines of the two axes."""
        box = self.box
        lines = [[(box.left, box.bottom), (box.left, box.top)], [(box.left, box.bottom), (box.right, box.bottom)]]
        self.sheet.stroke(lines, Pen(self.look.frame, _FRAME_POINTS))

    def curve(self, xs: Sequence[float], ys: Sequence[float], pen: Pen) -> None:
        """Draw a line, with gaps where a value is NaN."""
        places = self.places(xs, ys)
        known = np.isfinite(places).all(axis=1)
        runs = [places] if known.all() else np.split(places, np.flatnonzero(~known))
        finite = [run[np.isfinite(run[:, 1])] for run in runs]
        self.sheet.stroke([run for run in finite if len(run) > 1], pen)

    def dots(  # noqa: PLR0913  # points and how they look
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        shape: Shape,
        points: float,
        colour: str,
        *,
        edge_points: float = 1.0,
        alpha: float = 1.0,
    ) -> None:
        """Draw a mark at each point that is not NaN."""
        places = self.places(xs, ys)
        known = places[np.isfinite(places).all(axis=1)]
        self.sheet.dot(Dots(shape, points, colour, known, edge_points, alpha))

    def bars(self, bars: Sequence[tuple[float, float, float]], colour: str, edge: Pen | None = None) -> None:
        """Draw upright bars from 0: where each begins and ends, and how high it is."""
        if not bars:
            return
        lefts, rights, heights = (np.asarray(ends) for ends in zip(*bars, strict=True))
        feet = self.places(lefts, np.zeros(len(bars)))
        self.sheet.fill_boxes(np.column_stack((feet, self.places(rights, heights))), colour, edge)
