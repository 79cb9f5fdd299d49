"""Models as the recorder describes them, made without Keras: settings, shapes and parameters as Keras 3.15 has them.

`Builder` takes layers in the order in which Keras lists them and works out their shapes and
parameters; the functions below give whole models, those of the first document among them.
"""

import hashlib
import json
import math
from typing import Any

from reportgen.records.model import Layer, Model, Shape
from reportgen.records.values import JsonValue, Setting

_HOMES = {
    "InputLayer": "core.input_layer",
    "Dense": "core.dense",
    "Conv2D": "convolutional.conv2d",
    "MaxPooling2D": "pooling.max_pooling2d",
    "GlobalAveragePooling2D": "pooling.global_average_pooling2d",
    "BatchNormalization": "normalization.batch_normalization",
    "Activation": "activations.activation",
    "Dropout": "regularization.dropout",
    "Flatten": "reshaping.flatten",
    "Add": "merging.add",
    "Concatenate": "merging.concatenate",
}
_OF_ALL: dict[str, JsonValue] = {"trainable": True, "dtype": "float32"}
_OF_KERNELS: dict[str, JsonValue] = {
    "activation": "linear",
    "use_bias": True,
    "kernel_initializer": "glorot_uniform",
    "bias_initializer": "zeros",
    **dict.fromkeys(("kernel_regularizer", "bias_regularizer", "kernel_constraint", "bias_constraint")),
}
_DEFAULTS: dict[str, dict[str, JsonValue]] = {
    "InputLayer": {"dtype": "float32", "sparse": False, "ragged": False, "optional": False},
    "Dense": {**_OF_ALL, "units": None, **_OF_KERNELS, "quantization_config": None},
    "Conv2D": {
        **_OF_ALL,
        "filters": None,
        "kernel_size": None,
        "strides": [1, 1],
        "padding": "valid",
        "data_format": "channels_last",
        "dilation_rate": [1, 1],
        "groups": 1,
        **_OF_KERNELS,
        "activity_regularizer": None,
    },
    "MaxPooling2D": {
        **_OF_ALL,
        "pool_size": [2, 2],
        "padding": "valid",
        "strides": [2, 2],
        "data_format": "channels_last",
    },
    "GlobalAveragePooling2D": {**_OF_ALL, "data_format": "channels_last", "keepdims": False},
    "BatchNormalization": {
        **_OF_ALL,
        "axis": -1,
        "momentum": 0.99,
        "epsilon": 0.001,
        "center": True,
        "scale": True,
        "beta_initializer": "zeros",
        "gamma_initializer": "ones",
        "moving_mean_initializer": "zeros",
        "moving_variance_initializer": "ones",
        **dict.fromkeys(("beta_regularizer", "gamma_regularizer", "beta_constraint", "gamma_constraint")),
        "synchronized": False,
        "renorm": False,
        "renorm_clipping": None,
        "renorm_momentum": 0.99,
    },
    "Activation": {**_OF_ALL, "activation": None},
    "Dropout": {**_OF_ALL, "rate": None, "seed": None, "noise_shape": None},
    "Flatten": {**_OF_ALL, "data_format": "channels_last"},
    "Add": _OF_ALL,
    "Concatenate": {**_OF_ALL, "axis": -1},
}
_PREFIXES = {
    "InputLayer": "input",
    "Conv2D": "conv2d",
    "MaxPooling2D": "max_pooling2d",
    "GlobalAveragePooling2D": "global_average_pooling2d",
    "BatchNormalization": "batch_normalization",
}


