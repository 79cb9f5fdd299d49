"""The layers of Keras, one entry a class: the family that gives its colour, its word, the settings always printed.

To teach the report a layer, add its class here. A class without an entry is still described, by its
non-default settings.
"""

import msgspec

from reportgen.knowledge.wording import source_label
from reportgen.language import N_

Shown = tuple[tuple[str, str], ...]


class LayerEntry(msgspec.Struct, frozen=True):
    """What is known of a layer class.

    `kind` is its family, `word` its name in a description of an architecture, `size` the setting that follows it there
    ("Conv 32"). Where that setting is a layer, its own word and size follow ("Bi" and an LSTM: "BiLSTM 64").
    `shown` are the settings printed even where they are Keras's default, in order, each with its label in English;
    `repeats` are settings that Keras fills from another one, printed only if they differ from it; `hidden` are never
    printed.
    """

    kind: str
    word: str
    size: str = ""
    shown: Shown = ()
    repeats: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()


_ACTIVATION: Shown = (("activation", N_("Activation")),)
_KERNEL: Shown = (
    ("activation", N_("Activation")),
    ("kernel_size", N_("Kernel Size")),
    ("strides", N_("Stride")),
    ("dilation_rate", N_("Dilation")),
    ("padding", N_("Padding")),
)
_DROPOUT = LayerEntry("regularization", "Dropout", "rate", (("rate", N_("Dropout Rate")),))
_CONV = LayerEntry("convolution", "Conv", "filters", (("filters", N_("#Filters")), *_KERNEL))
_CONV_TRANSPOSE = LayerEntry("convolution", "ConvTranspose", "filters", (("filters", N_("#Filters")), *_KERNEL))
_CONV_SEPARABLE = LayerEntry("convolution", "SeparableConv", "filters", (("filters", N_("#Filters")), *_KERNEL))
_CONV_DEPTHWISE = LayerEntry(
    "convolution", "DepthwiseConv", "", (*_KERNEL, ("depth_multiplier", N_("Depth multiplier")))
)
_CONV_LSTM = LayerEntry("recurrent", "ConvLSTM", "filters", (("filters", N_("#Filters")), *_KERNEL))
_WINDOW: Shown = (("pool_size", N_("Pool size")), ("strides", N_("Strides")), ("padding", N_("Padding")))
_MAX_POOL = LayerEntry("pooling", "MaxPool", "", _WINDOW)
_AVERAGE_POOL = LayerEntry("pooling", "AvgPool", "", _WINDOW)
_GLOBAL_MAX_POOL = LayerEntry("pooling", N_("GlobalMaxPool"))
_GLOBAL_AVERAGE_POOL = LayerEntry("pooling", N_("GlobalAvgPool"))
_ADAPTIVE_MAX_POOL = LayerEntry("pooling", "AdaptiveMaxPool", "", (("output_size", N_("Output size")),))
_ADAPTIVE_AVERAGE_POOL = LayerEntry("pooling", "AdaptiveAvgPool", "", (("output_size", N_("Output size")),))
_UNITS: Shown = (("units", N_("#Units")), *_ACTIVATION)
_RNN = LayerEntry("recurrent", "RNN", "units", _UNITS)
_LSTM = LayerEntry("recurrent", "LSTM", "units", _UNITS)
_GRU = LayerEntry("recurrent", "GRU", "units", _UNITS)
_VOCABULARY: Shown = (("input_dim", N_("Vocabulary size")), ("output_dim", N_("Dimension")))
_EPSILON: Shown = (("epsilon", N_("Epsilon")),)
_CROP = LayerEntry("reshaping", "Crop", "", (("cropping", N_("Cropping")),))
_PAD = LayerEntry("reshaping", "Pad", "", (("padding", N_("Padding")),))
_UPSAMPLE = LayerEntry("reshaping", "UpSample", "", (("size", N_("Size")),))
_MODEL = LayerEntry("model", N_("Model"))
_LOOKUP = LayerEntry("preprocessing", "Lookup", "", (("output_mode", N_("Output mode")),))
_HEIGHT_WIDTH: Shown = (("height", N_("Height")), ("width", N_("Width")))
_MEL: Shown = tuple(
    (key, source_label(key)) for key in ("num_mel_bins", "sampling_rate", "fft_length", "sequence_stride", "max_freq")
)


