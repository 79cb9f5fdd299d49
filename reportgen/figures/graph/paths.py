"""Gives the boxes, arrows and labels of a drawing in columns their places on the page."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from reportgen.figures.graph.blocks import Block
from reportgen.figures.graph.charts import Arrow, Box, Graph, Label, Lettering, Point
from reportgen.figures.graph.columns import BEFORE_TURN, GUTTER, Column, Measures
from reportgen.figures.graph.gaps import TRACK_APART, Gaps, Line
from reportgen.figures.graph.ranks import Item, Link, Ranked
from reportgen.figures.text_width import cut_to, width_mm
from reportgen.language import _

MARGIN = 0.6
BESIDE_LINE = 0.9
_LOOP = 2.2
LABEL_MIDDLE = 0.56
_WIDEST_NAME = 36.0


class Placed(msgspec.Struct, frozen=True):
    """What is drawn, and the size of it all."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Label, ...]
    width_mm: float
    height_mm: float


def box_at(block: Block, left: float, top: float) -> Box:
    """Return the box of `block` at its place."""
    lines = tuple(replace(line, y=line.y + top) for line in block.lines)
    rules = tuple(rule + top for rule in block.rules)
    return Box(block.layers, block.kind, left, top, block.width, block.height, lines, rules)


class Sketch(msgspec.Struct, frozen=True):
    """What is known of a drawing before it is broken into columns."""

    graph: Graph
    lettering: Lettering
    ranked: Ranked
    gaps: Gaps
    room: Measures


def lay_part(sketch: Sketch, columns: tuple[Column, ...]) -> Placed:
    """Return what is drawn of the ranks in `columns`, which stand side by side."""
    return _Part(sketch, columns).placed()