class Builder:
    """Adds layers one by one. `counts` continues the numbering of names from an earlier model, as in one program."""

    def __init__(self, counts: dict[str, int] | None = None) -> None:
        self.layers: list[Layer] = []
        self._counts = counts if counts is not None else {}

    def add(self, kind: str, *inbound: str, name: str = "", **chosen: JsonValue) -> str:
        """Add a layer of type `kind` behind `inbound` (the last layer if none is named); return its name."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = name or f"{_PREFIXES.get(kind, kind.lower())}_{self._counts[kind]}"
        inbound = inbound or tuple(layer.name for layer in self.layers[-1:])
        shapes = [layer.output_shapes[0] for layer in self.layers if layer.name in inbound]
        weights = _weights(kind, shapes[0] if shapes else (), chosen)
        parameters = sum(math.prod(shape) for shape in weights.values())
        fixed = sum(math.prod(shape) for key, shape in weights.items() if key.startswith("moving"))
        layer = Layer(
            name=name,
            type=kind,
            module=f"keras.src.layers.{_HOMES[kind]}",
            output_shapes=(_output_shape(kind, shapes, chosen),),
            config=_config(kind, chosen),
            parameters=parameters,
            trainable_parameters=parameters - fixed,
            weights_shapes=weights,
            inbound=inbound,
        )
        self.layers.append(layer)
        return name

    def model(self, name: str, kind: str = "Functional") -> Model:
        """Return the model of the layers added so far."""
        parameters = sum(layer.parameters for layer in self.layers)
        trainable = sum(layer.trainable_parameters for layer in self.layers)
        return Model(
            name=name,
            type=kind,
            layers=tuple(self.layers),
            input_shapes=self.layers[0].output_shapes,
            output_shapes=self.layers[-1].output_shapes,
            parameters=parameters,
            trainable_parameters=trainable,
            non_trainable_parameters=parameters - trainable,
            weights_bytes=4 * parameters,
            fingerprint=_fingerprint(self.layers),
        )


def _config(kind: str, chosen: dict[str, JsonValue]) -> dict[str, Setting]:
    known = _DEFAULTS[kind]
    values = {**known, **chosen}
    return {
        key: Setting(value=value, origin="set" if key in chosen and value != known.get(key, ...) else "default")
        for key, value in values.items()
    }


def _output_shape(kind: str, shapes: list[Shape], chosen: dict[str, Any]) -> Shape:
    first = shapes[0] if shapes else ()
    match kind:
        case "InputLayer":
            return tuple(chosen["batch_shape"])
        case "Dense":
            return (*first[:-1], chosen["units"])
        case "Conv2D":
            return (
                None,
                *_slid(first, chosen["kernel_size"], chosen.get("strides", [1, 1]), chosen),
                chosen["filters"],
            )
        case "MaxPooling2D":
            return (None, *_slid(first, [2, 2], [2, 2], chosen), first[-1])
        case "GlobalAveragePooling2D":
            return (None, first[-1])
        case "Flatten":
            return (None, math.prod(size or 1 for size in first[1:]))
        case "Concatenate":
            return (*first[:-1], sum(shape[-1] or 0 for shape in shapes))
        case _:
            return first


def _slid(shape: Shape, window: list[int], strides: list[int], chosen: dict[str, Any]) -> list[int]:
    """Return height and width after a window slid over them: https://keras.io/api/layers/convolution_layers."""
    same = chosen.get("padding") == "same"
    sizes = [size or 0 for size in shape[1:3]]
    return [
        math.ceil(size / step) if same else (size - extent) // step + 1
        for size, extent, step in zip(sizes, window, strides, strict=True)
    ]


