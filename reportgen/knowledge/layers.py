"""How a layer is described: its kind, which gives it its colour, and its settings in words.

Takes a `records.model.Layer`, gives words. What is known of each class stands in `layer_table`; a class of
which nothing is known is described by its non-default settings.
"""

from collections.abc import Iterator
from functools import lru_cache

from reportgen.knowledge.layer_table import LAYERS, LayerEntry
from reportgen.knowledge.wording import Described, code_of, label_of, object_of, text_of
from reportgen.language import _
from reportgen.records.model import Layer
from reportgen.records.values import JsonValue, Setting

_HOMES = ("keras", "tf_keras", "tensorflow")

# For operations without a layer (`keras.ops.relu`), and layers of other versions of Keras than the table was written
# for: parts of class names, first match wins.
_FAMILIES = (
    ("preprocessing", ("Random", "Lookup", "Vectorization")),
    ("pooling", ("Pool",)),
    ("normalization", ("Norm",)),
    ("attention", ("Attention",)),
    ("recurrent", ("RNN", "LSTM", "GRU")),
    ("convolution", ("Conv",)),
    ("regularization", ("Dropout", "Noise")),
    ("embedding", ("Embedding",)),
    ("activation", ("LU", "lu", "Softmax", "Sigmoid", "Tanh")),
    ("dense", ("Dense",)),
    ("reshaping", ("Transpose", "Squeeze", "ExpandDims", "GetItem", "Padding", "Cropping")),
)

# Never worth a line: names, what the shape column says, how Keras stores the layer, and what belongs to a training.
_HIDDEN = frozenset({"name", "trainable", "batch_shape", "batch_input_shape", "build_config", "vocabulary_size"})

# Not worth a line while they are as usual; Keras writes some of them although no program set them.
_SILENT_VALUES: dict[str, tuple[JsonValue, ...]] = {
    "activity_regularizer": (None,),
    "arguments": (None, {}),
    "attention_axes": (None, [1]),
    "data_format": (None, "channels_last"),
    "dtype": (None, "float32"),
    "embeddings_initializer": ("random_uniform", "uniform"),
    "optional": (None, False),
    "ragged": (None, False),
    "rms_scaling": (None, False),
    "seed": (None,),
    "sparse": (None, False),
}


def entry_of(layer: Layer) -> LayerEntry | None:
    """Return what is known of the class of a layer; None for a class of the program's own, whatever its name."""
    return LAYERS.get(layer.type) if not layer.module or _home_of(layer.module) in _HOMES else None


@lru_cache(1024)
def _home_of(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def kind_of(layer: Layer) -> str:
    """Return the family of a layer ("convolution", "pooling", …); "other" for a class of the program's own."""
    entry = entry_of(layer)
    if entry:
        return entry.kind
    if _home_of(layer.module) not in ("", *_HOMES):
        return "other"
    return next((kind for kind, parts in _FAMILIES if any(part in layer.type for part in parts)), "other")


def describe(layer: Layer) -> tuple[Described, ...]:
    """Return the settings of a layer worth printing: those its entry names, then whatever else is not default."""
    entry = entry_of(layer) or LayerEntry("other", layer.type)
    shown = {key: _(label) for key, label in entry.shown if _is_worth_showing(key, layer)}
    further = {key: label_of(key) for key in _further(layer, entry) if key not in shown}
    return tuple(_described(key, label, layer.config[key]) for key, label in (shown | further).items())


def _is_worth_showing(key: str, layer: Layer) -> bool:
    """Return False for a setting the record lacks, and for one that is not used: None, as Keras's default."""
    setting = layer.config.get(key)
    return setting is not None and (key == "activation" or setting.value is not None or setting.origin != "default")


def _further(layer: Layer, entry: LayerEntry) -> Iterator[str]:
    repeated = dict(entry.repeats)
    for key, setting in layer.config.items():
        source = layer.config.get(repeated.get(key, ""))
        hidden = key in _HIDDEN or key in entry.hidden
        if setting.origin == "default" or hidden or _is_silent(key, setting.value):
            continue
        if source is None or _essence(setting.value) != _essence(source.value):
            yield key


def _is_silent(key: str, value: JsonValue) -> bool:
    if key == "dtype" and isinstance(value, dict):
        value = code_of(value)
    return any(
        value is usual or (type(value) is type(usual) and value == usual) for usual in _SILENT_VALUES.get(key, ())
    )


def _essence(value: JsonValue) -> JsonValue:
    """Return a setting without what Keras changes when it copies a layer to run it backwards."""
    found = object_of(value)
    if found is None:
        return value
    name, arguments = found
    return name, {key: item for key, item in arguments.items() if key not in ("name", "go_backwards")}


def _described(key: str, label: str, setting: Setting) -> Described:
    text = "linear" if key == "activation" and setting.value is None else text_of(setting.value)
    return Described(label, text, setting.origin)