def _merge(word: str, shown: Shown = ()) -> LayerEntry:
    return LayerEntry("merging", word, "", shown)


def _prepare(word: str, *keys: str) -> LayerEntry:
    """Return the entry of a layer that prepares data: its keys read well as they are, its type says nothing."""
    return LayerEntry("preprocessing", word, "", tuple((key, source_label(key)) for key in keys), hidden=("dtype",))


LAYERS: dict[str, LayerEntry] = {
    "InputLayer": LayerEntry("input", N_("Input")),
    "Dense": LayerEntry("dense", "Dense", "units", (("units", N_("#Neurons")), *_ACTIVATION)),
    "EinsumDense": LayerEntry(
        "dense", "EinsumDense", "", (("equation", N_("Equation")), ("output_shape", N_("Output shape")), *_ACTIVATION)
    ),
    "Embedding": LayerEntry("embedding", "Embedding", "output_dim", _VOCABULARY),
    "ReversibleEmbedding": LayerEntry("embedding", "Embedding", "output_dim", _VOCABULARY),
    "Conv1D": _CONV,
    "Conv2D": _CONV,
    "Conv3D": _CONV,
    "Conv1DTranspose": _CONV_TRANSPOSE,
    "Conv2DTranspose": _CONV_TRANSPOSE,
    "Conv3DTranspose": _CONV_TRANSPOSE,
    "SeparableConv1D": _CONV_SEPARABLE,
    "SeparableConv2D": _CONV_SEPARABLE,
    "DepthwiseConv1D": _CONV_DEPTHWISE,
    "DepthwiseConv2D": _CONV_DEPTHWISE,
    "MaxPooling1D": _MAX_POOL,
    "MaxPooling2D": _MAX_POOL,
    "MaxPooling3D": _MAX_POOL,
    "AveragePooling1D": _AVERAGE_POOL,
    "AveragePooling2D": _AVERAGE_POOL,
    "AveragePooling3D": _AVERAGE_POOL,
    "GlobalMaxPooling1D": _GLOBAL_MAX_POOL,
    "GlobalMaxPooling2D": _GLOBAL_MAX_POOL,
    "GlobalMaxPooling3D": _GLOBAL_MAX_POOL,
    "GlobalAveragePooling1D": _GLOBAL_AVERAGE_POOL,
    "GlobalAveragePooling2D": _GLOBAL_AVERAGE_POOL,
    "GlobalAveragePooling3D": _GLOBAL_AVERAGE_POOL,
    "AdaptiveMaxPooling1D": _ADAPTIVE_MAX_POOL,
    "AdaptiveMaxPooling2D": _ADAPTIVE_MAX_POOL,
    "AdaptiveMaxPooling3D": _ADAPTIVE_MAX_POOL,
    "AdaptiveAveragePooling1D": _ADAPTIVE_AVERAGE_POOL,
    "AdaptiveAveragePooling2D": _ADAPTIVE_AVERAGE_POOL,
    "AdaptiveAveragePooling3D": _ADAPTIVE_AVERAGE_POOL,
    "SimpleRNN": _RNN,
    "LSTM": _LSTM,
    "GRU": _GRU,
    "SimpleRNNCell": _RNN,
    "LSTMCell": _LSTM,
    "GRUCell": _GRU,
    "ConvLSTM1D": _CONV_LSTM,
    "ConvLSTM2D": _CONV_LSTM,
    "ConvLSTM3D": _CONV_LSTM,
    "RNN": LayerEntry("recurrent", "", "cell", (("cell", N_("Cell")),)),
    "StackedRNNCells": LayerEntry("recurrent", "RNN", "", (("cells", N_("Cells")),)),
    "Bidirectional": LayerEntry("recurrent", "Bi", "layer", (("layer", N_("Layer")),), (("backward_layer", "layer"),)),
    "TimeDistributed": LayerEntry("wrapper", "TimeDistributed ", "layer", (("layer", N_("Layer")),)),
    "Wrapper": LayerEntry("wrapper", "", "layer", (("layer", N_("Layer")),)),
    "SpectralNormalization": LayerEntry("normalization", "", "layer", (("layer", N_("Layer")),)),
    "Lambda": LayerEntry("wrapper", "Lambda", "", (("function", N_("Function")),)),
    "FlaxLayer": LayerEntry("wrapper", "Flax", "", (("module", N_("Module")),)),
    "JaxLayer": LayerEntry("wrapper", "JAX", "", (("call_fn", N_("Function")),)),
    "TFSMLayer": LayerEntry("wrapper", "SavedModel", "", (("filepath", N_("Path")),)),
    "TorchModuleWrapper": LayerEntry("wrapper", "Torch", "", (("module", N_("Module")),)),
    "Sequential": _MODEL,
    "Functional": _MODEL,
    "Model": _MODEL,
    "Attention": LayerEntry("attention", N_("Attention")),
    "AdditiveAttention": LayerEntry("attention", N_("Attention")),
    "MultiHeadAttention": LayerEntry(
        "attention",
        "Attention",
        "num_heads",
        (("num_heads", N_("#Heads")), ("key_dim", N_("Key size"))),
        (("value_dim", "key_dim"),),
    ),
    "GroupedQueryAttention": LayerEntry(
        "attention",
        "Attention",
        "num_query_heads",
        (
            ("num_query_heads", N_("#Query heads")),
            ("num_key_value_heads", N_("#Key–value heads")),
            ("head_dim", N_("Head size")),
        ),
    ),
    "BatchNormalization": LayerEntry("normalization", "BatchNorm", "", (("momentum", N_("Momentum")), *_EPSILON)),
    "LayerNormalization": LayerEntry("normalization", "LayerNorm", "", _EPSILON),
    "GroupNormalization": LayerEntry("normalization", "GroupNorm", "groups", (("groups", N_("#Groups")), *_EPSILON)),
    "RMSNormalization": LayerEntry("normalization", "RMSNorm", "", _EPSILON),
    "UnitNormalization": LayerEntry("normalization", N_("UnitNorm")),
    "Dropout": _DROPOUT,
    "AlphaDropout": _DROPOUT,
    "GaussianDropout": _DROPOUT,
    "SpatialDropout1D": _DROPOUT,
    "SpatialDropout2D": _DROPOUT,
    "SpatialDropout3D": _DROPOUT,
    "GaussianNoise": LayerEntry("regularization", "Noise", "stddev", (("stddev", N_("Standard deviation")),)),
    "ActivityRegularization": LayerEntry(
        "regularization", "ActivityRegularization", "", (("l1", N_("L1")), ("l2", N_("L2")))
    ),
    "Activation": LayerEntry("activation", "Activation", "", _ACTIVATION),
    "ReLU": LayerEntry("activation", N_("ReLU")),
    "LeakyReLU": LayerEntry("activation", "LeakyReLU", "", (("negative_slope", N_("Negative slope")),)),
    "PReLU": LayerEntry("activation", N_("PReLU")),
    "ELU": LayerEntry("activation", "ELU", "", (("alpha", N_("Alpha")),)),
    "Softmax": LayerEntry("activation", N_("Softmax")),
    "Identity": LayerEntry("activation", N_("Identity")),
    "Flatten": LayerEntry("reshaping", N_("Flatten")),
    "Reshape": LayerEntry("reshaping", "Reshape", "", (("target_shape", N_("Target shape")),)),
    "Permute": LayerEntry("reshaping", "Permute", "", (("dims", N_("Axes")),)),
    "RepeatVector": LayerEntry("reshaping", "Repeat", "", (("n", N_("Repetitions")),)),
    "Masking": LayerEntry("reshaping", "Masking", "", (("mask_value", N_("Mask value")),)),
    "Cropping1D": _CROP,
    "Cropping2D": _CROP,
    "Cropping3D": _CROP,
    "ZeroPadding1D": _PAD,
    "ZeroPadding2D": _PAD,
    "ZeroPadding3D": _PAD,
    "UpSampling1D": _UPSAMPLE,
    "UpSampling2D": _UPSAMPLE,
    "UpSampling3D": _UPSAMPLE,
    "Add": _merge("Add"),
    "Average": _merge("Average"),
    "Concatenate": _merge("Concatenate", (("axis", N_("Axis")),)),
    "Dot": _merge("Dot", (("axes", N_("Axes")),)),
    "Maximum": _merge("Maximum"),
    "Minimum": _merge("Minimum"),
    "Multiply": _merge("Multiply"),
    "Subtract": _merge("Subtract"),
    "Rescaling": _prepare("Rescaling", "scale", "offset"),
    "Normalization": LayerEntry("preprocessing", N_("Normalization")),
    "Resizing": LayerEntry("preprocessing", "Resizing", "", _HEIGHT_WIDTH),
    "CenterCrop": LayerEntry("preprocessing", "CenterCrop", "", _HEIGHT_WIDTH),
    # Keras draws a seed of its own where the program gives none.
    "RandomCrop": LayerEntry("preprocessing", "RandomCrop", "", _HEIGHT_WIDTH, hidden=("seed",)),
    "RandomFlip": _prepare("RandomFlip", "mode"),
    "RandomRotation": _prepare("RandomRotation", "factor"),
    "RandomZoom": _prepare("RandomZoom", "height_factor", "width_factor"),
    "RandomTranslation": _prepare("RandomTranslation", "height_factor", "width_factor"),
    "RandomShear": _prepare("RandomShear", "x_factor", "y_factor"),
    "RandomPerspective": _prepare("RandomPerspective", "factor", "scale"),
    "RandomElasticTransform": _prepare("RandomElasticTransform", "factor", "scale"),
    "RandomErasing": _prepare("RandomErasing", "factor", "scale"),
    "RandomBrightness": _prepare("RandomBrightness", "factor"),
    "RandomContrast": _prepare("RandomContrast", "factor"),
    "RandomColorDegeneration": _prepare("RandomColorDegeneration", "factor"),
    "RandomColorJitter": _prepare("RandomColorJitter"),
    "RandomGaussianBlur": _prepare("RandomGaussianBlur", "factor", "kernel_size", "sigma"),
    "RandomGrayscale": _prepare("RandomGrayscale", "factor"),
    "RandomHue": _prepare("RandomHue", "factor"),
    "RandomInvert": _prepare("RandomInvert", "factor"),
    "RandomPosterization": _prepare("RandomPosterization", "factor"),
    "RandomSaturation": _prepare("RandomSaturation", "factor"),
    "RandomSharpness": _prepare("RandomSharpness", "factor"),
    "RandAugment": _prepare("RandAugment", "num_ops", "factor"),
    "AugMix": _prepare("AugMix", "num_chains", "chain_depth", "factor", "alpha"),
    "AutoContrast": _prepare("AutoContrast"),
    "ContrastLimitedAdaptiveHistogramEqualization": _prepare("CLAHE", "clip_limit", "tile_grid_size"),
    "CutMix": _prepare("CutMix", "factor"),
    "MixUp": _prepare("MixUp", "alpha"),
    "Equalization": _prepare("Equalization", "bins"),
    "Solarization": _prepare("Solarization", "addition_factor", "threshold_factor"),
    "MaxNumBoundingBoxes": _prepare("BoundingBoxes", "max_number"),
    "Pipeline": _prepare("Pipeline", "layers"),
    "CategoryEncoding": _prepare("CategoryEncoding", "num_tokens", "output_mode"),
    "Discretization": _prepare("Discretization", "output_mode"),
    "Hashing": _prepare("Hashing", "num_bins", "output_mode"),
    "HashedCrossing": _prepare("HashedCrossing", "num_bins", "output_mode"),
    "StringLookup": _LOOKUP,
    "IntegerLookup": _LOOKUP,
    "TextVectorization": _prepare("TextVectorization", "max_tokens", "output_mode", "output_sequence_length"),
    "MelSpectrogram": LayerEntry("preprocessing", "MelSpectrogram", "", _MEL, (("sequence_length", "fft_length"),)),
    "STFTSpectrogram": _prepare("STFTSpectrogram", "mode", "frame_length"),
}
