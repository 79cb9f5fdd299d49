"""What a model is: its layers, its parameters, the fingerprint of its architecture."""

from reportgen.records.values import Integer, Record, Setting

Shape = tuple[Integer | None, ...]
"""Sizes of the axes, the batch axis first; None where the size is free."""


class Layer(Record, frozen=True, kw_only=True):
    """One layer, or one nested model, in the order in which Keras lists them.

    `inbound` names the layers whose outputs this one takes, in call order, a layer that is called
    several times (shared) with all of them. `depth` is 0 for the model's own layers, 1 for the layers
    of a model nested in it, and so on; a nested model's row precedes those of its layers, and
    its parameters are the sum of theirs.
    """

    name: str
    type: str
    module: str = ""
    depth: Integer = 0
    output_shapes: tuple[Shape, ...] = ()
    config: dict[str, Setting] = {}
    parameters: Integer = 0
    trainable_parameters: Integer = 0
    trainable: bool = True
    weights_shapes: dict[str, tuple[Integer, ...]] = {}
    inbound: tuple[str, ...] = ()


class Model(Record, frozen=True, kw_only=True):
    """A model as it was when its training began.

    `fingerprint` is equal for two models exactly if their architecture is: types, shapes, settings and
    connections of the layers, not their names and not their weights. `weights_bytes` is the
    size of all variables of the model in memory.
    """

    name: str
    type: str
    layers: tuple[Layer, ...] = ()
    input_shapes: tuple[Shape, ...] = ()
    output_shapes: tuple[Shape, ...] = ()
    parameters: Integer = 0
    trainable_parameters: Integer = 0
    non_trainable_parameters: Integer = 0
    optimizer_parameters: Integer | None = None
    weights_bytes: Integer = 0
    fingerprint: str = ""
