"""What a source of batches says of itself: samples, size of a batch, specification. Nothing is iterated or consumed.

Takes the `x` of `fit` that is no arrays: a tf.data.Dataset, a PyDataset, a torch.DataLoader, a generator.
"""

from dataclasses import dataclass
from typing import Any

import keras

from reportgen.recording.arrays import is_array, leaves
from reportgen.recording.keras.tf_datasets import samples_and_batch_size
from reportgen.records.dataset import Array


@dataclass(frozen=True)
class Source:
    """`samples` are those of one pass; `is_chosen` if the source says who chose its batch size: the program."""

    samples: int | None = None
    batch_size: int | None = None
    is_chosen: bool = False
    inputs: tuple[Array, ...] = ()
    targets: tuple[Array, ...] = ()
    weighs_samples: bool = False


def kind_of(x: Any) -> str:
    """Return what the data come as: "arrays", "tf.data.Dataset", "PyDataset", "torch.DataLoader", "generator"."""
    module = type(x).__module__
    if hasattr(x, "element_spec") and module.startswith("tensorflow"):
        return "tf.data.Dataset"
    if isinstance(x, keras.utils.PyDataset):
        return "PyDataset"
    if module.startswith("torch.utils.data"):
        return "torch.DataLoader"
    if hasattr(x, "__next__"):
        return "generator"
    return "arrays" if all(is_array(leaf.value) for leaf in leaves(x)) else type(x).__name__


def describe_source(x: Any) -> Source:
    """Describe a source by what it says of itself; all unknown for one that says nothing."""
    kind = kind_of(x)
    if kind == "tf.data.Dataset":
        return _tf_dataset(x)
    if kind == "PyDataset":
        return Source(samples=_samples_of_pictures(x), batch_size=_size(getattr(x, "batch_size", None)))
    if kind == "torch.DataLoader":
        samples = len(x.dataset) if hasattr(getattr(x, "dataset", None), "__len__") else None
        return Source(samples=samples, batch_size=_size(getattr(x, "batch_size", None)), is_chosen=True)
    return Source()


def _tf_dataset(x: Any) -> Source:
    spec = x.element_spec
    parts = spec if isinstance(spec, tuple) else (spec,)
    samples, batch_size = samples_and_batch_size(x)
    return Source(
        samples=samples,
        batch_size=batch_size,
        inputs=_specified(parts[0]),
        targets=_specified(parts[1]) if len(parts) > 1 else (),
        weighs_samples=len(parts) > 2,
    )


def _samples_of_pictures(x: Any) -> int | None:
    """Return the samples of Keras's own iterators over pictures, which keep them as `n`."""
    return _size(getattr(x, "n", None)) if type(x).__module__.startswith("keras.") else None


def _size(value: Any) -> int | None:
    """Return a whole number of at least one, as an attribute of whatever name may hold it; else None."""
    try:
        number = None if isinstance(value, bool | str) else int(value)
    except (TypeError, ValueError):
        return None
    return number if number is not None and number >= 1 and number == value else None


def _specified(spec: Any) -> tuple[Array, ...]:
    found = []
    for leaf in leaves(spec):
        rank = getattr(leaf.value.shape, "rank", None)
        shape = tuple(leaf.value.shape) if rank is not None else ()
        found.append(Array(name=leaf.name, shape=shape, dtype=str(leaf.value.dtype.name)))
    return tuple(found)
