"""An architecture in one line: "Conv 32-64 · Dense 128-10", the name of a model that nobody named.

Takes a `records.model.Model`, gives at most 60 characters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from reportgen.knowledge.layers import entry_of, kind_of
from reportgen.knowledge.wording import code_of, object_of
from reportgen.records.model import Layer, Model
from reportgen.records.values import Setting

_LONGEST = 60

# What one line leaves out: it does not change what kind of network this is.
_UNSPOKEN = frozenset("input pooling reshaping activation regularization normalization preprocessing merging".split())
_GENERIC_MODELS = ("Sequential", "Functional", "Model")


@dataclass
class _Group:
    """Neighbours of one word: the size of each, and the rates of the dropout among and after them."""

    word: str
    sizes: list[str] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        dropout = _join("Dropout", self.rates) if self.rates else ""
        return " · ".join(filter(None, [_join(self.word, self.sizes), dropout]))


def architecture_words(model: Model, *, dropout: bool = False) -> str:
    """Return the layers that learn, each with its size, neighbours of one kind joined: "Conv 32-64 · Dense 128-10".

    Equal neighbours are counted ("Dense 512×5-10"); a nested model goes by its name. With `dropout`, the rates above 0
    follow the layers among or after which they stand: "Conv 32-64 · Dropout 0.25 · Dense 128-10".
    """
    rows = list(rows_by_name(model.layers))
    spoken = [is_spoken(row, model) for row in rows]
    if not any(spoken):
        spoken = [kind_of(row) != "input" for row in rows]
    groups = _groups(zip(rows, spoken, strict=True), dropout)
    return _cut(" · ".join(str(group) for group in groups) or model.type)


def rows_by_name(layers: Sequence[Layer]) -> Iterator[Layer]:
    """Yield the layers, those of a nested model only if nobody named it."""
    inside_of: int | None = None
    for row, following in zip_longest(layers, layers[1:]):
        if inside_of is not None and row.depth > inside_of:
            continue
        is_nested = following is not None and following.depth > row.depth
        inside_of = row.depth if is_nested and not _is_unnamed(row) else None
        if inside_of is not None or not is_nested:
            yield row


def _is_unnamed(model: Layer) -> bool:
    """Return True for a model that Keras named ("sequential_3") and whose class says nothing either."""
    return model.type in _GENERIC_MODELS and bool(re.fullmatch(r"(sequential|functional|model)(_\d+)?", model.name))


def is_spoken(layer: Layer, model: Model) -> bool:
    """Return True for a layer that learns, or does what its model is about: one that the words name."""
    kind = kind_of(_inner(layer) or layer)
    if kind in ("model", "other", "wrapper"):
        # A lambda or an augmentation learns nothing; before a model is built, nobody knows.
        return layer.parameters > 0 or model.parameters == 0
    return kind not in _UNSPOKEN


def _inner(layer: Layer) -> Layer | None:
    """Return the layer that a wrapper wraps: of Bidirectional its LSTM, of RNN its cell."""
    entry = entry_of(layer)
    setting = layer.config.get(entry.size) if entry else None
    found = object_of(setting.value) if setting else None
    if found is None:
        return None
    name, arguments = found
    return Layer(name="", type=name, config={key: Setting(value=item, origin="set") for key, item in arguments.items()})


def _groups(rows: Iterable[tuple[Layer, bool]], dropout: bool) -> list[_Group]:
    groups: list[_Group] = []
    for row, is_spoken in rows:
        word, size = word_and_size(row)
        if is_spoken and groups and groups[-1].word == word:
            groups[-1].sizes.append(size)
        elif is_spoken:
            groups.append(_Group(word, [size]))
        elif dropout and _drops(row):
            groups = groups or [_Group("")]
            groups[-1].rates.append(size)
    return groups


def _drops(layer: Layer) -> bool:
    entry, rate = entry_of(layer), layer.config.get("rate")
    is_dropout = entry is not None and entry.word == "Dropout"
    return is_dropout and rate is not None and isinstance(rate.value, int | float) and rate.value > 0


def word_and_size(layer: Layer) -> tuple[str, str]:
    """Return the word of a layer and its size as text: ("Dense", "128"), ("BiLSTM", "64"); "" where it has none."""
    entry, inner = entry_of(layer), _inner(layer)
    if entry is None:
        return layer.type, ""
    if inner:
        word, size = word_and_size(inner)
        return entry.word + word, size
    if entry.kind == "model":
        return layer.name, ""
    setting = layer.config.get(entry.size)
    return entry.word.strip() or layer.type, code_of(setting.value) if setting and setting.value is not None else ""


def _join(word: str, sizes: Sequence[str]) -> str:
    """Join sizes as 32-64, repeated ones as 512×5."""
    runs = [(size, len(list(equal))) for size, equal in groupby(sizes)]
    parts = [size if times == 1 else f"{size}×{times}" for size, times in runs]
    return f"{word} {'-'.join(parts)}".strip()


def _cut(text: str) -> str:
    """Cut a long text between two sizes or words, never inside a number."""
    if len(text) <= _LONGEST:
        return text
    ends = [match.start() for match in re.finditer(r" · |-", text) if match.start() <= _LONGEST - 2]
    return f"{text[: ends[-1]]} …" if ends else f"{text[: _LONGEST - 1].rstrip()}…"