class _Part:
    """A drawing, or a part of one, while its places are worked out."""

    def __init__(self, sketch: Sketch, columns: tuple[Column, ...]) -> None:
        self.graph, self.lettering, self.columns = sketch.graph, sketch.lettering, columns
        self.ranked, self.gaps, self.room = sketch.ranked, sketch.gaps, sketch.room
        self.first, self.last = columns[0][0], columns[-1][1]
        self.shift: dict[int, float] = {}
        self.tops: dict[int, float] = {}
        self.gutters: dict[int, float] = {}
        self.feet: dict[int, float] = {}
        self.boxes: dict[Item, Box] = {}
        self.top = MARGIN + (2 * self.room.label if self.first else 0.0)
        self.right = self._place_columns()

    def _place_columns(self) -> float:
        """Find where each rank stands; return the right edge."""
        x = MARGIN
        for first, last in self.columns:
            left = min(self.room.lefts[first : last + 1])
            y = self.top + self.room.entry(first)
            for rank in range(first, last + 1):
                self.shift[rank], self.tops[rank] = x - left, y
                y += self.room.rows[rank] + (self.room.gaps[rank] if rank < last else 0.0)
            self.feet[last] = y
            x += self.room.width(first, last)
            if last < self.last:
                self.gutters[last] = x + GUTTER
                x += self.room.gutter(last)
        return x

    def placed(self) -> Placed:
        boxes = tuple(self._box(item) for item in self._items())
        arrows = (*self._arrows(), *self._loops(), *self._leaving())
        labels = (*self._labels(), *self._coming())
        texts = [label.x + self._width(label.text) for label in labels]
        height = max(self.feet.values()) + self.room.exit(len(self.room.rows) - 1)
        deepest = max([height, *(y for arrow in arrows for _, y in arrow.points)])
        return Placed(boxes, arrows, labels, max([self.right, *texts]) + MARGIN, deepest + MARGIN)

    def _width(self, text: str) -> float:
        return width_mm(text, self.lettering.small_points, self.lettering.advances)

    def _items(self) -> Iterator[Item]:
        for rank in self.ranked.ranks[self.first : self.last + 1]:
            yield from (item for item in rank if item.block >= 0)

    def _box(self, item: Item) -> Box:
        if item not in self.boxes:
            block = self.ranked.blocks[item.block]
            top = self.tops[item.rank] + (self.room.rows[item.rank] - block.height) / 2
            self.boxes[item] = box_at(block, item.x + self.shift[item.rank] - block.width / 2, top)
        return self.boxes[item]

    def _arrows(self) -> Iterator[Arrow]:
        """Yield the arrows that end in this part; one that comes from the part before begins at its upper edge."""
        for link in self.ranked.links:
            if self.first <= link.items[-1].rank <= self.last:
                points = tuple(_straightened(list(self._points(link))))
                source = self.ranked.blocks[link.source].layers[-1]
                target = self.ranked.blocks[link.target].layers[0]
                yield Arrow(source, target, points[::-1] if link.is_back else points)

    def _points(self, link: Link) -> Iterator[Point]:
        upper, lower = link.items[0], link.items[-1]
        if upper.rank >= self.first:
            line = self.gaps.ways[link][0]
            box = self._box(upper)
            yield line.x + self.shift[upper.rank], box.top + box.height
        for line, item in zip(self.gaps.ways[link], link.items[1:], strict=True):
            if item.rank >= self.first:
                yield from self._through(line, item)
        yield self._port(self.gaps.ways[link][-1], lower), self._box(lower).top

    def _port(self, line: Line, lower: Item) -> float:
        return line.lowers[lower] + self.shift[lower.rank]

    def _through(self, line: Line, lower: Item) -> Iterator[Point]:
        """Yield the points of a line between two ranks: within a column, through a gutter, or from the part before."""
        rank, port = line.upper.rank, self._port(line, lower)
        if rank < self.first:
            x, y = self._comes_at(rank), self.tops[lower.rank] - self.room.entry(lower.rank) + BEFORE_TURN
            yield from ((x, MARGIN), (x, y), (port, y))
        elif rank in self.gutters:
            yield from self._through_gutter(line, lower)
        else:
            y = self.tops[lower.rank] - self.room.gaps[rank] + self._after_label(rank) + TRACK_APART * line.track
            yield from ((line.x + self.shift[rank], y), (port, y))

    def _after_label(self, rank: int) -> float:
        return BEFORE_TURN + (self.room.label if any(item.block >= 0 for item in self.ranked.ranks[rank]) else 0.0)

    def _through_gutter(self, line: Line, lower: Item) -> Iterator[Point]:
        """Nest the lines that go to the next column in each other: none crosses another."""
        rank, lines = line.upper.rank, self.gaps.gaps[line.upper.rank].lines
        from_right = len(lines) - 1 - lines.index(line)
        foot = self.feet[rank] + self.room.label + BEFORE_TURN + TRACK_APART * from_right
        head = self.top + TRACK_APART * from_right
        x = self.gutters[rank] + TRACK_APART * from_right
        yield from ((line.x + self.shift[rank], foot), (x, foot), (x, head), (self._port(line, lower), head))

    def _comes_at(self, rank: int) -> float:
        """Return where the line from the part before begins: above the first box, or the middle of them."""
        lowers = self.gaps.gaps[rank].lines[0].lowers
        ports = [port + self.shift[lower.rank] for lower, port in lowers.items()]
        return ports[0] if len(ports) == 1 else (min(ports) + max(ports)) / 2

    def _loops(self) -> Iterator[Arrow]:
        """Yield an arrow beside each box whose layer takes its own output."""
        for item in self._items():
            block = self.ranked.blocks[item.block]
            if block.has_loop:
                box = self._box(item)
                right, high, low = box.left + box.width, box.top + 0.25 * box.height, box.top + 0.75 * box.height
                points = ((right, low), (right + _LOOP, low), (right + _LOOP, high), (right, high))
                yield Arrow(block.layers[0], block.layers[0], points)

    def _leaving(self) -> Iterator[Arrow]:
        """Yield the arrows of outputs, and of what goes on in the next part."""
        for item in self._items():
            is_last = item.rank == self.last and bool(item.lowers)
            if is_last or self._is_output(item):
                box = self._box(item)
                x, y = box.left + box.width / 2, box.top + box.height
                yield Arrow(self.ranked.blocks[item.block].layers[-1], -1, ((x, y), (x, y + self.room.label)))

    def _is_output(self, item: Item) -> bool:
        return not any(link.source == item.block for link in self.ranked.links)

    def _labels(self) -> Iterator[Label]:
        for item in self._items():
            box = self._box(item)
            shape = self.graph.nodes[box.layers[-1]].shape
            if shape:
                y = box.top + box.height + LABEL_MIDDLE * self.room.label
                yield Label(shape, box.left + box.width / 2 + BESIDE_LINE, y)

    def _coming(self) -> Iterator[Label]:
        """Yield the name of the layer from which the part before goes on into this one."""
        if self.first:
            line = self.gaps.gaps[self.first - 1].lines[0]
            node = self.graph.nodes[self.ranked.blocks[line.upper.block].layers[-1]]
            name = cut_to(node.name, _WIDEST_NAME, self.lettering.small_points, self.lettering.advances)
            text = _("from {layer}").format(layer=f"{name} {node.shape}".strip())
            x, width = self._comes_at(self.first - 1), self._width(text)
            is_left = x + width > self.right and x - width > MARGIN + BESIDE_LINE
            yield Label(text, x - BESIDE_LINE - width if is_left else x + BESIDE_LINE, MARGIN + self.room.label / 2)


def _straightened(points: list[Point]) -> list[Point]:
    """Return a line without the points on which it goes straight on."""
    rounded = [(round(x, 3), round(y, 3)) for x, y in points]
    kept = [rounded[0]]
    for place in range(1, len(rounded) - 1):
        before, here, after = kept[-1], rounded[place], rounded[place + 1]
        is_straight = before[0] == here[0] == after[0] or before[1] == here[1] == after[1]
        if here != before and not is_straight:
            kept.append(here)
    return [*kept, rounded[-1]]
