"""What a model is trained and judged on, described without iterating or consuming any of it."""

import math
import weakref
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import msgspec

from reportgen.recording.arrays import (
    Leaf,
    as_numpy,
    class_counts,
    describe_array,
    fingerprint,
    is_array,
    label_digest,
    labels_of,
    leaves,
)
from reportgen.recording.class_names import names_in
from reportgen.recording.keras.arguments import FitArguments
from reportgen.recording.keras.sources import describe_source, kind_of
from reportgen.recording.loaders import Loaded, loaded_for, loaded_for_source, part_of
from reportgen.records.dataset import Dataset, Role, Split
from reportgen.records.values import Setting

_MOST_REMEMBERED = 32


@dataclass(frozen=True)
class Described:
    """A split, with what is only needed to recognise it: the order of its labels and its `identity`."""

    split: Split
    labels: str | None
    identity: Any


@dataclass(frozen=True)
class FitData:
    """The data of one fit. `whole` is the identity of the training data before a validation split.

    `memory` is where they lie, of `trained_rows` rows that are trained on: a part of them is none of the test data.
    `class_names` are those that the data carry.
    """

    training: Described
    validation: Described | None
    whole: Any
    memory: "Memory | None" = None
    trained_rows: int | None = None
    class_names: tuple[str, ...] = ()

    def role_of(self, x: Any, y: Any) -> Role:
        """Return which data `x` and `y` are: the training data, the validation data, or else test data."""
        identity = identity_of(x, y)
        if identity is not None and self.validation is not None and identity == self.validation.identity:
            return "validation"
        if identity is not None and identity in (self.training.identity, self.whole):
            return "training"
        row = self.memory.first_row(x) if self.memory else None
        if row is None:
            return "test"
        return "validation" if self.trained_rows is not None and row >= self.trained_rows else "training"


