"""The boxes of a drawing of layers: which layers share one, what is written in it, and how large it is.

Takes a `Graph`; gives blocks, and the connections between them. Only layers that follow each other alone and change no
shape share a box, so that it tells as much as arrows between them would.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from reportgen.figures.graph.charts import BoxLine, Graph, LayerNode, Lettering
from reportgen.figures.text_width import cut_to, width_mm

# What follows a layer with weights so often that it reads as a part of it.
_FOLLOWERS = frozenset({"activation", "normalization", "regularization", "preprocessing"})

_MILLIMETRES_PER_POINT = 25.4 / 72
_SIDE, _EDGE = 1.3, 0.7
_LINE = 1.3
_WIDEST_TEXT, _WIDEST_TITLE = 43.0, 28.0
_NARROWEST = 14.0
_LOOP = 3.2
_LABEL_GAP = 0.9
_PORT = 1.8


class Block(msgspec.Struct, frozen=True):
    """A box before it has a place. `reach` is how far it and the label below it go to either side of its middle."""

    layers: tuple[int, ...]
    kind: str
    width: float
    height: float
    reach: tuple[float, float]
    lines: tuple[BoxLine, ...]
    rules: tuple[float, ...]
    has_loop: bool


class Blocks(msgspec.Struct, frozen=True):
    """The blocks of a graph, in the order of their first layers, and their connections, none to itself."""

    blocks: tuple[Block, ...]
    edges: tuple[tuple[int, int], ...]


def make_blocks(graph: Graph, lettering: Lettering, *, fold: bool) -> Blocks:
    """Return the boxes of `graph`; with `fold`, activations and the like share the box of the layer they follow."""
    groups = _groups(graph) if fold else [(place,) for place in range(len(graph.nodes))]
    home = {layer: place for place, group in enumerate(groups) for layer in group}
    edges = dict.fromkeys((home[edge.source], home[edge.target]) for edge in graph.edges)
    inside = {(group[place], group[place + 1]) for group in groups for place in range(len(group) - 1)}
    loops = {
        home[edge.source]
        for edge in graph.edges
        if home[edge.source] == home[edge.target] and (edge.source, edge.target) not in inside
    }
    ports = Counter(target for _, target in edges)
    blocks = tuple(
        _block(graph.nodes, group, lettering, ports[place], has_loop=place in loops)
        for place, group in enumerate(groups)
    )
    kept = tuple(edge for edge in edges if edge[0] != edge[1])
    return Blocks(_of_one_width(blocks), kept)


def _groups(graph: Graph) -> list[tuple[int, ...]]:
    outgoing = Counter(edge.source for edge in graph.edges)
    incoming = Counter(edge.target for edge in graph.edges)
    joined = {
        edge.target: edge.source
        for edge in graph.edges
        if outgoing[edge.source] == incoming[edge.target] == 1
        and edge.source < edge.target
        and _goes_on(graph.nodes[edge.source], graph.nodes[edge.target])
    }
    chains: dict[int, list[int]] = {}
    head: dict[int, int] = {}
    for place in range(len(graph.nodes)):
        head[place] = head[joined[place]] if place in joined else place
        chains.setdefault(head[place], []).append(place)
    return [tuple(chain) for chain in chains.values()]


def _goes_on(source: LayerNode, target: LayerNode) -> bool:
    is_part = target.kind in _FOLLOWERS and (source.kind != "input" or target.kind == "preprocessing")
    return is_part and source.shape == target.shape != ""


def _block(
    nodes: Sequence[LayerNode], group: tuple[int, ...], lettering: Lettering, ports: int, *, has_loop: bool
) -> Block:
    lines: list[BoxLine] = []
    rules: list[float] = []
    y = _EDGE
    for place, layer in enumerate(group):
        if place:
            rules.append(y)
        written, y = _lines(nodes[layer], lettering, y)
        lines += written
    text = max(_text_width(line, lettering) for line in lines)
    width = max(_NARROWEST, text + 2 * _SIDE, (ports + 1) * _PORT)
    label = _LABEL_GAP + width_mm(nodes[group[-1]].shape, lettering.small_points, lettering.advances)
    kind = nodes[group[0]].kind
    return Block(group, kind, width, y + _EDGE, (0.0, label), tuple(lines), tuple(rules), has_loop)


def _lines(node: LayerNode, lettering: Lettering, top: float) -> tuple[list[BoxLine], float]:
    """Return what is written of a layer, and where it ends."""
    first = lettering.points * _LINE * _MILLIMETRES_PER_POINT
    second = lettering.small_points * _LINE * _MILLIMETRES_PER_POINT
    title = f"{node.word} {node.size}".strip()
    middle = top + first / 2
    if lettering.has_details:
        name = cut_to(node.name, _WIDEST_TEXT, lettering.small_points, lettering.advances)
        below = BoxLine("", name, node.kind, top + first + second / 2)
        return [_pair(title, node.detail, node.kind, lettering, middle, may_go=True), below], top + first + second
    if node.is_telling:
        return [_pair(node.name, node.size, node.kind, lettering, middle)], top + first
    return [_pair(title, node.name, node.kind, lettering, middle)], top + first


def _pair(  # noqa: PLR0913  # two texts and where they stand
    strong: str, plain: str, kind: str, lettering: Lettering, y: float, *, may_go: bool = False
) -> BoxLine:
    """Return a line of two texts; what is too wide is cut, or left out if the table may have it alone (`may_go`)."""
    face = lettering.advances
    strong = cut_to(strong, _WIDEST_TEXT if may_go else _WIDEST_TITLE, lettering.points, face)
    left = _WIDEST_TEXT - width_mm(f"{strong}  ", lettering.points, face)
    if may_go and width_mm(plain, lettering.small_points, face) > left:
        plain = ""
    return BoxLine(strong, cut_to(plain, left, lettering.small_points, face) if plain else "", kind, y)


def _text_width(line: BoxLine, lettering: Lettering) -> float:
    between, face = "  " if line.strong and line.plain else "", lettering.advances
    return width_mm(line.strong + between, lettering.points, face) + width_mm(line.plain, lettering.small_points, face)


def _of_one_width(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks, all as wide as the widest: boxes of one width below each other read as one column."""
    width = max(block.width for block in blocks)
    return tuple(
        Block(
            block.layers,
            block.kind,
            width,
            block.height,
            (width / 2, max(width / 2 + (_LOOP if block.has_loop else 0), block.reach[1])),
            block.lines,
            block.rules,
            block.has_loop,
        )
        for block in blocks
    )
