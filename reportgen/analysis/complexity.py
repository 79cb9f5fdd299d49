"""How large a model is and what one sample costs: how each layer's weights are counted, and its multiplications.

Takes a recorded `Model`; gives products that add up to Keras's own counts. A multiply–accumulate operation (MAC) is one
product added to a sum; those of biases, activations, normalization and pooling are left out, as is usual (Canziani et
al. 2016, "An Analysis of Deep Neural Network Models for Practical Applications").
"""

import math
from collections.abc import Callable, Sequence
from itertools import takewhile

import msgspec

from reportgen.records.model import Layer, Model, Shape


class WeightCount(msgspec.Struct, frozen=True):
    """The weights of a layer as a sum of products: ((784, 250), (250,)) for 784 × 250 + 250."""

    factors: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """The number of values."""
        return sum(math.prod(factors) for factors in self.factors)


class LayerComplexity(msgspec.Struct, frozen=True):
    """What one layer has and costs. `macs` are those for one sample; None where they depend on what is not recorded."""

    layer: Layer
    weights: WeightCount
    macs: int | None


class Complexity(msgspec.Struct, frozen=True):
    """What a model has and costs. `macs` leaves out the `uncounted` layers; those of nested models are listed too."""

    layers: tuple[LayerComplexity, ...]
    macs: int
    uncounted: tuple[str, ...]


Shapes = dict[str, Shape]
_Rule = Callable[[Layer, Shapes], int | None]


def complexity_of(model: Model) -> Complexity:
    """Count the weights and the multiply–accumulate operations of every layer that has weights or multiplies."""
    shapes = {layer.name: layer.output_shapes[0] for layer in model.layers if layer.output_shapes}
    holders = {
        layer.name for layer, below in zip(model.layers, model.layers[1:], strict=False) if below.depth > layer.depth
    }
    counted = [
        LayerComplexity(layer, WeightCount(tuple(layer.weights_shapes.values())), _macs(layer, shapes, calls))
        for layer, calls in zip(model.layers, _calls(model.layers), strict=True)
        if layer.name not in holders
    ]
    shown = tuple(item for item in counted if item.weights.factors or item.macs)
    uncounted = tuple(item.layer.name for item in shown if item.macs is None)
    return Complexity(shown, sum(item.macs or 0 for item in counted), uncounted)


