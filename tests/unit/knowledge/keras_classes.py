"""What Keras exports, asked of Keras itself: classes of layers, their arguments, layers as they are recorded."""

import inspect
from typing import Any

import keras

from reportgen.recording.keras.values import config_of, settings_of
from reportgen.records.model import Layer

ABSTRACT = ("Layer", "Wrapper")

# Layers of frameworks that are not installed for the tests.
FOREIGN = ("FlaxLayer", "JaxLayer", "TFSMLayer", "TorchModuleWrapper")

_ARGUMENTS: dict[str, Any] = {
    "activation": "relu",
    "axes": 1,
    "dims": (2, 1),
    "equation": "ab,bc->ac",
    "factor": 0.2,
    "filters": 4,
    "head_dim": 4,
    "height": 4,
    "height_factor": 0.1,
    "input_dim": 9,
    "kernel_size": 3,
    "key_dim": 3,
    "max_number": 3,
    "n": 2,
    "num_bins": 3,
    "num_heads": 2,
    "num_key_value_heads": 2,
    "num_query_heads": 4,
    "output_dim": 5,
    "output_shape": (3,),
    "output_size": 2,
    "pool_size": 2,
    "rate": 0.2,
    "scale": 2.0,
    "stddev": 0.1,
    "target_shape": (3, 2),
    "units": 3,
    "width": 4,
    "width_factor": 0.1,
}
_SPECIAL: dict[str, dict[str, Any]] = {
    "CategoryEncoding": {"num_tokens": 4},
    "Discretization": {"num_bins": 3},
    "InputLayer": {"shape": (3,)},
    "RandomPosterization": {"factor": 4},
}


def exported(module: Any, base: type) -> dict[str, type]:
    """Return the classes that a module of Keras exports, by their own name: aliases are the same class."""
    found = [item for item in vars(module).values() if inspect.isclass(item) and issubclass(item, base)]
    return {cls.__name__: cls for cls in found}


LAYER_CLASSES = exported(keras.layers, keras.layers.Layer)
CONCRETE = sorted(set(LAYER_CLASSES) - set(ABSTRACT))
BUILDABLE = sorted(set(CONCRETE) - set(FOREIGN))


def arguments_of(cls: type) -> dict[str, inspect.Parameter]:
    """Return the constructor's arguments of a class, those of its bases included."""
    found: dict[str, inspect.Parameter] = {}
    for base in reversed(cls.__mro__):
        if "__init__" in vars(base) and base is not object:
            found |= inspect.signature(vars(base)["__init__"]).parameters
    return {name: item for name, item in found.items() if item.kind not in (item.VAR_KEYWORD, item.VAR_POSITIONAL)}


def required_arguments(name: str) -> dict[str, Any]:
    """Return the arguments without which a layer cannot be made."""
    inside = {
        "layer": keras.layers.LSTM(3) if name == "Bidirectional" else keras.layers.Dense(2),
        "cell": keras.layers.LSTMCell(3),
        "cells": [keras.layers.LSTMCell(3), keras.layers.GRUCell(2)],
        "layers": [keras.layers.Rescaling(2.0)],
        "function": keras.ops.abs,
    }
    parameters = inspect.signature(LAYER_CLASSES[name].__init__).parameters.values()  # type: ignore[misc]
    needed = [
        item.name for item in parameters if item.default is item.empty and item.kind is item.POSITIONAL_OR_KEYWORD
    ]
    return _SPECIAL.get(name) or {key: (_ARGUMENTS | inside)[key] for key in needed if key != "self"}


def layer_of(name: str, **further: Any) -> Layer:
    """Return the record of a layer of class `name`, made with its required arguments and `further` ones."""
    layer = LAYER_CLASSES[name](**(required_arguments(name) | further))
    return recorded(layer)


def recorded(layer: Any) -> Layer:
    """Return the record of a layer's class and settings."""
    cls = type(layer)
    config = settings_of(config_of(layer), cls)
    return Layer(name=layer.name, type=cls.__name__, module=cls.__module__, config=config)
