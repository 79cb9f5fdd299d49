"""Puts the boxes of a graph into ranks, each box below all it takes from, with as few crossings as sweeps find.

Takes blocks and their connections; gives items in ranks: boxes, and places where a line passes by a rank. After
Sugiyama, Tagawa and Toda 1981, "Methods for Visual Understanding of Hierarchical System Structures"; ordered by medians
as in Gansner et al. 1993, "A Technique for Drawing Directed Graphs".
"""

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from reportgen.figures.graph.blocks import Block, Blocks

_LINE_REACH = 0.8
_SWEEPS = 6


@dataclass(eq=False)
class Item:
    """What takes a place in a rank: a box, or a line passing by (`block` is -1).

    `is_main` if it lies on a longest way through the drawing, which is to be straight.
    """

    block: int
    rank: int
    reach: tuple[float, float]
    uppers: list["Item"] = field(default_factory=list)
    lowers: list["Item"] = field(default_factory=list)
    is_main: bool = False
    x: float = 0.0
    order: int = 0


class Link(msgspec.Struct, frozen=True):
    """A connection through the ranks: the items from the upper box to the lower one.

    `is_back` if the connection goes from the lower box to the upper one, as those of shared layers may.
    """

    source: int
    target: int
    items: tuple[Item, ...]
    is_back: bool


class Ranked(msgspec.Struct, frozen=True):
    """The ranks from top to bottom, each from left to right, and what connects them."""

    blocks: tuple[Block, ...]
    ranks: list[list[Item]]
    links: tuple[Link, ...]


def put_into_ranks(given: Blocks, widest_mm: float, apart_mm: float) -> Ranked:
    """Return the ranks of `given`; one that were wider than `widest_mm` gives way to several."""
    back = _back_edges(given)
    forward = [(target, source) if (source, target) in back else (source, target) for source, target in given.edges]
    ranks = _narrow(_longest_paths(len(given.blocks), forward), given.blocks, widest_mm, apart_mm)
    main = _on_longest_ways(ranks, forward)
    boxes = [Item(place, ranks[place], block.reach, is_main=place in main) for place, block in enumerate(given.blocks)]
    links = _links(given, back, boxes)
    rows: list[list[Item]] = [[] for _ in range(max(ranks) + 1)]
    for item in dict.fromkeys([*boxes, *(item for link in links for item in link.items)]):
        rows[item.rank].append(item)
    _reduce_crossings(rows)
    return Ranked(given.blocks, rows, links)


def _back_edges(given: Blocks) -> set[tuple[int, int]]:
    """Return the connections that close a circle, as layers that are called several times do."""
    below = _below(len(given.blocks), given.edges)
    back: set[tuple[int, int]] = set()
    state = [0] * len(given.blocks)
    for start in range(len(given.blocks)):
        if state[start]:
            continue
        state[start] = 1
        stack = [(start, iter(below[start]))]
        while stack:
            place, left = stack[-1]
            following = next(left, None)
            if following is None:
                state[place] = 2
                stack.pop()
            elif state[following] == 1:
                back.add((place, following))
            elif state[following] == 0:
                state[following] = 1
                stack.append((following, iter(below[following])))
    return back


