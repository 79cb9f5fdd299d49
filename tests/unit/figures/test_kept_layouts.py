"""A drawing of layers is the same laid out and kept, to the last digit: keys of charts are made from it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from reportgen.cache_folder import without_cache
from reportgen.figures.graph.charts import Graph, GraphChart
from reportgen.figures.graph.kept import kept_layout
from tests.unit.figures.drawn_graphs import chain, graph_of
from tests.unit.figures.looks import LOOKS, PLAIN
from tests.unit.figures.test_graph_layout import INCEPTION, NETWORKS, stacked

PAGE = (160.0, 185.0)
GRAPHS = {
    **{name: graph_of(edges) for name, edges in NETWORKS.items()},
    "a row": chain(3),
    "in parts": chain(150),
    "cannot be read": graph_of(stacked(33, INCEPTION)),
}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield tmp_path / "reportgen"


def nothing_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.figures.graph.layout.lay_out", None)


@pytest.mark.parametrize("name", GRAPHS)
def test_a_drawing_is_the_same_kept_as_laid_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with without_cache():
        plain = kept_layout(GRAPHS[name], PAGE, PLAIN)
    assert kept_layout(GRAPHS[name], PAGE, PLAIN) == plain
    nothing_is_laid_out(monkeypatch)
    kept = kept_layout(GRAPHS[name], PAGE, PLAIN)
    assert kept == plain
    assert msgspec.msgpack.encode(kept) == msgspec.msgpack.encode(plain)


def words_of(charts: tuple[GraphChart, ...]) -> str:
    return msgspec.json.encode(charts).decode()


def test_another_graph_page_or_face_is_laid_out_for_itself() -> None:
    graph = chain(9)
    renamed = Graph((replace(graph.nodes[0], word="Conv"), *graph.nodes[1:]), graph.edges)
    large = replace(PLAIN, type_scale=1.2)
    asked = [(graph, PAGE, PLAIN), (renamed, PAGE, PLAIN), (graph, (160.0, 36.0), PLAIN), (graph, PAGE, large)]
    asked.append((graph, PAGE, LOOKS["modern"]))
    laid_out = [words_of(kept_layout(*given)) for given in asked]
    assert len(set(laid_out)) == 5
    assert [words_of(kept_layout(*given)) for given in asked] == laid_out