def _calls(layers: Sequence[Layer]) -> list[int]:
    """Return how often each layer is called for one sample: a shared one, or one of a shared model, more than once."""
    found: list[int] = []
    last_at: dict[int, int] = {}  # by depth: the model that holds a layer is the last one above it
    for place, layer in enumerate(layers):
        inputs = 1 if layer.type in _OF_ONE_INPUT else _inputs_within(layers, place)
        own = max(1, len(layer.inbound) // inputs) if inputs else 1
        last_at[layer.depth] = own * last_at.get(layer.depth - 1, 1)
        found.append(last_at[layer.depth])
    return found


def _inputs_within(layers: Sequence[Layer], place: int) -> int:
    """Return the number of inputs of the model nested at `place`; 0 if it is none, or one without a graph."""
    depth = layers[place].depth
    nested = takewhile(lambda layer: layer.depth > depth, (layers[after] for after in range(place + 1, len(layers))))
    return sum(layer.type == "InputLayer" and layer.depth == depth + 1 for layer in nested)


def _macs(layer: Layer, shapes: Shapes, calls: int) -> int | None:
    rule = _RULES.get(layer.type)
    if rule is not None:
        macs = rule(layer, shapes)
        return None if macs is None else macs * calls
    # A layer of weights that is not known may do anything with them.
    return None if layer.weights_shapes else 0


def _input_shape(layer: Layer, shapes: Shapes) -> Shape | None:
    return shapes.get(layer.inbound[0]) if layer.inbound else None


def _positions(sizes: Shape) -> int | None:
    """Return the product of the sizes of axes; None if one of them is free."""
    return None if any(size is None for size in sizes) else math.prod(size or 0 for size in sizes)


def _times(weights: int, sizes: Shape | None) -> int | None:
    positions = None if sizes is None else _positions(sizes)
    return None if positions is None else weights * positions


def _kernels(layer: Layer, *names: str) -> int:
    """Return the number of weights whose path ends with one of `names`."""
    return sum(math.prod(shape) for path, shape in layer.weights_shapes.items() if path.rpartition("/")[2] in names)


def _none(_layer: Layer, _shapes: Shapes) -> int:
    return 0


def _dense(layer: Layer, shapes: Shapes) -> int | None:
    output = shapes.get(layer.name)
    return _times(_kernels(layer, "kernel"), output[1:-1] if output else None)


def _convolution(layer: Layer, shapes: Shapes) -> int | None:
    """Each value of a kernel is multiplied once for each position of the output."""
    weights = _kernels(layer, "kernel", "depthwise_kernel", "pointwise_kernel")
    return _times(weights, _spatial(layer, shapes.get(layer.name)))


def _transposed(layer: Layer, shapes: Shapes) -> int | None:
    """Each value of a kernel is multiplied once for each position of the input."""
    return _times(_kernels(layer, "kernel"), _spatial(layer, _input_shape(layer, shapes)))


def _spatial(layer: Layer, shape: Shape | None) -> Shape | None:
    if shape is None:
        return None
    setting = layer.config.get("data_format")
    return shape[2:] if setting is not None and setting.value == "channels_first" else shape[1:-1]


def _recurrent(layer: Layer, shapes: Shapes) -> int | None:
    """The kernels of a cell are applied once for each step of the sequence."""
    before = _input_shape(layer, shapes)
    return _times(_kernels(layer, "kernel", "recurrent_kernel"), before[1:2] if before else None)


def _attention(layer: Layer, shapes: Shapes) -> int | None:
    """Projections of every position, and two products of each query with each key (Vaswani et al. 2017)."""
    lengths = [shape[1:-1] for name in layer.inbound[:2] if (shape := shapes.get(name)) is not None]
    if not lengths:
        return None
    queries, keys = _positions(lengths[0]), _positions(lengths[-1])
    query = next((shape for path, shape in layer.weights_shapes.items() if path == "query/kernel"), None)
    value = next((shape for path, shape in layer.weights_shapes.items() if path == "value/kernel"), None)
    if queries is None or keys is None or query is None or value is None:
        return None
    of_query = sum(math.prod(shape) for path, shape in layer.weights_shapes.items() if path in _QUERY_KERNELS)
    of_key = sum(math.prod(shape) for path, shape in layer.weights_shapes.items() if path in _KEY_KERNELS)
    heads_and_sizes = math.prod(query[1:]) + math.prod(value[1:])
    return queries * of_query + keys * of_key + queries * keys * heads_and_sizes


def _bidirectional(layer: Layer, shapes: Shapes) -> int | None:
    """Of a wrapped layer only those with cells are known to go over the sequence once in each direction."""
    return _recurrent(layer, shapes) if any("_cell/" in path for path in layer.weights_shapes) else None


def _distributed(layer: Layer, shapes: Shapes) -> int | None:
    """Of a wrapped layer only a dense one is known: its kernel has an axis of inputs and one of outputs."""
    kernels = [shape for path, shape in layer.weights_shapes.items() if path.endswith("kernel")]
    return _dense(layer, shapes) if [len(shape) for shape in kernels] == [2] else None


_QUERY_KERNELS = ("query/kernel", "attention_output/kernel")
_KEY_KERNELS = ("key/kernel", "value/kernel")

_CONVOLUTIONS = "Conv1D Conv2D Conv3D DepthwiseConv1D DepthwiseConv2D SeparableConv1D SeparableConv2D".split()
_TRANSPOSED = "Conv1DTranspose Conv2DTranspose Conv3DTranspose".split()
_OF_ONE_INPUT = frozenset(("Dense", "TimeDistributed", *_CONVOLUTIONS, *_TRANSPOSED))

_RULES: dict[str, _Rule] = {
    "Dense": _dense,
    **dict.fromkeys(_CONVOLUTIONS, _convolution),
    **dict.fromkeys(_TRANSPOSED, _transposed),
    **dict.fromkeys("SimpleRNN LSTM GRU".split(), _recurrent),
    "Bidirectional": _bidirectional,
    "MultiHeadAttention": _attention,
    "TimeDistributed": _distributed,
    **dict.fromkeys(
        "Embedding BatchNormalization LayerNormalization GroupNormalization UnitNormalization Normalization PReLU "
        "RMSNormalization SpectralNormalization".split(),
        _none,
    ),
}
