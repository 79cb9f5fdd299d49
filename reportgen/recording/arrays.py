"""What arrays are: shape, type, range, classes, and a fingerprint to know them again. Never keeps the data.

Takes what a framework takes as inputs and targets: NumPy arrays, tensors, pandas frames, and lists,
tuples and dictionaries of them. Everything is read, nothing is iterated or changed.
"""

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportgen.records.dataset import Array, Column

MOST_CLASSES = 1000
_MOST_ELEMENTS = 50_000_000
_SAMPLE_BYTES = 262_144
_SAMPLE_ROWS = 64
_LARGEST_LABEL = 100_000
_TABLE_AXES = 2
_MOST_COLUMNS = 40
_MOST_TABLE_ELEMENTS = 1_000_000


@dataclass(frozen=True)
class Leaf:
    """One array of a structure; `name` is its key or empty."""

    name: str
    value: Any


def leaves(data: Any, name: str = "") -> Iterator[Leaf]:
    """Yield the arrays in `data`, dictionaries in the order of their keys, as Keras flattens them."""
    if data is None:
        return
    if isinstance(data, dict):
        for key in sorted(data):
            yield from leaves(data[key], str(key))
    elif isinstance(data, list | tuple):
        for item in data:
            yield from leaves(item, name)
    else:
        yield Leaf(name, data)


def is_array(value: Any) -> bool:
    """Return True for anything with a shape and a type: an array, a tensor, a pandas frame or series."""
    return hasattr(value, "shape") and (hasattr(value, "dtype") or hasattr(value, "dtypes"))


def samples_of(data: Any) -> int | None:
    """Return the length of the first axis of the arrays in `data`; None where there are none."""
    for leaf in leaves(data):
        if is_array(leaf.value) and len(leaf.value.shape) > 0:
            size = leaf.value.shape[0]
            return None if size is None else int(size)
    return None


def as_numpy(value: Any) -> Any:
    """Return `value` as a NumPy array, itself where it is one; None where it cannot be one (sparse, ragged)."""
    import numpy as np

    if isinstance(value, np.ndarray):
        return value
    try:
        array = np.asarray(value)
    except Exception:
        return None
    return None if array.dtype == object or array.shape != tuple(value.shape) else array


def describe_array(leaf: Leaf) -> Array:
    """Describe one array: shape `(samples, …)`, type and range of its values."""
    import numpy as np

    value = leaf.value
    array = as_numpy(value)
    shape = tuple(None if size is None else int(size) for size in value.shape)
    dtype = value.dtype if hasattr(value, "dtype") else getattr(array, "dtype", "mixed")
    described = Array(name=leaf.name, shape=shape, dtype=_dtype_name(dtype))
    if array is None or array.dtype.kind not in "biuf" or array.size == 0:
        return described
    with np.errstate(all="ignore"):  # NumPy's warnings are the program's, and it may have turned them into exceptions
        return _with_columns(_with_range(described, array), value, array)


def _dtype_name(dtype: Any) -> str:
    if getattr(dtype, "kind", "") in ("U", "S", "T"):
        return "str"
    return str(getattr(dtype, "name", dtype)).removeprefix("torch.")


def _with_range(described: Array, array: Any) -> Array:
    """Add smallest and largest value, of evenly spread rows where reading all would take long."""
    import msgspec

    looked_at = array
    if array.size > _MOST_ELEMENTS:
        looked_at = array[:: math.ceil(array.size / _MOST_ELEMENTS)]
    return msgspec.structs.replace(
        described,
        minimum=float(looked_at.min()),
        maximum=float(looked_at.max()),
        range_elements=None if looked_at is array else int(looked_at.size),
    )


def _with_columns(described: Array, value: Any, array: Any) -> Array:
    """Add the statistics of the columns of a table of numbers; a row of many numbers is no table."""
    import msgspec

    if array.ndim != _TABLE_AXES or not 1 < array.shape[1] <= _MOST_COLUMNS or array.size > _MOST_TABLE_ELEMENTS:
        return described
    names = [str(name) for name in getattr(value, "columns", range(1, array.shape[1] + 1))]
    columns = tuple(_column(name, array[:, place]) for place, name in enumerate(names))
    return msgspec.structs.replace(described, columns=columns)