@dataclass(frozen=True)
class Memory:
    """Where the rows of an array lie, as long as the array that `owner` refers to, which holds them, lives."""

    owner: Any
    start: int
    row_bytes: int
    rows: int

    @classmethod
    def of(cls, x: Any) -> "Memory | None":
        """Return where `x` lies; None unless it is one array of NumPy's, row after row."""
        found = list(leaves(x))
        array: Any = found[0].value if len(found) == 1 else None
        if type(array).__module__ != "numpy" or not array.ndim or not len(array) or not array.flags.c_contiguous:
            return None
        owner = array
        while type(owner.base) is type(array):
            owner = owner.base
        start = array.__array_interface__["data"][0]
        return cls(weakref.ref(owner), start, array.nbytes // len(array), len(array))

    def first_row(self, x: Any) -> int | None:
        """Return the row of this array that `x` begins with, if `x` is a part of it."""
        part = Memory.of(x)
        if part is None or self.owner() is None or part.row_bytes != self.row_bytes or not self.row_bytes:
            return None
        row, odd = divmod(part.start - self.start, self.row_bytes)
        return row if not odd and 0 <= row < self.rows else None


def describe_fit_data(arguments: FitArguments, regression: bool, classes: bool) -> FitData | None:
    """Describe training and validation data of a fit; None where nothing is known of them."""
    values = arguments.values
    x, y = values.get("x"), values.get("y")
    if x is None:
        return None
    share, own = values.get("validation_split"), values.get("validation_data")
    reader = _Reader(regression, classes)
    if share and own is None and kind_of(x) == "arrays":
        return reader.divided(x, y, float(share))
    training = reader.described("training", x, y)
    validation = reader.described("validation", *_pair(own)) if own is not None else None
    memory = Memory.of(x) if kind_of(x) == "arrays" else None
    names = names_in(x) if kind_of(x) != "arrays" else ()
    return FitData(training, validation, training.identity, memory, class_names=names)


def _pair(validation_data: Any) -> tuple[Any, Any]:
    """Return inputs and targets of `validation_data`: `(x, y[, weights])`, or a source of its own."""
    if isinstance(validation_data, list | tuple):
        return validation_data[0], validation_data[1] if len(validation_data) > 1 else None
    return validation_data, None


def dataset_of(data: FitData | None, name: str | None, class_names: tuple[str, ...] = ()) -> Dataset | None:
    """Return the data set of a fit: `name` if given, else that of the loader the data seem to come from.

    `class_names` are those that the program gave, which count more than those that the data carry.
    """
    if data is None:
        given = Setting(value=name, origin="set") if name else None
        return Dataset(name=given, class_names=class_names) if given or class_names else None
    training = data.training.split
    loaded = _loaded(training)
    chosen = Setting(value=name, origin="set") if name else None
    if loaded is not None and chosen is None:
        chosen = Setting(value=loaded.name, origin="inferred")
    described = filter(None, (data.training, data.validation))
    return Dataset(
        name=chosen,
        loader=loaded.loader if loaded else None,
        splits=tuple(_with_part(item, loaded) for item in described),
        class_names=class_names or data.class_names,
    )


def _loaded(split: Split) -> Loaded | None:
    if split.kind == "arrays" or len(split.inputs) != 1:
        return loaded_for(split.samples, split.class_counts)
    sizes = split.inputs[0].shape[1:]
    return loaded_for_source(split.samples, None if None in sizes else math.prod(size or 1 for size in sizes))


def _with_part(described: Described, loaded: Loaded | None) -> Split:
    split = described.split
    part = part_of(loaded, split.samples, split.class_counts, described.labels) if loaded else None
    if part is None:
        return split
    return msgspec.structs.replace(split, loader_split=Setting(value=part, origin="inferred"))


def test_split(x: Any, y: Any, regression: bool, classes: bool, known: Dataset | None) -> Split:
    """Describe the data of an evaluation as the test split of the data set `known`."""
    described = _Reader(regression, classes).described("test", x, y)
    counts = described.split.class_counts
    loaded = loaded_for(described.split.samples, counts)
    same = loaded if loaded and known and loaded.loader == known.loader else None
    return _with_part(described, same)


def identity_of(x: Any, y: Any) -> Any:
    """Return what the same data would give again: a hash of arrays, a weak reference to anything else."""
    found = fingerprint({"x": x, "y": y})
    if found is not None:
        return found
    try:
        return weakref.ref(x)
    except TypeError:
        return None


@dataclass(frozen=True)
class _Reader:
    """Reads data, targets as classes or not: `regression` says never, `classes` says floats too."""

    regression: bool
    classes: bool

    def divided(self, x: Any, y: Any, share: float) -> FitData:
        """Describe the two parts of a validation split as Keras cuts them (array_slicing.train_validation_split)."""
        samples = next(int(leaf.value.shape[0]) for leaf in leaves(x))
        cut = math.floor(samples * (1.0 - share))
        training = self.described("training", x, y, slice(0, cut))
        validation = self.described("validation", x, y, slice(cut, samples))
        return FitData(training, validation, identity_of(x, y), Memory.of(x), cut)

    def described(self, role: Role, x: Any, y: Any, rows: slice | None = None) -> Described:
        """Describe the data of one role; arrays described before are remembered."""
        kind = kind_of(x)
        if kind != "arrays":
            return Described(_source_split(role, kind, x), None, identity_of(x, y))
        key = (self.regression, self.classes, None if rows is None else (rows.start, rows.stop))
        known = _memory.recall((x, y), key)
        if known is None:
            known = self._arrays(role, x, y, rows)
            _memory.keep((x, y), key, known)
        return in_role(known, role)

    def _arrays(self, role: Role, x: Any, y: Any, rows: slice | None) -> Described:
        inputs, targets = _cut(x, rows), _cut(y, rows)
        arrays = tuple(describe_array(leaf) for leaf in inputs)
        labels = self._labels(targets)
        split = Split(
            role=role,
            samples=arrays[0].shape[0] if arrays and arrays[0].shape else None,
            inputs=arrays,
            targets=tuple(describe_array(leaf) for leaf in targets),
            class_counts=class_counts(labels, _one_hot_classes(targets)),
        )
        cut = {"x": _by_name(inputs), "y": _by_name(targets)} if rows is not None else {"x": x, "y": y}
        return Described(split, label_digest(labels), fingerprint(cut))

    def _labels(self, targets: list[Leaf]) -> Any:
        """Return the class of each sample, for one array of targets that are classes."""
        # Rows of a single one are classes even where a model learns them by their distance.
        if len(targets) != 1 or (self.regression and _one_hot_classes(targets) is None):
            return None
        return labels_of(targets[0].value, integral_floats=self.classes)


def _one_hot_classes(targets: list[Leaf]) -> int | None:
    shape = tuple(targets[0].value.shape) if len(targets) == 1 else ()
    return int(shape[-1]) if len(shape) == 2 and shape[-1] > 1 else None


def _by_name(cut: list[Leaf]) -> Any:
    """Return cut leaves in the structure their fingerprint has when they are passed by themselves."""
    if any(leaf.name for leaf in cut):
        return {leaf.name: leaf.value for leaf in cut}
    return [leaf.value for leaf in cut]


def _cut(data: Any, rows: slice | None) -> list[Leaf]:
    found = [leaf for leaf in leaves(data) if is_array(leaf.value)]
    if rows is None:
        return found
    arrays = [(leaf, as_numpy(leaf.value)) for leaf in found]
    return [Leaf(leaf.name, array[rows]) for leaf, array in arrays if array is not None]


def in_role(known: Described, role: Role) -> Described:
    """Return `known` with its split in another role: the same arrays may serve as validation and as test data."""
    return Described(msgspec.structs.replace(known.split, role=role), known.labels, known.identity)


def _source_split(role: Role, kind: str, x: Any) -> Split:
    source = describe_source(x)
    return Split(role=role, samples=source.samples, kind=kind, inputs=source.inputs, targets=source.targets)


class _Memory:
    """Descriptions of arrays seen before, as long as the arrays live and a look at them finds them unchanged."""

    def __init__(self) -> None:
        self._known: OrderedDict[Any, tuple[list[Any], str | None, Described]] = OrderedDict()

    def recall(self, data: tuple[Any, Any], key: Any) -> Described | None:
        """Return what was kept for these very arrays."""
        values = [leaf.value for leaf in leaves(data)]
        references, look, described = self._known.get((key, *map(id, values)), ([], None, None))
        same = described is not None and all(ref() is value for ref, value in zip(references, values, strict=True))
        return described if same and look == fingerprint(list(data)) else None

    def keep(self, data: tuple[Any, Any], key: Any, described: Described) -> None:
        """Keep the description of these arrays; not of arrays that cannot be referred to weakly."""
        values = [leaf.value for leaf in leaves(data)]
        try:
            references = [weakref.ref(value) for value in values]
        except TypeError:
            return
        self._known[(key, *map(id, values))] = (references, fingerprint(list(data)), described)
        while len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)


_memory = _Memory()
