"""How layers are described: their kind, which gives them their colour, and their settings in words.

One entry of `LAYERS` a layer class; a class without one is described by its non-default settings.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.knowledge.wording import Described, label_of, text_of
from reportgen.records.model import Layer
from reportgen.records.values import Setting


@dataclass(frozen=True)
class LayerEntry:
    """`word` names the layer in a description of an architecture, `size` is the setting that follows it there.

    `shown` are the settings always printed, in order, each with its label.
    """

    kind: str
    word: str
    size: str = ""
    shown: tuple[tuple[str, str], ...] = ()


_ACTIVATION = ("activation", "Activation")
_CONVOLUTION = (
    ("filters", "#Filters"),
    _ACTIVATION,
    ("kernel_size", "Kernel Size"),
    ("strides", "Stride"),
    ("dilation_rate", "Dilation"),
    ("padding", "Padding"),
)
_DEPTHWISE = (("depth_multiplier", "Depth multiplier"), *_CONVOLUTION[1:])
_POOLING = (("pool_size", "Pool size"), ("strides", "Strides"), ("padding", "Padding"))
_RECURRENT = (("units", "#Units"), _ACTIVATION, ("return_sequences", "Return sequences"))
_DROPOUT = (("rate", "Dropout Rate"),)
_HEADS = (("num_heads", "#Heads"), ("key_dim", "Key size"), ("dropout", "Dropout Rate"))

_DIMENSIONS = ("1D", "2D", "3D")

LAYERS: dict[str, LayerEntry] = {
    "InputLayer": LayerEntry("input", "Input"),
    "Dense": LayerEntry("dense", "Dense", "units", (("units", "#Neurons"), _ACTIVATION)),
    "EinsumDense": LayerEntry("dense", "EinsumDense", "", (("equation", "Equation"), _ACTIVATION)),
    "Embedding": LayerEntry(
        "embedding", "Embedding", "output_dim", (("input_dim", "#Entries"), ("output_dim", "Vector size"))
    ),
    "ReversibleEmbedding": LayerEntry(
        "embedding", "Embedding", "output_dim", (("input_dim", "#Entries"), ("output_dim", "Vector size"))
    ),
    "SimpleRNN": LayerEntry("recurrent", "RNN", "units", _RECURRENT),
    "LSTM": LayerEntry("recurrent", "LSTM", "units", _RECURRENT),
    "GRU": LayerEntry("recurrent", "GRU", "units", _RECURRENT),
    "MultiHeadAttention": LayerEntry("attention", "Attention", "num_heads", _HEADS),
    "GroupQueryAttention": LayerEntry(
        "attention",
        "Attention",
        "num_query_heads",
        (("num_query_heads", "#Query heads"), ("num_key_value_heads", "#Key heads"), ("head_dim", "Head size")),
    ),
    "Attention": LayerEntry("attention", "Attention"),
    "AdditiveAttention": LayerEntry("attention", "Attention"),
    "BatchNormalization": LayerEntry("normalization", "BatchNorm", "", (("momentum", "Momentum"),)),
    "LayerNormalization": LayerEntry("normalization", "LayerNorm", "", (("epsilon", "Epsilon"),)),
    "GroupNormalization": LayerEntry("normalization", "GroupNorm", "groups", (("groups", "Groups"),)),
    "Dropout": LayerEntry("regularization", "Dropout", "rate", _DROPOUT),
    "AlphaDropout": LayerEntry("regularization", "Dropout", "rate", _DROPOUT),
    "GaussianDropout": LayerEntry("regularization", "Dropout", "rate", _DROPOUT),
    "GaussianNoise": LayerEntry("regularization", "Noise", "stddev", (("stddev", "Standard deviation"),)),
    "Activation": LayerEntry("activation", "Activation", "", (_ACTIVATION,)),
    "Flatten": LayerEntry("reshaping", "Flatten"),
    "Reshape": LayerEntry("reshaping", "Reshape", "", (("target_shape", "Target shape"),)),
    "Rescaling": LayerEntry("preprocessing", "Rescaling", "", (("scale", "Scale"), ("offset", "Offset"))),
    "Lambda": LayerEntry("other", "Lambda", "", (("function", "Function"),)),
}
for _dimension in _DIMENSIONS:
    LAYERS[f"Conv{_dimension}"] = LayerEntry("convolution", "Conv", "filters", _CONVOLUTION)
    LAYERS[f"Conv{_dimension}Transpose"] = LayerEntry("convolution", "ConvTranspose", "filters", _CONVOLUTION)
    LAYERS[f"SeparableConv{_dimension}"] = LayerEntry("convolution", "SeparableConv", "filters", _CONVOLUTION)
    LAYERS[f"DepthwiseConv{_dimension}"] = LayerEntry("convolution", "DepthwiseConv", "", _DEPTHWISE)
    LAYERS[f"ConvLSTM{_dimension}"] = LayerEntry("recurrent", "ConvLSTM", "filters", _CONVOLUTION)
    LAYERS[f"MaxPooling{_dimension}"] = LayerEntry("pooling", "MaxPool", "", _POOLING)
    LAYERS[f"AveragePooling{_dimension}"] = LayerEntry("pooling", "AvgPool", "", _POOLING)
    LAYERS[f"SpatialDropout{_dimension}"] = LayerEntry("regularization", "Dropout", "rate", _DROPOUT)

_FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pooling", ("Pooling", "Pool1D", "Pool2D", "Pool3D")),
    ("normalization", ("Normalization",)),
    ("recurrent", ("RNN", "LSTM", "GRU")),
    ("attention", ("Attention",)),
    ("convolution", ("Conv",)),
    ("regularization", ("Dropout", "Noise", "Regularization")),
    ("activation", ("ReLU", "ELU", "Softmax", "Activation")),
    ("embedding", ("Embedding",)),
    (
        "reshaping",
        ("Reshape", "Flatten", "Permute", "RepeatVector", "Cropping", "UpSampling", "ZeroPadding", "Masking"),
    ),
    ("reshaping", ("Identity",)),
    ("merging", ("Concatenate", "Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract", "Dot")),
    ("preprocessing", ("Random", "Rescaling", "Resizing", "Lookup", "Vectorization", "Hash", "Discretization")),
    ("preprocessing", ("CategoryEncoding", "CenterCrop", "Spectrogram", "AugMix", "AutoContrast", "CutMix", "MixUp")),
    ("preprocessing", ("Equalization", "RandAugment", "Solarization", "MaxNumBoundingBoxes", "Pipeline")),
    ("wrapper", ("Bidirectional", "TimeDistributed", "Wrapper", "Flax", "Jax", "TFSM", "Torch")),
    ("model", ("Sequential", "Functional", "Model")),
    ("dense", ("Dense",)),
)

# Settings that say nothing about what a layer does.
_MACHINERY = {"name", "dtype", "trainable", "seed", "synchronized", "batch_shape", "build_config", "layers", "ragged"}


def kind_of(layer: Layer) -> str:
    """Return the family of a layer ("convolution", "pooling", …); "other" for a class of the program's own."""
    if layer.type in LAYERS:
        return LAYERS[layer.type].kind
    if layer.module and not layer.module.startswith(("keras", "tensorflow", "tf_keras")):
        return "other"
    return next((kind for kind, parts in _FAMILIES if any(part in layer.type for part in parts)), "other")


def describe(layer: Layer) -> tuple[Described, ...]:
    """Return the settings of a layer worth printing: those its entry names, then every one the program chose."""
    entry = LAYERS.get(layer.type)
    named = dict(entry.shown) if entry else {}
    chosen = {key: label_of(key) for key in _chosen(layer) if key not in named}
    return tuple(_described(key, label, layer.config[key]) for key, label in _present(named | chosen, layer))


def _chosen(layer: Layer) -> Iterator[str]:
    for key, setting in layer.config.items():
        if setting.origin != "default" and key not in _MACHINERY:
            yield key


def _present(labels: dict[str, str], layer: Layer) -> Iterator[tuple[str, str]]:
    return ((key, label) for key, label in labels.items() if key in layer.config)


def _described(key: str, label: str, setting: Setting) -> Described:
    if key == "activation" and setting.value is None:
        return Described(label, "linear", setting.origin)
    return Described(label, text_of(setting.value), setting.origin)
