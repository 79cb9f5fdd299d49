"""How the layers of a recorded model are connected, as far as the record proves it."""

from itertools import pairwise

import msgspec

from reportgen.records.model import Layer, Model

_CHAINS = frozenset({"Sequential"})


class LayerGraph(msgspec.Struct, frozen=True):
    """The model's own layers, a nested model as one of them, and which takes from which, by their places.

    A layer that is called several times (shared) takes from all that it is called with; one that is called with its
    own output takes from itself.
    """

    layers: tuple[Layer, ...]
    edges: tuple[tuple[int, int], ...]


def layer_graph_of(model: Model) -> LayerGraph | None:
    """Return the graph of `model`; None for one whose record has none, such as a subclass with a `call` of its own."""
    layers = tuple(layer for layer in model.layers if layer.depth == 0)
    places = {layer.name: place for place, layer in reversed(list(enumerate(layers)))}
    pairs = [(places[name], place) for place, layer in enumerate(layers) for name in layer.inbound if name in places]
    edges = tuple(dict.fromkeys(pairs))
    if edges:
        return LayerGraph(layers, edges) if _is_whole(layers, edges) else None
    if model.type in _CHAINS:
        # What Keras could not make a graph of, such as layers without known shapes, it still calls one by one.
        return LayerGraph(layers, tuple((place, place + 1) for place in range(len(layers) - 1)))
    return None


def _is_whole(layers: tuple[Layer, ...], edges: tuple[tuple[int, int], ...]) -> bool:
    """Return True if every layer but the inputs takes from another one: else the record does not tell from which."""
    targets = {target for source, target in edges if source != target}
    return all(place in targets or layer.type == "InputLayer" for place, layer in enumerate(layers))


def nested_models(model: Model) -> tuple[Model, ...]:
    """Return the models among the own layers of `model`, each with its layers, in order."""
    starts = [place for place, layer in enumerate(model.layers) if layer.depth == 0]
    return tuple(
        Model(name=row.name, type=row.type, layers=tuple(_raised(layer) for layer in model.layers[start + 1 : end]))
        for start, end in pairwise([*starts, len(model.layers)])
        if end > start + 1 and (row := model.layers[start])
    )


def _raised(layer: Layer) -> Layer:
    return msgspec.structs.replace(layer, depth=layer.depth - 1)
