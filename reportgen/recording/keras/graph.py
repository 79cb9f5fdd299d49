"""How the layers of a model are connected, and the shapes that leave them, as far as Keras has a graph of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras

from reportgen.records.model import Shape


@dataclass(frozen=True)
class Call:
    """One call of a layer in a model's graph: the layers it takes from, and the shapes it gives."""

    inbound: tuple[str, ...]
    output_shapes: tuple[Shape, ...]


def functional_of(model: Any) -> Any:
    """Return the graph of `model`: itself if Functional, the one inside a built Sequential, else None."""
    if isinstance(model, keras.Sequential):
        return getattr(model, "_functional", None)  # the only place where a Sequential keeps its input layer
    return model if hasattr(model, "_nodes_by_depth") else None


def operations_of(model: Any) -> list[Any]:
    """Return the layers of `model` in Keras's order; in a graph, operations that are no layers too."""
    graph = functional_of(model)
    return list(graph.operations if graph is not None else model.layers)


def calls_of(model: Any) -> dict[int, list[Call]]:
    """Return the calls of each operation in the graph of `model`, by `id(operation)`, in call order."""
    calls: dict[int, list[Call]] = {}
    for node in sorted(_nodes(functional_of(model)), key=_place):
        inbound = tuple(tensor_source(tensor) for tensor in node.input_tensors)
        shapes = tuple(shape_of(tensor) for tensor in node.output_tensors)
        calls.setdefault(id(node.operation), []).append(Call(inbound, shapes))
    return calls


def _nodes(graph: Any) -> Iterator[Any]:
    """Yield the nodes of this model alone: a shared layer also has nodes in other models."""
    by_depth = getattr(graph, "_nodes_by_depth", {})
    for depth in sorted(by_depth, reverse=True):
        yield from by_depth[depth]


def _place(node: Any) -> int:
    """Return which call of its operation `node` is; Keras does not keep those of one depth in the order of calls."""
    return next((place for place, known in enumerate(node.operation._inbound_nodes) if known is node), 0)  # noqa: SLF001


def tensor_source(tensor: Any) -> str:
    """Return the name of the operation that a symbolic tensor comes from."""
    history = getattr(tensor, "_keras_history", None)
    return str(history.operation.name) if history is not None else str(tensor.name)


def shape_of(tensor: Any) -> Shape:
    """Return the shape of a symbolic tensor, None where an axis is free."""
    return tuple(None if size is None else int(size) for size in tensor.shape)


def tracked_output_shapes(layer: Any) -> tuple[Shape, ...]:
    """Return the output shapes of a built layer outside any graph; () where only running it would tell.

    Asked of Keras's own layers alone: a program's layer might be called for it.
    """
    if not type(layer).__module__.startswith("keras.") or not layer.built or isinstance(layer, keras.Model):
        return ()
    config = layer.get_build_config() or {}
    arguments = config.get("shapes_dict") or {key: value for key, value in config.items() if key == "input_shape"}
    try:
        shape = layer.compute_output_shape(*arguments.values())
    except Exception:  # not every layer can tell
        return ()
    is_one = isinstance(shape, tuple) and all(size is None or isinstance(size, int) for size in shape)
    return (tuple(shape),) if is_one else ()
