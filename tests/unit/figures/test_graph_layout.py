"""Layers are drawn without overlaps: chains, networks as people build them, any graph; each connection once."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reportgen.figures.graph.charts import MOST_LAYERS, Graph, GraphChart
from reportgen.figures.graph.columns import Page
from reportgen.figures.graph.layout import MOST_PARTS, lay_out
from tests.unit.figures.drawn_graphs import chain, faults, graph_of
from tests.unit.figures.looks import PLAIN

PAGE = Page(162.0, 185.0)
SMALLEST_TEXT = 5.5

Edges = list[tuple[int, int]]


def drawing_of(graph: Graph) -> tuple[GraphChart, ...]:
    """Return the drawing, after a look whether it has no fault and fits on pages."""
    charts = lay_out(graph, PAGE, PLAIN)
    assert faults(charts, graph) == []
    for chart in charts:
        assert chart.width_mm <= PAGE.width_mm
        assert chart.height_mm <= PAGE.height_mm
        assert min(chart.lettering.points, chart.lettering.small_points) >= SMALLEST_TEXT
    return charts


def stacked(blocks: int, block: Sequence[tuple[int, int]]) -> Edges:
    """Return a chain of blocks: the first layer of each is the last of the one before."""
    size = max(place for edge in block for place in edge)
    return [(source + number * size, target + number * size) for number in range(blocks) for source, target in block]


def u_net(levels: int) -> Edges:
    """Return two convolutions and a pooling a level, and as far up: transposed, concatenated, two convolutions."""
    down = 1 + 3 * levels
    edges = [(place, place + 1) for place in range(down + 1 + 4 * levels)]
    ups = [(3 * level + 2, down + 3 + 4 * (levels - 1 - level)) for level in range(levels)]
    return edges + ups


RESIDUAL = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)]
INCEPTION = [(0, 1), (0, 2), (2, 3), (0, 4), (4, 5), (5, 6), (0, 7), (7, 8), (1, 9), (3, 9), (6, 9), (8, 9)]
NETWORKS = {
    "residual": [(0, 1), *[(source + 1, target + 1) for source, target in stacked(9, RESIDUAL)], (37, 38)],
    "inception": stacked(3, INCEPTION),
    "U-Net": u_net(4),
    "dense": [(source, target) for target in range(1, 9) for source in range(target)],
    "two inputs, two outputs": [(0, 2), (1, 3), (2, 4), (3, 4), (4, 5), (4, 6)],
    "twelve inputs": [
        *[(place, place + 12) for place in range(12)],
        *[(place, 24) for place in range(12, 24)],
        (24, 25),
    ],
    "an input used again at the end": [*[(place, place + 1) for place in range(12)], (0, 12)],
    "one layer called with its own output": [(0, 1), (1, 1), (1, 2), (2, 3)],
    "two layers called in turn": [(0, 1), (1, 2), (2, 1), (2, 3), (3, 4)],
    "two ways back that change places": [
        *[(0, 1), (0, 2), (0, 3), (1, 5), (2, 4), (2, 6), (4, 7), (4, 9), (5, 8), (6, 10), (6, 9), (7, 9), (8, 9)],
        (9, 2),
    ],
    "two lines that change places": [
        *[(0, 1), (0, 4), (1, 2), (1, 3), (1, 6), (1, 7), (2, 3), (2, 5), (2, 8), (2, 9), (3, 4), (3, 8)],
        *[(4, 5), (4, 6), (5, 6), (5, 7), (7, 8), (7, 9)],
    ],
    "two networks beside each other": [(0, 1), (1, 2), (3, 4), (4, 5)],
}


@pytest.mark.parametrize("layers", [3, 4, 5, 9, 20, 60])
def test_a_chain_of_up_to_60_layers_is_one_drawing(layers: int) -> None:
    (chart,) = drawing_of(chain(layers))
    assert sum(len(box.layers) for box in chart.boxes) == layers


def test_a_short_chain_stands_in_one_row_and_a_longer_one_in_columns() -> None:
    (row,), (columns,) = drawing_of(chain(4)), drawing_of(chain(9))
    assert len({box.top for box in row.boxes}) == 1
    assert len({box.left for box in columns.boxes}) == 3


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_with_branches_is_drawn_on_one_page_without_a_fault(name: str) -> None:
    assert len(drawing_of(graph_of(NETWORKS[name]))) == 1


@pytest.mark.parametrize("name", ["residual", "U-Net"])
def test_the_longest_way_through_a_network_is_straight(name: str) -> None:
    (chart,) = drawing_of(graph_of(NETWORKS[name]))
    columns = len({box.left for box in chart.boxes})
    down = [arrow for arrow in chart.arrows if arrow.target == arrow.source + 1]
    assert sum(len(arrow.points) > 2 for arrow in down) == columns - 1


@pytest.mark.parametrize("levels", [2, 3, 4])
def test_a_u_net_is_drawn_as_a_u_with_its_skips_straight_across(levels: int) -> None:
    (chart,) = drawing_of(graph_of(u_net(levels)))
    assert len({box.left for box in chart.boxes}) == 2
    skips = [arrow.points for arrow in chart.arrows if arrow.target > arrow.source + 1]
    assert len(skips) == levels
    assert all(len(points) == 2 and points[0][1] == points[1][1] for points in skips)


def test_a_u_net_of_too_many_levels_for_a_page_is_drawn_otherwise() -> None:
    (chart,) = drawing_of(graph_of(u_net(6)))
    assert len({box.left for box in chart.boxes}) > 2


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw a graph in which each layer but the first takes from an earlier one, some from a later one or themselves."""
    layers = draw(st.integers(3, 20))
    edges = {(draw(st.integers(max(0, place - 4), place - 1)), place) for place in range(1, layers)}
    pairs = st.tuples(st.integers(0, layers - 1), st.integers(0, layers - 1))
    edges |= {(min(pair), max(pair)) for pair in draw(st.lists(pairs, max_size=6)) if pair[0] != pair[1]}
    edges |= set(draw(st.lists(pairs, max_size=2)))
    kind = st.sampled_from(["dense", "activation", "merging", "input"])
    return graph_of(sorted(edges), draw(st.lists(kind, min_size=layers, max_size=layers)))


