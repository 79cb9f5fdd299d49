"""Drawings of layers: texts fit in their boxes, colours are those of the table; what they show is told in words."""

import re
from pathlib import Path
from string import ascii_letters, digits, punctuation

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from msgspec.structs import replace

from reportgen.built_in import built_in_folder
from reportgen.figures.description import describe_chart
from reportgen.figures.graph.charts import Graph, GraphChart, LayerNode
from reportgen.figures.graph.columns import Page
from reportgen.figures.graph.drawing import draw_graph
from reportgen.figures.graph.layout import lay_out
from reportgen.figures.marks import Words
from reportgen.figures.style import use_fonts_in_matplotlib
from reportgen.knowledge.layer_table import LAYERS
from tests.read_pdf import draws_pixels
from tests.unit.figures.drawn_graphs import chain, graph_of
from tests.unit.figures.drawn_pages import draw
from tests.unit.figures.looks import PLAIN
from tests.unit.figures.test_drawing import text_of

PAGE = Page(162.0, 185.0)
POINT = 25.4 / 72
KERAS_NAMES = [
    ("batch_normalization_128", "BatchNorm", "", ""),
    ("global_average_pooling2d_12", "GlobalAvgPool", "", ""),
    ("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "MMMMMMMMMMMMMM", "1024", "3×3×3 · softmax"),
    (ascii_letters, "Conv", digits, "1×1"),
    (punctuation, "Größe", "½", "Ж"),
]


def chart_of(graph: Graph) -> GraphChart:
    (chart,) = lay_out(graph, PAGE, PLAIN)
    return chart


def named(graph: Graph) -> Graph:
    """Return `graph` with the widest names that there are."""
    nodes = []
    for place, node in enumerate(graph.nodes):
        name, word, size, detail = KERAS_NAMES[place % len(KERAS_NAMES)]
        nodes.append(replace(node, name=name, word=word, size=size, detail=detail, shape="(1024, 1024, 1024)"))
    return Graph(tuple(nodes), graph.edges)


def outside(chart: GraphChart) -> list[str]:
    """Return the texts that are drawn beyond the edges of their box, or of the drawing."""
    use_fonts_in_matplotlib(PLAIN)
    found = []
    for written in draw_graph(chart, PLAIN).marks:
        if isinstance(written, Words):
            letters = written.letters
            font = FontProperties(family=[letters.face], size=letters.points, weight=letters.weight)
            ink = TextPath((0, 0), written.text, prop=font).get_extents()
            x, y = written.place[0], chart.height_mm - written.place[1]
            place = (x + ink.x0 * POINT, y - ink.y1 * POINT, x + ink.x1 * POINT, y - ink.y0 * POINT)
            if not _is_inside(place, chart):
                found.append(f"{written.text} at {place}")
    return found


def _is_inside(place: tuple[float, ...], chart: GraphChart) -> bool:
    left, top, right, bottom = place
    boxes = [(own.left, own.top, own.left + own.width, own.top + own.height) for own in chart.boxes]
    around = [own for own in boxes if own[0] < (left + right) / 2 < own[2] and own[1] < (top + bottom) / 2 < own[3]]
    edges = around[0] if around else (0.0, 0.0, chart.width_mm, chart.height_mm)
    return edges[0] <= left and right <= edges[2] and edges[1] <= top and bottom <= edges[3]


@pytest.mark.parametrize("layers", [3, 20, 60])
def test_every_text_fits_in_its_box(layers: int) -> None:
    assert [text for chart in lay_out(named(chain(layers)), PAGE, PLAIN) for text in outside(chart)] == []


def test_texts_are_drawn_over_the_boxes_not_under_them() -> None:
    marks = draw_graph(chart_of(chain(9)), PLAIN).marks
    is_text = [isinstance(mark, Words) for mark in marks]
    assert any(is_text) and not all(is_text)
    assert is_text == sorted(is_text)


def test_every_kind_of_layer_has_a_colour_which_it_has_in_the_table_too() -> None:
    css = (built_in_folder() / "css" / "kinds.css").read_text()
    coloured = re.findall(r"^\.kind-(\w+) \{ color: var\(--kind-\1\) \}$", css, re.MULTILINE)
    assert set(coloured) == set(PLAIN.kinds) >= {entry.kind for entry in LAYERS.values()} | {"other"}


def test_drawings_are_vectors_with_real_text_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    charts = [chart_of(chain(9)), chart_of(graph_of([(0, 1), (1, 2), (2, 3), (1, 3)]))]
    path, again = draw(charts, tmp_path / "a.pdf"), draw(charts, tmp_path / "b.pdf")
    assert path.read_bytes() == again.read_bytes()
    assert not draws_pixels(path)
    assert {f"layer_{place}" for place in range(9)} <= set(text_of(path).split())
    assert text_of(path).count("(8,)") == 9 + 4


def test_a_chain_is_described_by_its_ends() -> None:
    assert describe_chart(chart_of(chain(9))) == "Diagram of 9 layers in a chain from layer_0 (8,) to layer_8 (8,)."


def test_branches_are_described_by_what_joins_them() -> None:
    kinds = ["input", "input", "dense", "merging", "dense", "merging", "dense", "dense"]
    edges = [(0, 2), (1, 2), (2, 3), (0, 3), (3, 4), (3, 5), (4, 5), (2, 5), (5, 6), (5, 7), (7, 7)]
    assert describe_chart(chart_of(graph_of(edges, kinds))) == (
        "Diagram of 8 layers from layer_0 (8,) and layer_1 (8,) to layer_6 (8,). "
        "2 branches join in layer_3; 3 branches join in layer_5; layer_2 takes from 2 layers. "
        "layer_7 takes its own output."
    )


def test_of_many_layers_that_join_branches_the_first_are_named() -> None:
    edges = [(place, place + 1) for place in range(40)] + [(place, place + 2) for place in range(0, 38, 2)]
    said = describe_chart(chart_of(graph_of(edges, ["merging"] * 41)))
    assert "2 branches join in layer_2, layer_4," in said
    assert said.endswith("layer_24 and 7 more.")


def test_a_part_of_a_drawing_says_which_part_it_is() -> None:
    first, *others = lay_out(chain(400), PAGE, PLAIN)
    assert describe_chart(first).startswith(
        "Diagram of 400 layers in a chain from layer_0 (8,) to layer_399 (8,). This part: layer_0 to layer_"
    )
    assert describe_chart(others[-1]).endswith("to layer_399.")


def test_a_layer_without_a_known_shape_has_no_label() -> None:
    node = LayerNode("a", "Dense", "8", "", "dense", "")
    graph = Graph((node, node, node), chain(3).edges)
    assert {label.text for label in chart_of(graph).labels} <= {""}
