"""Breaks a tall drawing into columns, and what is still too tall into parts, where few lines are cut.

Takes the heights of ranks and gaps; gives columns as (first rank, last rank).
"""

from collections.abc import Sequence

import msgspec

from reportgen.figures.graph.blocks import Blocks
from reportgen.figures.graph.gaps import TRACK_APART, Gaps
from reportgen.figures.graph.ranks import Ranked

HEAD = 1.9
BEFORE_TURN = 0.4
GUTTER = 2.2
_STEPS = 14
_MOST_COLUMNS = 6
_WORTH_IT = 0.8
# A column of two boxes beside another one of two is harder to follow than one of four.
_LEAST_IN_CHAINS, _LEAST_IN_GRAPHS = 3, 6

Column = tuple[int, int]


class Page(msgspec.Struct, frozen=True):
    """The room for a drawing, in millimetres."""

    width_mm: float
    height_mm: float


class Measures(msgspec.Struct, frozen=True):
    """How much room ranks and gaps need. `cut` is the number of lines below each rank; `label` the height of a text."""

    rows: tuple[float, ...]
    gaps: tuple[float, ...]
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    cut: tuple[int, ...]
    is_joint: tuple[bool, ...]
    label: float
    is_chain: bool

    def entry(self, first: int) -> float:
        """Return the room above rank `first` at the top of a column."""
        return 0.0 if first == 0 else BEFORE_TURN + TRACK_APART * (self.cut[first - 1] - 1) + HEAD

    def exit(self, last: int) -> float:
        """Return the room below rank `last` at the foot of a column."""
        lines = self.cut[last] if last < len(self.cut) else 0
        return self.label + BEFORE_TURN + TRACK_APART * max(0, lines - 1)

    def height(self, first: int, last: int) -> float:
        """Return the height of a column."""
        inside = sum(self.rows[first : last + 1]) + sum(self.gaps[first:last])
        return self.entry(first) + inside + self.exit(last)

    def width(self, first: int, last: int) -> float:
        """Return the width of a column."""
        return max(self.rights[first : last + 1]) - min(self.lefts[first : last + 1])

    def widest_piece(self) -> float:
        """Return the width of the widest column if all that can be cut is cut."""
        ends = [rank for rank, joint in enumerate(self.is_joint) if joint] + [len(self.rows) - 1]
        starts = [0, *(end + 1 for end in ends)]
        return max(self.width(first, last) for first, last in zip(starts, ends, strict=False))

    def gutter(self, last: int) -> float:
        """Return the room right of a column that ends with rank `last`, for the lines to the next one."""
        return 2 * GUTTER + TRACK_APART * (self.cut[last] - 1)


def measure(given: Blocks, ranked: Ranked, gaps: Gaps, label_mm: float) -> Measures:
    """Return the room that the ranks and gaps need."""
    rows = tuple(
        max((ranked.blocks[item.block].height for item in rank if item.block >= 0), default=0.0)
        for rank in ranked.ranks
    )
    heights = []
    for rank, gap in zip(ranked.ranks, gaps.gaps, strict=False):
        label = label_mm if any(item.block >= 0 for item in rank) else 0.0
        heights.append(label + BEFORE_TURN + TRACK_APART * max(0, gap.tracks - 1) + HEAD)
    edges = [_extent(number, ranked, gaps) for number in range(len(ranked.ranks))]
    single = [len(rank) == 1 and rank[0].block >= 0 for rank in ranked.ranks]
    cut = tuple(len(gap.lines) for gap in gaps.gaps)
    return Measures(
        rows,
        tuple(heights),
        tuple(left for left, _ in edges),
        tuple(right for _, right in edges),
        cut,
        tuple(alone and lines == 1 for alone, lines in zip(single, cut, strict=False)),
        label_mm,
        len(given.edges) == len(rows) - 1 and all(single),
    )