def _column(name: str, values: Any) -> Column:
    import numpy as np

    finite = values[np.isfinite(values)].astype(np.float64)
    if not len(finite):
        return Column(name=name, mean="NaN", standard_deviation="NaN", minimum="NaN", maximum="NaN")
    # The whole table is a million numbers at most: sorting one column of it takes milliseconds.
    low, median, high = (float(value) for value in np.percentile(finite, (25, 50, 75)))
    return Column(
        name=name,
        mean=float(finite.mean()),
        standard_deviation=float(finite.std(ddof=1)) if len(finite) > 1 else 0.0,
        minimum=float(finite.min()),
        maximum=float(finite.max()),
        quartile_1=low,
        median=median,
        quartile_3=high,
    )


def labels_of(targets: Any, integral_floats: bool) -> Any:
    """Return the class of each sample as a 1-D integer array; None where the targets are no classes.

    Integers `(samples,)` or `(samples, 1)` and one-hot rows `(samples, classes)` are classes; floats with
    integral values only with `integral_floats`, which the loss decides.
    """
    import numpy as np

    array = as_numpy(targets)
    if array is None or array.size == 0 or array.size > _MOST_ELEMENTS or array.dtype.kind not in "biuf":
        return None
    if array.ndim == 2 and 1 < array.shape[1] <= MOST_CLASSES:
        is_one_hot = ((array == 0) | (array == 1)).all() and (array.sum(axis=1) == 1).all()
        return array.argmax(axis=1) if is_one_hot else None
    if array.ndim != 1 and not (array.ndim == 2 and array.shape[1] == 1):
        return None
    flat = array.reshape(-1)
    if flat.dtype.kind == "f" and not (integral_floats and np.array_equal(flat, np.rint(flat))):
        return None
    return flat.astype(np.int64, copy=False)


def class_counts(labels: Any, classes: int | None = None) -> dict[str, int] | None:
    """Count the samples of each class; None above a thousand classes. `classes` keeps empty ones up to that number."""
    import numpy as np

    if labels is None:
        return None
    if labels.min() >= 0 and labels.max() <= _LARGEST_LABEL:
        counts = np.bincount(labels, minlength=classes or 0)
        present = range(len(counts)) if classes else np.flatnonzero(counts)
        values, numbers = [int(value) for value in present], [int(counts[value]) for value in present]
    else:
        found, found_counts = np.unique(labels, return_counts=True)
        values, numbers = [int(value) for value in found], [int(count) for count in found_counts]
    return (
        {str(value): number for value, number in zip(values, numbers, strict=True)}
        if len(values) <= MOST_CLASSES
        else None
    )


def label_digest(labels: Any) -> str | None:
    """Return a hash of the labels in their order; None where there are none."""
    import numpy as np

    return None if labels is None else hashlib.sha256(labels.astype(np.int64, copy=False).tobytes()).hexdigest()[:16]


def fingerprint(data: Any) -> str | None:
    """Return a hash of shapes, types and evenly spread rows of the arrays in `data`; None if it is not arrays.

    It looks at a quarter of a megabyte at most, which tells two data sets apart but proves nothing more.
    """
    import numpy as np

    digest = hashlib.sha256()
    seen = False
    for leaf in leaves(data):
        array = as_numpy(leaf.value) if is_array(leaf.value) else None
        if array is None or array.ndim == 0:
            return None
        row_bytes = max(1, array.nbytes // max(1, len(array)))
        rows = max(2, min(_SAMPLE_ROWS, _SAMPLE_BYTES // row_bytes))
        chosen = np.unique(np.linspace(0, max(0, len(array) - 1), rows).astype(np.int64))
        digest.update(f"{leaf.name} {array.shape} {array.dtype}".encode())
        digest.update(np.ascontiguousarray(array[chosen]).tobytes() if len(array) else b"")
        seen = True
    return digest.hexdigest()[:16] if seen else None
