"""The graph of a model's layers is told only where the record proves it."""

from reportgen.analysis.layer_graph import layer_graph_of, nested_models
from reportgen.records.model import Layer, Model
from tests.sample_models import branched, convnet


def layer(name: str, *inbound: str, kind: str = "Dense", depth: int = 0) -> Layer:
    return Layer(name=name, type=kind, inbound=inbound, depth=depth)


def model(*layers: Layer, kind: str = "Functional") -> Model:
    return Model(name="model", type=kind, layers=layers)


def edges_of(given: Model) -> tuple[tuple[int, int], ...] | None:
    found = layer_graph_of(given)
    return None if found is None else found.edges


def test_a_sequential_model_is_a_chain() -> None:
    assert edges_of(convnet()) == tuple((place, place + 1) for place in range(8))


def test_a_sequential_model_of_which_keras_has_no_graph_is_a_chain() -> None:
    assert edges_of(model(layer("a"), layer("b"), layer("c"), kind="Sequential")) == ((0, 1), (1, 2))


def test_a_subclassed_model_has_no_graph() -> None:
    assert edges_of(model(layer("a"), layer("b"), layer("c"), kind="MyModel")) is None


def test_a_graph_that_lacks_where_a_layer_takes_from_is_none() -> None:
    assert edges_of(model(layer("a", kind="InputLayer"), layer("b", "a"), layer("c"))) is None


def test_every_inbound_layer_is_a_connection() -> None:
    given = branched(20)
    assert edges_of(given) == tuple(
        (next(number for number, other in enumerate(given.layers) if other.name == name), place)
        for place, found in enumerate(given.layers)
        for name in found.inbound
    )


def test_a_nested_model_is_one_layer_whatever_its_own_are_called() -> None:
    given = model(
        layer("a", kind="InputLayer"),
        layer("net", "a", kind="Sequential"),
        layer("a", kind="InputLayer", depth=1),
        layer("b", "a", depth=1),
        layer("b", "net"),
    )
    found = layer_graph_of(given)
    assert found is not None
    assert [item.name for item in found.layers] == ["a", "net", "b"]
    assert found.edges == ((0, 1), (1, 2))


def test_a_shared_layer_takes_from_all_that_it_is_called_with_and_from_itself() -> None:
    given = model(
        layer("a", kind="InputLayer"), layer("b", kind="InputLayer"), layer("c", "a", "b", "c"), layer("d", "c", "c")
    )
    assert edges_of(given) == ((0, 2), (1, 2), (2, 2), (2, 3))


def test_nested_layers_without_the_model_that_holds_them_are_no_models() -> None:
    assert nested_models(model(layer("a", depth=1), layer("b", depth=2))) == ()