def _extent(number: int, ranked: Ranked, gaps: Gaps) -> tuple[float, float]:
    """Return how far a rank and the lines below it go to the left and to the right."""
    rank = ranked.ranks[number]
    lines = gaps.gaps[number].lines if number < len(gaps.gaps) else ()
    lefts = [item.x - item.reach[0] for item in rank] + [line.span[0] for line in lines if line.lowers]
    rights = [item.x + item.reach[1] for item in rank] + [line.span[1] for line in lines if line.lowers]
    return min(lefts), max(rights)


def columns_of(room: Measures, first: int, last: int, page: Page, most_lines: int) -> tuple[Column, ...] | None:
    """Return the columns for ranks `first` to `last`; None if there are none that fit on the page.

    Each time at most `most_lines` lines are cut, and more columns are made where that saves much height.
    """
    least = _LEAST_IN_CHAINS if room.is_chain else _LEAST_IN_GRAPHS
    most = min(_MOST_COLUMNS, -(-(last - first + 1) // least))
    best: tuple[float, tuple[Column, ...]] | None = None
    for count in range(1, most + 1):
        found = _lowest(room, first, last, count, most_lines)
        is_lonely = count > 1 and found is not None and found[-1][0] == found[-1][1]
        if found is None or is_lonely or _width(room, found) > page.width_mm:
            continue
        height = max(room.height(*column) for column in found)
        if height <= page.height_mm and (best is None or height < _WORTH_IT * best[0]):
            best = height, found
    return best[1] if best else None


def _width(room: Measures, columns: Sequence[Column]) -> float:
    return sum(room.width(*column) for column in columns) + sum(room.gutter(column[1]) for column in columns[:-1])


def _lowest(room: Measures, first: int, last: int, count: int, most_lines: int) -> tuple[Column, ...] | None:
    """Return at most `count` columns, the tallest as low as possible, found by halving what it may be."""
    low, high = 0.0, room.height(first, last)
    best: tuple[Column, ...] | None = None
    for _ in range(_STEPS):
        middle = high if best is None else (low + high) / 2
        found = _filled(room, first, last, middle, most_lines)
        if found is not None and len(found) <= count:
            best, high = found, middle
        elif best is None:
            return None
        else:
            low = middle
    return best


def _filled(room: Measures, first: int, last: int, height: float, most_lines: int) -> tuple[Column, ...] | None:
    """Return columns each filled up to `height`; None if one cannot be cut low enough."""
    columns: list[Column] = []
    while first <= last:
        if room.height(first, last) <= height:
            return (*columns, (first, last))
        end = _end(room, first, last, height, most_lines)
        if end is None:
            return None
        columns.append((first, end))
        first = end + 1
    return tuple(columns)


def _end(room: Measures, first: int, last: int, height: float, most_lines: int) -> int | None:
    """Return the last rank with which a column from `first` may end, and is no taller than `height`."""
    needed, end = room.entry(first), None
    for rank in range(first, last):
        needed += room.rows[rank]
        if needed > height:
            break
        if room.cut[rank] <= most_lines and needed + room.exit(rank) <= height:
            end = rank
        needed += room.gaps[rank]
    return end


def parts_of(room: Measures, page: Page) -> tuple[tuple[Column, ...], ...]:
    """Return the columns of each part, parted where all that goes on leaves one box; () if one part does not fit."""
    joints = [rank for rank, joint in enumerate(room.is_joint) if joint]
    parts, first, last = [], 0, len(room.rows) - 1
    while first <= last:
        ends = [*(joint for joint in joints if joint >= first), last]
        found = next((fit for end in reversed(ends) if (fit := _fit(room, first, end, page))), None)
        if found is None:
            return ()
        parts.append(found)
        first = found[-1][1] + 1
    return tuple(parts)


def _fit(room: Measures, first: int, last: int, page: Page) -> tuple[Column, ...] | None:
    if room.height(first, last) > _MOST_COLUMNS * page.height_mm:
        return None
    return columns_of(room, first, last, page, most_lines=1)