@given(graphs())
@settings(max_examples=50, deadline=None, derandomize=True)
def test_no_graph_is_drawn_with_a_fault(graph: Graph) -> None:
    drawing_of(graph)


@pytest.mark.parametrize("layers", [120, MOST_LAYERS])
def test_what_is_too_long_for_a_page_is_drawn_in_parts(layers: int) -> None:
    kinds = ["dense" if place % 4 else "merging" for place in range(layers)]
    edges = [*((place, place + 1) for place in range(layers - 1)), *((at, at + 3) for at in range(0, layers - 3, 3))]
    charts = drawing_of(graph_of(edges, kinds))
    assert 1 < len(charts) <= MOST_PARTS
    # Each part but the first says what it goes on from.
    assert [any(label.text.startswith("from ") for label in chart.labels) for chart in charts[:2]] == [False, True]


def test_what_could_not_be_read_is_not_drawn() -> None:
    assert lay_out(chain(MOST_LAYERS + 1), PAGE, PLAIN) == ()
    everything = [(source, target) for target in range(1, 100) for source in range(target)]
    assert lay_out(graph_of(everything), PAGE, PLAIN) == ()
    far = [*((place, place + 1) for place in range(99)), *((place, 99) for place in range(90))]
    assert lay_out(graph_of(far), PAGE, PLAIN) == ()


def test_activations_share_a_box_with_what_they_follow_only_where_that_is_needed_to_fit() -> None:
    def kinds(layers: int) -> list[str]:
        return [("convolution", "normalization", "activation")[place % 3] for place in range(layers)]

    few, many = (graph_of([(place, place + 1) for place in range(layers - 1)], kinds(layers)) for layers in (20, 90))
    assert {len(box.layers) for box in drawing_of(few)[0].boxes} == {1}
    assert {len(box.layers) for box in drawing_of(many)[0].boxes} == {3}


def test_layers_share_no_box_where_the_shape_changes_or_a_branch_begins() -> None:
    kinds = [("convolution", "activation")[place % 2] for place in range(90)]
    straight = [(place, place + 1) for place in range(89)]
    branched = graph_of([*straight, (10, 12)], kinds)
    smaller = replace(
        branched, nodes=(*branched.nodes[:41], replace(branched.nodes[41], shape="(4,)"), *branched.nodes[42:])
    )
    boxes = [box.layers for chart in drawing_of(smaller) for box in chart.boxes]
    assert {(10,), (11,), (12, 13), (40,), (41,)} <= set(boxes)


def test_the_same_graph_gives_the_same_drawing() -> None:
    graph = graph_of(NETWORKS["inception"])
    assert lay_out(graph, PAGE, PLAIN) == lay_out(graph, PAGE, PLAIN)


def test_shapes_stand_once_below_each_box() -> None:
    (chart,) = drawing_of(graph_of(NETWORKS["inception"]))
    assert len(chart.labels) == len(chart.boxes)


def test_names_of_any_length_stay_in_their_boxes() -> None:
    plain = chain(6)
    long = "a_layer_with_a_name_that_nobody_would_ever_type_twice_1"
    graph = replace(plain, nodes=tuple(replace(node, name=long, word="W" * 60, size="8" * 60) for node in plain.nodes))
    (chart,) = drawing_of(graph)
    assert any("…" in line.plain for box in chart.boxes for line in box.lines)


def test_the_search_for_faults_finds_boxes_moved_arrows_lost_and_lines_on_each_other() -> None:
    graph = graph_of(NETWORKS["two inputs, two outputs"])
    (chart,) = drawing_of(graph)
    moved = replace(chart, boxes=(replace(chart.boxes[0], left=chart.boxes[1].left), *chart.boxes[1:]))
    assert any("overlap" in fault for fault in faults((moved,), graph))
    assert any("does not touch" in fault for fault in faults((moved,), graph))
    lost = replace(chart, arrows=chart.arrows[1:])
    assert any("connections drawn" in fault for fault in faults((lost,), graph))
    first, *others = chart.arrows
    doubled = replace(chart, arrows=(first, *others, replace(first, source=5, target=-1)))
    assert any("run together" in fault for fault in faults((doubled,), graph))
    (x, y), (end_x, end_y) = (chart.boxes[0].left - 3, chart.boxes[0].top + 3), (chart.width_mm, chart.boxes[0].top + 3)
    through = replace(chart, arrows=(*chart.arrows, replace(first, target=-1, points=((x, y), (end_x, end_y)))))
    assert any("passes through the box" in fault for fault in faults((through,), graph))
