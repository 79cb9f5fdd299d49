"""The space between two ranks: where lines enter the boxes below, and at which height each of them turns.

Takes placed ranks; gives the lines of each gap. All that leaves one box there is one line, which may part into several.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

import msgspec

from reportgen.figures.graph.places import in_order
from reportgen.figures.graph.ranks import Item, Link, Ranked

PORT_APART = 1.8
TRACK_APART = 1.5
_FROM_EDGE = 1.2
_SAME = 0.3
_STRAIGHT = 1e-6
_ON_EACH_OTHER = 100
_ASIDE = 0.7


@dataclass(eq=False)
class Line:
    """A line through a gap: from `x` above to a port on each item below, turning at `track`, counted from above."""

    upper: Item
    x: float
    lowers: dict[Item, float] = field(default_factory=dict)
    track: int = 0

    @property
    def turns(self) -> bool:
        """Whether it leaves the vertical at all."""
        return any(abs(port - self.x) > _STRAIGHT for port in self.lowers.values())

    @property
    def span(self) -> tuple[float, float]:
        """How far it goes to the left and to the right."""
        return min(self.x, *self.lowers.values()), max(self.x, *self.lowers.values())


class Gap(msgspec.Struct, frozen=True):
    """The lines between a rank and the next, from left to right, and how many heights they turn at."""

    lines: tuple[Line, ...]
    tracks: int


class Gaps(msgspec.Struct, frozen=True):
    """The gaps below each rank but the last, and the line that each link takes through each gap that it crosses."""

    gaps: tuple[Gap, ...]
    ways: dict[Link, tuple[Line, ...]]


def find_lines(ranked: Ranked) -> Gaps:
    """Return the lines between the ranks, each with its ports and its track."""
    lines: dict[tuple[Item, Link | None], Line] = {}
    ways: dict[Link, tuple[Line, ...]] = {}
    for link in ranked.links:
        way = []
        for upper, lower in zip(link.items, link.items[1:], strict=False):
            key = (upper, link if link.is_back else None)
            if key not in lines:
                lines[key] = Line(upper, _leaves_at(ranked, upper, link))
            lines[key].lowers[lower] = lower.x
            way.append(lines[key])
        ways[link] = tuple(way)
    gaps = []
    for rank in range(len(ranked.ranks) - 1):
        between = sorted((line for line in lines.values() if line.upper.rank == rank), key=lambda line: line.x)
        _set_ports(between, ranked)
        _untangle(between, list(lines.values()))
        gaps.append(Gap(tuple(between), _set_tracks(between)))
    return Gaps(tuple(gaps), ways)


def _leaves_at(ranked: Ranked, upper: Item, link: Link) -> float:
    """Return the middle of what a line leaves; what comes back into a box from below does so left of it."""
    if upper.block < 0 or not link.is_back:
        return upper.x
    others = [other for other in ranked.links if other.is_back and other.items[0] is upper]
    # Never where a line may enter the box below: two lines that change places there would run over each other.
    return upper.x - ranked.blocks[upper.block].width / 2 + (_FROM_EDGE + PORT_APART * others.index(link)) / 2


def _set_ports(lines: Sequence[Line], ranked: Ranked) -> None:
    """Let each line enter a box straight from above if it can, else at its near end; none where another one does."""
    entering: dict[Item, list[Line]] = {}
    for line in lines:
        for lower in line.lowers:
            if lower.block >= 0:
                entering.setdefault(lower, []).append(line)
    for lower, own in entering.items():
        half = ranked.blocks[lower.block].width / 2 - _FROM_EDGE
        # A line that comes from farther left enters farther left.
        wished = [[(min(max(line.x, lower.x - half), lower.x + half), 1.0)] for line in own]
        starts = [PORT_APART * place for place in range(len(own))]
        # Bounds that are as far apart as the ports keep them so.
        free = zip(in_order(wished, starts), starts, strict=True)
        lefts = [max(port, lower.x - half + start) for port, start in free]
        ports = [min(port, lower.x + half - start) for port, start in zip(lefts, reversed(starts), strict=True)]
        for line, port in zip(own, ports, strict=True):
            line.lowers[lower] = port


def _untangle(lines: Sequence[Line], all_lines: Sequence[Line]) -> None:
    """Move a port of one of two lines that change places: no height of their turns would keep them off each other."""
    for line, other in combinations(lines, 2):
        if _cost(line, other) >= _ON_EACH_OTHER and _cost(other, line) >= _ON_EACH_OTHER:
            lower = next(lower for lower, port in line.lowers.items() if abs(port - other.x) < _SAME)
            line.lowers[lower] += _ASIDE
            for following in all_lines:
                if following.upper is lower and lower.block < 0:
                    following.x = line.lowers[lower]


def _set_tracks(lines: Sequence[Line]) -> int:
    """Give the lines that turn a height each, as few as possible and with few crossings; return their number."""
    turning = [line for line in lines if line.turns]
    placed: list[Line] = []
    for line in _from_above(turning):
        below = [other.track + 1 for other in placed if _cost(line, other) > _cost(other, line)]
        line.track = max(below, default=0)
        taken = {other.track for other in placed if _meet(line, other)}
        while line.track in taken:
            line.track += 1
        placed.append(line)
    return max((line.track + 1 for line in placed), default=0)


def _meet(line: Line, other: Line) -> bool:
    (left, right), (other_left, other_right) = line.span, other.span
    return left <= other_right + _SAME and other_left <= right + _SAME


def _from_above(lines: Sequence[Line]) -> list[Line]:
    """Return the lines in an order in which the upper of any two comes first, where they do not wish it in a circle."""
    excess = {line: {other: max(0, _cost(line, other) - _cost(other, line)) for other in lines} for line in lines}
    costs = {line: sum(of_line.values()) for line, of_line in excess.items()}
    ordered = []
    while costs:
        uppermost = min(costs, key=lambda line: costs[line])
        del costs[uppermost]
        for line in costs:
            costs[line] -= excess[line][uppermost]
        ordered.append(uppermost)
    return ordered


def _cost(upper: Line, lower: Line) -> int:
    """Return the crossings of two lines if one turns above the other; lines drawn on each other cost most."""
    if upper is lower:
        return 0
    left, right = upper.span
    cost = sum(_ON_EACH_OTHER for port in upper.lowers.values() if abs(port - lower.x) < _SAME)
    cost += left < lower.x < right
    other_left, other_right = lower.span
    return cost + sum(other_left < port < other_right for port in upper.lowers.values())
