"""How many samples a tf.data.Dataset holds, and in batches of how many: told by the chain of its transformations.

Each transformation keeps the dataset it was made from; `cardinality` is computed without a single element. Imports no
TensorFlow. A transformation that this module does not know ends the search: then nothing is told.
"""

import math
from typing import Any

from reportgen.recording.arrays import leaves

_BATCHING = ("Batch", "ParallelBatch", "PaddedBatch")
# These hand on the elements of the dataset before them: all of them, in whatever order, as often as one likes.
_SAME = ("Prefetch", "Cache", "Shuffle", "Map", "ParallelMap", "Options", "Repeat", "Snapshot", "AssertCardinality")


def samples_and_batch_size(dataset: Any) -> tuple[int | None, int | None]:
    """Return the samples in one pass over the data, repetitions not counted, and the samples of a full batch."""
    try:
        return _told(dataset)
    except Exception:  # what a transformation was made with is private: another TensorFlow may keep it elsewhere
        return None, None


def _told(dataset: Any) -> tuple[int | None, int | None]:
    samples, batch_size = _batched(dataset)
    specified = _specified_batch_size(dataset)
    if specified is None or specified == batch_size:
        return samples, batch_size
    batches = _elements(dataset)
    return (None if batches is None else batches * specified), specified


def _batched(dataset: Any) -> tuple[int | None, int | None]:
    """Return samples and batch size by the last batching in the chain."""
    kind, before = _kind(dataset), getattr(dataset, "_input_dataset", None)
    if kind in _BATCHING:
        size, rows = int(dataset._batch_size), _elements(before)  # noqa: SLF001
        dropped = rows % size if rows is not None and dataset._drop_remainder else 0  # noqa: SLF001
        return (None if rows is None else rows - dropped), size
    if before is None or kind not in (*_SAME, "Take", "Skip"):
        return None, None
    samples, batch_size = _batched(before)
    return (samples, batch_size) if kind in _SAME else (_cut(dataset, before, samples, batch_size), batch_size)


def _cut(dataset: Any, before: Any, samples: int | None, batch_size: int | None) -> int | None:
    """Return the samples that taking or skipping whole batches leaves; None where batches come more than once."""
    if samples is None or batch_size is None or _cardinality(before) != math.ceil(samples / batch_size):
        return None
    count = int(dataset._count)  # noqa: SLF001
    part = samples if count < 0 else min(samples, count * batch_size)  # -1 stands for all
    return part if _kind(dataset) == "Take" else samples - part


def _elements(dataset: Any) -> int | None:
    """Return the number of elements, those of a repeated dataset once; None where only iterating would tell."""
    before = getattr(dataset, "_input_dataset", None)
    return _elements(before) if _kind(dataset) in _SAME and before is not None else _cardinality(dataset)


def _cardinality(dataset: Any) -> int | None:
    """Return the number of elements; None where it is unknown (-2) or infinite (-1)."""
    number = int(dataset.cardinality()) if hasattr(dataset, "cardinality") else -2
    return number if number >= 0 else None


def _specified_batch_size(dataset: Any) -> int | None:
    """Return the size of the first axis where every array has one and the specification fixes it."""
    shapes = [getattr(leaf.value, "shape", None) for leaf in leaves(dataset.element_spec)]
    if not shapes or any(not getattr(shape, "rank", None) for shape in shapes):
        return None
    sizes = {shape[0] for shape in shapes}  # type: ignore[index]
    size = sizes.pop()
    return int(size) if size is not None and not sizes else None


def _kind(dataset: Any) -> str:
    return type(dataset).__name__.strip("_").removesuffix("Dataset")
