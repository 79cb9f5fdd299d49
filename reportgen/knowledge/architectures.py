"""An architecture in a few words: "Conv 32-64 · Dense 128-10", the name of a model that nobody named."""

from itertools import groupby

from reportgen.knowledge.layers import LAYERS
from reportgen.knowledge.wording import text_of
from reportgen.records.model import Layer, Model

_LONGEST = 60

# What a short description leaves out: it does not change what kind of network this is.
_SILENT = {"input", "pooling", "reshaping", "activation", "regularization", "normalization", "preprocessing"}


def architecture_words(model: Model) -> str:
    """Return the layers that learn, with their sizes, equal neighbours joined; at most 60 characters."""
    layers = [layer for layer in model.layers if layer.depth == 0]
    learning = [layer for layer in layers if _kind(layer) not in _SILENT] or layers
    groups = groupby(((_word(layer), _size(layer)) for layer in learning), key=lambda pair: pair[0])
    text = " · ".join(_join(word, [size for _, size in pairs]) for word, pairs in groups)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip(' ·-')}…"


def _kind(layer: Layer) -> str:
    entry = LAYERS.get(layer.type)
    return entry.kind if entry else "pooling" if "Pooling" in layer.type else "other"


def _word(layer: Layer) -> str:
    entry = LAYERS.get(layer.type)
    if entry:
        return entry.word
    return layer.name if layer.type in ("Sequential", "Functional", "Model") else layer.type


def _size(layer: Layer) -> str:
    entry = LAYERS.get(layer.type)
    setting = layer.config.get(entry.size) if entry else None
    return text_of(setting.value) if setting and setting.value is not None else ""


def _join(word: str, sizes: list[str]) -> str:
    """Join sizes as 32-64, repeated ones as 512×5."""
    runs = [(size, len(list(items))) for size, items in groupby(sizes)]
    if runs == [("", 1)]:
        return word
    parts = [size if times == 1 else f"{size}×{times}" for size, times in runs]
    return f"{word} {'-'.join(parts)}"
