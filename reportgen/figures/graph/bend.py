"""Lays out a chain with nested skips as the U that such networks are named for: down, across the bottom, and up again.

Each skip goes straight across, from the layer on the way down to the one at the same height on the way up.
"""

from collections.abc import Iterator
from itertools import accumulate, pairwise

import msgspec

from reportgen.figures.graph.blocks import Block, Blocks
from reportgen.figures.graph.charts import Arrow, Box, Graph, GraphChart, Label, Lettering
from reportgen.figures.graph.columns import BEFORE_TURN, HEAD, Page
from reportgen.figures.graph.paths import BESIDE_LINE, LABEL_MIDDLE, MARGIN, box_at
from reportgen.figures.text_width import width_mm

_FEWEST_SKIPS = 2
_AROUND_SKIP = 5.0
_ABOVE_SKIP = 1.4

Skips = list[tuple[int, int]]


def lay_bend(graph: Graph, given: Blocks, lettering: Lettering, page: Page, label_mm: float) -> GraphChart | None:
    """Return a chain with nested skips as a U; None for any other graph, and for one that is too large."""
    skips = _nested_skips(given)
    if len(skips) < _FEWEST_SKIPS:
        return None
    chart = _Bend(graph, given, skips, lettering, label_mm).chart()
    return chart if chart.width_mm <= page.width_mm and chart.height_mm <= page.height_mm else None


def _nested_skips(given: Blocks) -> Skips:
    """Return the skips over a chain of blocks, the outermost first; [] unless each lies within the one before."""
    straight = {(place, place + 1) for place in range(len(given.blocks) - 1)}
    skips = sorted(set(given.edges) - straight)
    is_chain = straight <= set(given.edges) and not any(block.has_loop for block in given.blocks)
    inside = pairwise(skips)
    is_nested = all(outer[0] < inner[0] < inner[1] < outer[1] for outer, inner in inside)
    return skips if is_chain and is_nested else []


def _rows(skips: Skips, blocks: int) -> tuple[list[int], int]:
    """Return the row of each block, counted from above, and the last block on the way down."""
    rows = [0] * blocks
    start, end = skips[0]
    row = max(start, blocks - 1 - end)
    for place in range(start):
        rows[place] = row - start + place
    for place in range(end, blocks):
        rows[place] = row - (place - end)
    for (start, end), (inner, inner_end) in pairwise(skips):
        below = row + max(inner - start, end - inner_end)
        rows[start:inner] = range(row, row + inner - start)
        rows[inner_end:end] = range(below, below - (end - inner_end), -1)
        row = below
    start, end = skips[-1]
    turn = start + (end - start) // 2
    rows[start : turn + 1] = range(row, row + turn - start + 1)
    rows[turn + 1 : end + 1] = range(row + end - turn - 1, row - 1, -1)
    return rows, turn


class _Side(msgspec.Struct, frozen=True):
    """One of the two columns: its left edge and its middle."""

    left: float
    middle: float


class _Bend:
    """A U while its places are worked out."""

    def __init__(self, graph: Graph, given: Blocks, skips: Skips, lettering: Lettering, label_mm: float) -> None:
        self.graph, self.blocks, self.skips = graph, given.blocks, skips
        self.lettering, self.label = lettering, label_mm
        self.rows, self.turn = _rows(skips, len(given.blocks))
        width, reach = given.blocks[0].width, max(block.reach[1] for block in given.blocks)
        across = max(self._text_width(block) for block in given.blocks) + _AROUND_SKIP + reach - width / 2
        self.down = _Side(MARGIN, MARGIN + width / 2)
        self.up = _Side(MARGIN + width + across, MARGIN + 1.5 * width + across)
        self.width = self.up.middle + reach + MARGIN
        self.middles = self._middles()
        self.boxes = [self._box(place) for place in range(len(given.blocks))]

    def _text_width(self, block: Block) -> float:
        return width_mm(self._shape(block), self.lettering.small_points, self.lettering.advances)

    def _shape(self, block: Block) -> str:
        return self.graph.nodes[block.layers[-1]].shape

    def _middles(self) -> list[float]:
        """Return the height of the middle of each row."""
        heights = [0.0] * (max(self.rows) + 1)
        for row, block in zip(self.rows, self.blocks, strict=True):
            heights[row] = max(heights[row], block.height)
        apart, first = self.label + BEFORE_TURN + HEAD, MARGIN + self.label
        ends = accumulate(height + apart for height in heights)
        return [first + end - apart - height / 2 for end, height in zip(ends, heights, strict=True)]

    def _box(self, place: int) -> Box:
        block, side = self.blocks[place], self.down if place <= self.turn else self.up
        return box_at(block, side.left, self.middles[self.rows[place]] - block.height / 2)

    def chart(self) -> GraphChart:
        arrows, labels = (*self._chain(), *self._skips()), (*self._labels(), *self._skip_labels())
        return GraphChart(
            graph=self.graph,
            boxes=tuple(self.boxes),
            arrows=arrows,
            labels=labels,
            lettering=self.lettering,
            width_mm=self.width,
            height_mm=max(y for arrow in arrows for _, y in arrow.points) + MARGIN,
        )

    def _arrow(self, source: int, target: int, *points: tuple[float, float]) -> Arrow:
        ends = self.blocks[source].layers[-1], self.blocks[target].layers[0] if target >= 0 else -1
        return Arrow(*ends, tuple((round(x, 3), round(y, 3)) for x, y in points))

    def _chain(self) -> Iterator[Arrow]:
        """Yield the arrows down, across and up, and the one of the output."""
        down, up, last = self.down.middle, self.up.middle, len(self.boxes) - 1
        for place, (box, after) in enumerate(pairwise(self.boxes)):
            foot, foot_after = box.top + box.height, after.top + after.height
            if place < self.turn:
                yield self._arrow(place, place + 1, (down, foot), (down, after.top))
            elif place > self.turn:
                yield self._arrow(place, place + 1, (up, box.top), (up, foot_after))
            else:
                deepest = max(foot, foot_after) + self.label + BEFORE_TURN
                ends = (down, foot), (down, deepest), (up, deepest), (up, foot_after)
                yield self._arrow(place, place + 1, *ends)
        top = self.boxes[last].top
        yield self._arrow(last, -1, (up, top), (up, top - self.label))

    def _skips(self) -> Iterator[Arrow]:
        for source, target in self.skips:
            box, other = self.boxes[source], self.boxes[target]
            y = box.top + box.height / 2
            yield self._arrow(source, target, (box.left + box.width, y), (other.left, y))

    def _labels(self) -> Iterator[Label]:
        """Yield the shapes beside the arrows down, below their boxes, and up, above them."""
        for place, (block, box) in enumerate(zip(self.blocks, self.boxes, strict=True)):
            beside = box.left + box.width / 2 + BESIDE_LINE
            below = box.top + box.height + LABEL_MIDDLE * self.label
            y = below if place <= self.turn else box.top - (1 - LABEL_MIDDLE) * self.label
            if self._shape(block):
                yield Label(self._shape(block), beside, y)

    def _skip_labels(self) -> Iterator[Label]:
        for source, _ in self.skips:
            block, box = self.blocks[source], self.boxes[source]
            middle = (self.down.left + box.width + self.up.left) / 2
            if self._shape(block):
                y = box.top + box.height / 2 - _ABOVE_SKIP
                yield Label(self._shape(block), middle - self._text_width(block) / 2, y)
