"""What is wrong with a drawing of layers: each function gives the faults that it finds, none for a good drawing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from reportgen.figures.graph.charts import Arrow, Box, Graph, GraphChart, Label, LayerEdge, LayerNode, Point
from reportgen.figures.text_width import width_mm

TOUCH = 0.02
Segment = tuple[Point, Point]
Area = tuple[float, float, float, float]


def node(name: str, kind: str = "dense", shape: str = "(8,)", **fields: str) -> LayerNode:
    return LayerNode(name=name, word="Dense", size="8", detail="relu", kind=kind, shape=shape, **fields)  # type: ignore[arg-type]


def graph_of(edges: Sequence[tuple[int, int]], kinds: Sequence[str] = ()) -> Graph:
    """Return a graph of as many layers as `edges` name, or `kinds` are."""
    count = max(len(kinds), max((place for edge in edges for place in edge), default=0) + 1)
    given = [*kinds, *["dense"] * (count - len(kinds))]
    nodes = tuple(node(f"layer_{place}", kind) for place, kind in enumerate(given))
    return Graph(nodes, tuple(LayerEdge(*edge) for edge in edges))


def chain(layers: int) -> Graph:
    return graph_of(list(pairwise(range(layers))))


def faults(charts: Sequence[GraphChart], graph: Graph) -> list[str]:
    """Return what is wrong with the drawing of `graph`."""
    found = [fault for chart in charts for fault in _faults_of_part(chart)]
    return [*found, *_not_drawn_once(charts, graph)]


def _faults_of_part(chart: GraphChart) -> Iterator[str]:
    yield from _overlaps(chart)
    yield from _pierced(chart)
    yield from _loose(chart)
    yield from _on_each_other(chart)
    yield from _outside(chart)


def _not_drawn_once(charts: Sequence[GraphChart], graph: Graph) -> Iterator[str]:
    layers = Counter(layer for chart in charts for box in chart.boxes for layer in box.layers)
    if layers != Counter(range(len(graph.nodes))):
        yield f"layers drawn {layers}"
    inside = [pair for chart in charts for box in chart.boxes for pair in pairwise(box.layers)]
    arrows = [(arrow.source, arrow.target) for chart in charts for arrow in chart.arrows if arrow.target >= 0]
    wanted = Counter((edge.source, edge.target) for edge in graph.edges)
    if Counter([*inside, *arrows]) != wanted:
        yield f"connections drawn {Counter([*inside, *arrows])}, not {wanted}"


def _area(box: Box) -> Area:
    return box.left, box.top, box.left + box.width, box.top + box.height


def _label_area(label: Label, chart: GraphChart) -> Area:
    half = chart.lettering.small_points * 0.2
    width = width_mm(label.text, chart.lettering.small_points, chart.lettering.advances)
    return label.x, label.y - half, label.x + width, label.y + half


def _common(one: Area, other: Area) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > TOUCH and min(one[3], other[3]) - max(one[1], other[1]) > TOUCH


def _overlaps(chart: GraphChart) -> Iterator[str]:
    areas = [(f"box of {box.layers}", _area(box)) for box in chart.boxes]
    areas += [(f"label {label.text}", _label_area(label, chart)) for label in chart.labels]
    for (name, one), (other_name, other) in combinations(areas, 2):
        if _common(one, other):
            yield f"{name} and {other_name} overlap"


def _segments(arrow: Arrow) -> list[Segment]:
    return list(pairwise(arrow.points))


def _segment_area(segment: Segment) -> Area:
    (x, y), (end_x, end_y) = segment
    return min(x, end_x) - TOUCH, min(y, end_y) - TOUCH, max(x, end_x) + TOUCH, max(y, end_y) + TOUCH


def _pierced(chart: GraphChart) -> Iterator[str]:
    """Yield the arrows that pass through a box or a text. Lines are horizontal or vertical."""
    for arrow in chart.arrows:
        for segment in _segments(arrow):
            if segment[0][0] != segment[1][0] and segment[0][1] != segment[1][1]:
                yield f"arrow {arrow.source} → {arrow.target} is slanted: {segment}"
            for box in chart.boxes:
                if _common(_shrunk(_area(box)), _segment_area(segment)):
                    yield f"arrow {arrow.source} → {arrow.target} passes through the box of {box.layers}"
            for label in chart.labels:
                if _common(_label_area(label, chart), _segment_area(segment)):
                    yield f"arrow {arrow.source} → {arrow.target} passes through {label.text} at {label.x}, {label.y}"


def _shrunk(area: Area) -> Area:
    left, top, right, bottom = area
    return left + 2 * TOUCH, top + 2 * TOUCH, right - 2 * TOUCH, bottom - 2 * TOUCH


def _loose(chart: GraphChart) -> Iterator[str]:
    """Yield the arrows that do not begin at the edge of their source and end at that of their target."""
    homes = {layer: box for box in chart.boxes for layer in box.layers}
    for arrow in chart.arrows:
        for layer, point in ((arrow.source, arrow.points[0]), (arrow.target, arrow.points[-1])):
            if layer in homes and not _is_on_edge(point, homes[layer]):
                yield f"arrow {arrow.source} → {arrow.target} does not touch {layer}"
        for start, end in _segments(arrow):
            if start == end:
                yield f"arrow {arrow.source} → {arrow.target} stands still"


def _is_on_edge(point: Point, box: Box) -> bool:
    left, top, right, bottom = _area(box)
    (x, y), near = point, 0.01
    is_across = left - near <= x <= right + near and min(abs(y - top), abs(y - bottom)) < near
    return is_across or (top - near <= y <= bottom + near and min(abs(x - left), abs(x - right)) < near)


def _on_each_other(chart: GraphChart) -> Iterator[str]:
    """Yield arrows of different layers that run on one line for a while: nobody could tell them apart."""
    for one, other in combinations(chart.arrows, 2):
        if one.source == other.source or (one.target == other.target and one.points[-1] == other.points[-1]):
            continue
        for segment in _segments(one):
            for other_segment in _segments(other):
                if _run_together(segment, other_segment):
                    yield f"arrows {one.source} → {one.target} and {other.source} → {other.target} run together"


def _run_together(one: Segment, other: Segment) -> bool:
    for axis in (0, 1):
        places = {round(point[axis], 2) for point in (*one, *other)}
        spans = [sorted(point[1 - axis] for point in segment) for segment in (one, other)]
        if max(places) - min(places) < 0.2 and min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0]) > 0.1:
            return True
    return False


def _outside(chart: GraphChart) -> Iterator[str]:
    areas = [_area(box) for box in chart.boxes]
    areas += [_label_area(label, chart) for label in chart.labels]
    areas += [(x, y, x, y) for arrow in chart.arrows for x, y in arrow.points]
    edges = min(area[0] for area in areas), min(area[1] for area in areas)
    ends = max(area[2] for area in areas), max(area[3] for area in areas)
    if min(edges) < 0 or ends[0] > chart.width_mm or ends[1] > chart.height_mm:
        yield f"{edges} to {ends} is not inside of {chart.width_mm} × {chart.height_mm}"
