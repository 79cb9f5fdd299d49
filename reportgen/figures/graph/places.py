"""Where the items of ranks stand from left to right: in their order, apart, and as straight below each other as can be.

Each rank in turn is put as near as possible to what its neighbours want, the sum of the weighted distances being the
least: an isotonic regression in the L1 norm, solved by pooling neighbours that would change places (Robertson and
Wright 1980, "Algorithms in Order Restricted Statistical Inference"). Medians, unlike means, make lines quite straight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportgen.figures.graph.ranks import Item

Wish = tuple[float, float]

# A line that passes by several ranks is to be straight first, then what leads from box to box.
_BOTH_LINES, _MAIN, _BOXES, _MIXED = 8.0, 3.0, 1.0, 0.5
_SWEEPS = 4
_SHIFTS, _LEAST_SHIFT = 12, 0.01
_LINES_APART = 0.4


@dataclass
class _Pool:
    """Items that touch: what they wish of the place of the first of them."""

    wishes: list[Wish]
    count: int

    @property
    def place(self) -> float:
        return weighted_median(self.wishes)


def place_items(ranks: Sequence[list[Item]], apart: float) -> None:
    """Set `x`, the middle of each item; `apart` is the least distance between boxes."""
    for rank in ranks:
        _place_rank(rank, [[(0.0, 1.0)] for _ in rank], apart)
    for _ in range(_SWEEPS):
        for rank in ranks:
            _place_rank(rank, [_wishes(item, item.uppers) for item in rank], apart)
        for rank in reversed(ranks):
            _place_rank(rank, [_wishes(item, item.lowers) for item in rank], apart)
    for rank in (*ranks, *reversed(ranks)):
        _place_rank(rank, [_wishes(item, [*item.uppers, *item.lowers]) for item in rank], apart)
    for _ in range(_SHIFTS):
        moved = [_shift(group, ranks, apart) for group in _straight(ranks)]
        if not any(moved):
            break


def _wishes(item: Item, neighbours: Sequence[Item]) -> list[Wish]:
    return [(other.x, _weight(item, other)) for other in neighbours] or [(item.x, 0.1)]


def _weight(one: Item, other: Item) -> float:
    if one.block >= 0 and other.block >= 0:
        return _MAIN if one.is_main and other.is_main else _BOXES
    return _BOTH_LINES if one.block < 0 and other.block < 0 else _MIXED


def _straight(ranks: Sequence[list[Item]]) -> list[list[Item]]:
    """Return the items in groups that stand straight below each other: a rank alone cannot move out of such a line."""
    home: dict[Item, list[Item]] = {}
    for rank in ranks:
        for item in rank:
            group = home.setdefault(item, [item])
            for lower in item.lowers:
                if lower.x == item.x and home.get(lower) is not group:
                    joined = home.get(lower, [lower])
                    group += joined
                    home.update(dict.fromkeys(joined, group))
    return list({id(group): group for group in home.values()}.values())


def _shift(group: list[Item], ranks: Sequence[list[Item]], apart: float) -> bool:
    """Move a group to where its neighbours want it, as far as there is room; return whether it moved."""
    inside = set(group)
    wishes = [
        (other.x - item.x, _weight(item, other))
        for item in group
        for other in (*item.uppers, *item.lowers)
        if other not in inside
    ]
    way = weighted_median(wishes) if wishes else 0.0
    for item in group:
        rank, place = ranks[item.rank], item.order
        if place and rank[place - 1] not in inside:
            way = max(way, rank[place - 1].x + distance(rank[place - 1], item, apart) - item.x)
        if place + 1 < len(rank) and rank[place + 1] not in inside:
            way = min(way, rank[place + 1].x - distance(item, rank[place + 1], apart) - item.x)
    if abs(way) < _LEAST_SHIFT or _cost(wishes, way) >= _cost(wishes, 0.0):
        return False
    for item in group:
        item.x = round(item.x + way, 3)
    return True


def _cost(wishes: Sequence[Wish], way: float) -> float:
    return sum(weight * abs(wished - way) for wished, weight in wishes)


def _place_rank(rank: list[Item], wishes: Sequence[list[Wish]], apart: float) -> None:
    starts = [0.0]
    for left, right in pairwise(rank):
        starts.append(starts[-1] + distance(left, right, apart))
    for item, x in zip(rank, in_order(wishes, starts), strict=True):
        item.x = x


def distance(left: Item, right: Item, apart: float) -> float:
    """Return how far from each other the middles of two neighbours stand at least."""
    boxes = (left.block >= 0) + (right.block >= 0)
    between = (_LINES_APART, apart / 3, apart)[boxes]
    return left.reach[1] + right.reach[0] + between


def in_order(wishes: Sequence[list[Wish]], starts: Sequence[float]) -> list[float]:
    """Return places nearest to the `wishes` (place, weight) of each, at least as far apart as the `starts` are."""
    pools: list[_Pool] = []
    for wished, start in zip(wishes, starts, strict=True):
        pools.append(_Pool([(place - start, weight) for place, weight in wished], 1))
        while len(pools) > 1 and pools[-2].place > pools[-1].place:
            last = pools.pop()
            pools[-1] = _Pool(pools[-1].wishes + last.wishes, pools[-1].count + last.count)
    firsts = [pool.place for pool in pools for _ in range(pool.count)]
    return [round(first + start, 3) for first, start in zip(firsts, starts, strict=True)]


def weighted_median(wishes: Sequence[Wish]) -> float:
    """Return the place with half of the weight to either side, the middle of two if both have."""
    ordered = sorted(wishes)
    half = sum(weight for _, weight in ordered) / 2
    passed = 0.0
    for number, (place, weight) in enumerate(ordered):
        passed += weight
        if passed == half and number + 1 < len(ordered):
            return (place + ordered[number + 1][0]) / 2
        if passed > half:
            return place
    return ordered[-1][0]