def _weights(kind: str, shape: Shape, chosen: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    channels = shape[-1] or 0 if shape else 0
    if kind == "Dense":
        return {"kernel": (channels, chosen["units"]), "bias": (chosen["units"],)}
    if kind == "Conv2D":
        return {"kernel": (*chosen["kernel_size"], channels, chosen["filters"]), "bias": (chosen["filters"],)}
    if kind == "BatchNormalization":
        return dict.fromkeys(("gamma", "beta", "moving_mean", "moving_variance"), (channels,))
    return {}


def _fingerprint(layers: list[Layer]) -> str:
    places = {layer.name: place for place, layer in enumerate(layers)}
    essence = [
        [layer.type, {key: item.value for key, item in layer.config.items()}, [places[name] for name in layer.inbound]]
        for layer in layers
    ]
    return hashlib.sha256(json.dumps(essence, sort_keys=True).encode()).hexdigest()[:32]


def convnet(name: str = "ConvNet2layers", counts: dict[str, int] | None = None) -> Model:
    """Return the first document's convolutional network: 9 rows, 1 199 882 parameters."""
    net = Builder(counts)
    net.add("InputLayer", batch_shape=[None, 28, 28, 1])
    net.add("Conv2D", filters=32, kernel_size=[3, 3], activation="relu")
    net.add("Conv2D", filters=64, kernel_size=[3, 3], activation="relu")
    net.add("MaxPooling2D")
    net.add("Dropout", rate=0.0)
    net.add("Flatten")
    net.add("Dense", units=128, activation="relu")
    net.add("Dropout", rate=0.2)
    net.add("Dense", units=10, activation="softmax")
    return net.model(name, "Sequential")


def perceptron(rates: tuple[float, ...], name: str, counts: dict[str, int] | None = None) -> Model:
    """Return a dense network with 512 neurons and a dropout of each of `rates` in turn, then 10 classes."""
    net = Builder(counts)
    net.add("InputLayer", batch_shape=[None, 28, 28, 1])
    net.add("Flatten")
    for rate in rates:
        net.add("Dense", units=512)
        net.add("Dropout", rate=rate)
    net.add("Dense", units=10, activation="softmax")
    return net.model(name, "Sequential")


def first_document_models() -> tuple[Model, Model, Model]:
    """Return the three architectures of the first document, their layers numbered through as in one program."""
    counts: dict[str, int] = {}
    return (
        convnet(counts=counts),
        perceptron((0.0, 0.2), "MLP2layers", counts),
        perceptron((0.0, 0.0, 0.0, 0.2, 0.2), "MLP5layers", counts),
    )


def branched(rows: int, name: str = "resnet", classes: int = 10) -> Model:
    """Return a residual network of exactly `rows` layers, at least 5, with additions and concatenations.

    Blocks of six rows (convolution, normalization, activation, convolution, addition, activation) follow each other;
    every third block ends in a concatenation. What is left over are convolutions.
    """
    net = Builder()
    net.add("InputLayer", batch_shape=[None, 32, 32, 3])
    net.add("Conv2D", filters=16, kernel_size=[3, 3], padding="same")
    blocks, rest = divmod(rows - 4, 6)
    for block in range(blocks):
        _add_block(net, f"stage_{block + 1}", "Concatenate" if block % 3 == 2 else "Add")
    for _ in range(rest):
        net.add("Conv2D", filters=16, kernel_size=[1, 1], padding="same")
    net.add("GlobalAveragePooling2D")
    net.add("Dense", units=classes, activation="softmax" if classes > 1 else "linear")
    return net.model(name)


def _add_block(net: Builder, name: str, joined: str) -> None:
    start = net.layers[-1]
    filters = start.output_shapes[0][-1]
    net.add("Conv2D", name=f"{name}_conv_a", filters=filters, kernel_size=[3, 3], padding="same")
    net.add("BatchNormalization", name=f"{name}_norm")
    net.add("Activation", name=f"{name}_relu_a", activation="relu")
    end = net.add("Conv2D", name=f"{name}_conv_b", filters=filters, kernel_size=[3, 3], padding="same")
    net.add(joined, start.name, end, name=f"{name}_join")
    net.add("Activation", name=f"{name}_relu_b", activation="relu")


def regressor(name: str = "House prices") -> Model:
    """Return a dense network from 13 features to one number."""
    net = Builder()
    net.add("InputLayer", batch_shape=[None, 13])
    net.add("Dense", units=64, activation="relu")
    net.add("Dense", units=64, activation="relu")
    net.add("Dense", units=1)
    return net.model(name, "Sequential")