def _below(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    below: list[list[int]] = [[] for _ in range(count)]
    for source, target in edges:
        below[source].append(target)
    return below


def _longest_paths(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Return the rank of each block: one below the lowest it takes from; a first one is just above its followers."""
    below, waiting = _below(count, edges), [0] * count
    for _, target in edges:
        waiting[target] += 1
    first = [place for place in range(count) if not waiting[place]]
    ranks, ready = [0] * count, list(first)
    for place in ready:
        for following in below[place]:
            ranks[following] = max(ranks[following], ranks[place] + 1)
            waiting[following] -= 1
            if not waiting[following]:
                ready.append(following)
    for place in first:
        ranks[place] = min((ranks[following] - 1 for following in below[place]), default=ranks[place])
    lowest = min(ranks)
    return [rank - lowest for rank in ranks]


def _on_longest_ways(ranks: list[int], edges: Sequence[tuple[int, int]]) -> set[int]:
    """Return the blocks that could stand no lower without moving the lowest."""
    latest = [max(ranks)] * len(ranks)
    for source, target in sorted(edges, key=lambda edge: -ranks[edge[1]]):
        latest[source] = min(latest[source], latest[target] - 1)
    return {place for place, rank in enumerate(ranks) if latest[place] == rank}


def _narrow(ranks: list[int], blocks: Sequence[Block], widest: float, apart: float) -> list[int]:
    """Return the ranks, those that are too wide torn into several, one below the other."""
    narrowed, shift = [0] * len(ranks), 0
    for rank in range(max(ranks) + 1):
        own = [place for place, found in enumerate(ranks) if found == rank]
        # The lines of those that move to other ranks pass by these.
        room, width = max(widest - (2 * _LINE_REACH + apart / 3) * len(own), widest / 3), 0.0
        for place in own:
            needed = sum(blocks[place].reach) + apart
            if width and width + needed > room:
                shift, width = shift + 1, 0.0
            width += needed
            narrowed[place] = rank + shift
    return narrowed


def _links(given: Blocks, back: set[tuple[int, int]], boxes: list[Item]) -> tuple[Link, ...]:
    """Connect the boxes. Lines of one box to several share their way; one back to a box has its own."""
    passing: dict[tuple[int, int], Item] = {}
    links = []
    for source, target in given.edges:
        is_back = (source, target) in back
        upper, lower = (boxes[target], boxes[source]) if is_back else (boxes[source], boxes[target])
        way = [upper]
        for rank in range(upper.rank + 1, lower.rank):
            fresh = Item(-1, rank, (_LINE_REACH, _LINE_REACH))
            way.append(fresh if is_back else passing.setdefault((source, rank), fresh))
        way.append(lower)
        links.append(Link(source, target, tuple(way), is_back))
        _connect(way)
    return tuple(links)


def _connect(way: list[Item]) -> None:
    for upper, lower in pairwise(way):
        if lower not in upper.lowers:
            upper.lowers.append(lower)
            lower.uppers.append(upper)


def _reduce_crossings(ranks: list[list[Item]]) -> None:
    """Order each rank by the medians of its neighbours, downwards and upwards, and keep the best that was found."""
    _number(ranks)
    fewest, best = crossings(ranks), [list(rank) for rank in ranks]
    for sweep in range(_SWEEPS):
        if fewest == 0:
            break
        is_down = sweep % 2 == 0
        for rank in ranks if is_down else reversed(ranks):
            rank.sort(key=lambda item, is_down=is_down: _median(item, is_down))  # type: ignore[misc]
            for place, item in enumerate(rank):
                item.order = place
        _exchange(ranks)
        found = crossings(ranks)
        if found < fewest:
            fewest, best = found, [list(rank) for rank in ranks]
    ranks[:] = best
    _number(ranks)


def _number(ranks: list[list[Item]]) -> None:
    for rank in ranks:
        for place, item in enumerate(rank):
            item.order = place


def _median(item: Item, is_down: bool) -> float:
    orders = sorted(other.order for other in (item.uppers if is_down else item.lowers))
    if not orders:
        return item.order
    return (orders[(len(orders) - 1) // 2] + orders[len(orders) // 2]) / 2


def _exchange(ranks: list[list[Item]]) -> None:
    """Exchange neighbours while that saves crossings."""
    for rank in ranks:
        for place in range(len(rank) - 1):
            left, right = rank[place], rank[place + 1]
            if _crossed(right, left) < _crossed(left, right):
                rank[place], rank[place + 1] = right, left
                left.order, right.order = right.order, left.order


def _crossed(left: Item, right: Item) -> int:
    """Return how many lines of two neighbours cross if `left` stands left."""
    return sum(
        one.order > other.order
        for ones, others in ((left.uppers, right.uppers), (left.lowers, right.lowers))
        for one in ones
        for other in others
    )


def crossings(ranks: list[list[Item]]) -> int:
    """Return how many lines cross between the ranks."""
    total = 0
    for rank in ranks:
        seen: list[int] = []
        for item in rank:
            orders = sorted(lower.order for lower in item.lowers)
            total += sum(len(seen) - bisect_right(seen, order) for order in orders)
            for order in orders:
                insort(seen, order)
    return total
