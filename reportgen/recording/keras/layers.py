"""What a model is made of: its layers with their settings, shapes and parameters, and the fingerprint of it all."""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import keras

from reportgen.recording.keras.graph import (
    Call,
    calls_of,
    functional_of,
    operations_of,
    shape_of,
    tensor_source,
    tracked_output_shapes,
)
from reportgen.recording.keras.optimizer import optimizer_parameters
from reportgen.recording.keras.values import config_of, settings_of
from reportgen.records.model import Layer, Model, Shape
from reportgen.records.values import JsonValue, Setting, storable

_NOT_ARCHITECTURE = frozenset({"name", "seed", "batch_shape", "batch_input_shape"})
_DEEPEST = 16


def describe_model(model: Any) -> Model:
    """Describe a built model, its nested models included; one that is not built has no shapes and no parameters."""
    layers = tuple(_rows(model, _Walk()))
    weights, graph = _distinct(model.weights), functional_of(model)
    parameters, trainable = _count(weights), _count(_distinct(model.trainable_weights))
    return Model(
        name=str(model.name),
        type=type(model).__name__,
        layers=layers,
        input_shapes=tuple(shape_of(tensor) for tensor in graph.inputs) if graph is not None else (),
        output_shapes=tuple(shape_of(tensor) for tensor in graph.outputs) if graph is not None else (),
        parameters=parameters,
        trainable_parameters=trainable,
        non_trainable_parameters=parameters - trainable,
        optimizer_parameters=optimizer_parameters(model),
        weights_bytes=sum(_bytes(weight) for weight in weights),
        fingerprint=fingerprint_of(layers, _ends(graph)),
    )


@dataclass
class _Walk:
    """Where the walk through nested models is: its depth, and the models it is inside of."""

    depth: int = 0
    inside: tuple[int, ...] = field(default=())


def _rows(model: Any, walk: _Walk) -> Iterator[Layer]:
    calls = calls_of(model)
    for operation in operations_of(model):
        yield _row(operation, calls.get(id(operation), []), walk.depth)
        is_nested = isinstance(operation, keras.Model) and id(operation) not in walk.inside
        if is_nested and walk.depth < _DEEPEST:
            yield from _rows(operation, _Walk(walk.depth + 1, (*walk.inside, id(operation))))


def _row(operation: Any, calls: list[Call], depth: int) -> Layer:
    weights = _distinct(getattr(operation, "weights", ()))
    is_model = isinstance(operation, keras.Model)
    shapes = calls[0].output_shapes if calls else ()
    return Layer(
        name=str(operation.name),
        type=type(operation).__name__,
        module=type(operation).__module__,
        depth=depth,
        output_shapes=shapes or _shapes_outside_graphs(operation),
        config={} if is_model else _config(operation),
        parameters=_count(weights),
        trainable_parameters=_count(_distinct(getattr(operation, "trainable_weights", ()))),
        trainable=bool(getattr(operation, "trainable", True)),
        weights_shapes={} if is_model else _weights_shapes(operation.name, weights),
        inbound=tuple(name for call in calls for name in call.inbound),
    )


def _shapes_outside_graphs(operation: Any) -> tuple[Shape, ...]:
    return tracked_output_shapes(operation) if isinstance(operation, keras.layers.Layer) else ()


def _config(operation: Any) -> dict[str, Setting]:
    """Return the constructor's settings; an operation of a graph that is no layer keeps its arguments as attributes."""
    return settings_of(config_of(operation), type(operation), frozenset({"build_config"}))


def _distinct(weights: Iterable[Any]) -> list[Any]:
    """Return each variable once: shared layers have the same one in several places."""
    return list({id(weight): weight for weight in weights}.values())


def _count(weights: Iterable[Any]) -> int:
    return sum(int(math.prod(weight.shape)) for weight in weights)


def _bytes(weight: Any) -> int:
    """Return the size of a variable in memory, told by its type: "float32", "bfloat16", "bool"."""
    bits = "".join(character for character in str(weight.dtype).partition("_")[0] if character.isdigit())
    return int(math.prod(weight.shape)) * (int(bits) // 8 if bits else 1)


def _weights_shapes(layer: str, weights: Iterable[Any]) -> dict[str, tuple[int, ...]]:
    """Return the shape of each weight by its path below the layer: "kernel", "forward_lstm/lstm_cell/kernel"."""
    return {
        str(weight.path).rpartition(f"{layer}/")[2] or str(weight.name): tuple(int(size) for size in weight.shape)
        for weight in weights
    }


def _ends(graph: Any) -> tuple[str, ...]:
    """Return the layers behind the inputs and the outputs of a graph: their order is a part of the architecture."""
    return () if graph is None else tuple(tensor_source(tensor) for tensor in (*graph.inputs, *graph.outputs))


def fingerprint_of(layers: tuple[Layer, ...], ends: tuple[str, ...] = ()) -> str:
    """Return a hash of types, settings, shapes and connections of the layers.

    Not of names and batch sizes, nor of what is frozen: freezing a base and thawing it again are two trainings of one
    architecture. Every layer counts as trainable, as in the fingerprints of models of which nothing is frozen.
    """
    places = {layer.name: place for place, layer in enumerate(layers)}
    essence = [
        [
            layer.type,
            layer.depth,
            True,
            _essential({key: setting.value for key, setting in layer.config.items()}),
            [shape[1:] for shape in layer.output_shapes],
            sorted(layer.weights_shapes.values()),
            [places.get(name, -1) for name in layer.inbound],
        ]
        for layer in layers
    ]
    connected = [essence, [places.get(name, -1) for name in ends]]
    return hashlib.sha256(json.dumps(storable(connected), sort_keys=True).encode()).hexdigest()[:32]


def _essential(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in _NOT_ARCHITECTURE}
        return {key: key == "trainable" or _essential(item) for key, item in kept.items()}
    return [_essential(item) for item in value] if isinstance(value, list) else value
