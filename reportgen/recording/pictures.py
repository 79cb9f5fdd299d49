"""A few inputs to show: small pictures of eight bits a value, whatever range and size they came in. No framework."""

import io
import math
from typing import Any

import numpy as np

MOST_PICTURES = 50
_LARGEST_SIDE = 64
_SIDES = (6, 4096)
_CHANNELS = (1, 3, 4)
_AXES = 4
_ROWS_READ_FOR_RANGE = 512


def pictures_of(array: Any, shape: tuple[int, ...] | None = None) -> Any:
    """Return `array` seen as pictures `(samples, height, width[, channels])`; None if it holds none.

    `shape` is that of one sample where the data are known to be pictures though they come as rows of numbers.
    """
    if shape is not None and array.ndim == 2 and array.shape[1] == math.prod(shape):
        array = array.reshape(len(array), *shape)
    if array.ndim == _AXES and array.shape[-1] not in _CHANNELS and array.shape[1] in _CHANNELS:
        array = np.moveaxis(array, 1, -1)
    is_plane = array.ndim == _AXES - 1 or (array.ndim == _AXES and array.shape[-1] in _CHANNELS)
    fits = is_plane and array.dtype.kind in "biuf" and all(_SIDES[0] <= side <= _SIDES[1] for side in array.shape[1:3])
    return array if fits else None


def value_range(array: Any) -> tuple[float, float]:
    """Return smallest and largest finite value of evenly spread rows of `array`."""
    rows = array[:: max(1, len(array) // _ROWS_READ_FOR_RANGE)]
    finite = rows[np.isfinite(rows)] if rows.dtype.kind == "f" else rows
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)


@np.errstate(all="ignore")  # NumPy's warnings are the program's
def small_pictures(pictures: Any, low: float, high: float) -> Any:
    """Return `(samples, height, width, channels)` of eight bits, `low` to `high` as 0 to 255, no side above 64."""
    values = pictures.astype(np.float32)
    values = values[..., None] if values.ndim == _AXES - 1 else values
    values = _shrunk(values, math.ceil(max(values.shape[1:3]) / _LARGEST_SIDE))
    scaled = (np.nan_to_num(values, nan=low, posinf=high, neginf=low) - low) / ((high - low) or 1.0)
    return np.round(np.clip(scaled, 0, 1) * 255).astype(np.uint8)


def _shrunk(values: Any, factor: int) -> Any:
    """Average squares of `factor` pixels; what does not fill a square at the right and below is left out."""
    if factor <= 1:
        return values
    count, height, width, channels = values.shape
    rows, columns = height // factor, width // factor
    squares = values[:, : rows * factor, : columns * factor].reshape(count, rows, factor, columns, factor, channels)
    return squares.mean(axis=(2, 4))


def shown_rows(labels: Any, samples: int) -> Any:
    """Return the rows of a few samples: the first of each class in turn, or evenly spread ones without classes."""
    if labels is None:
        return np.unique(np.linspace(0, samples - 1, min(samples, MOST_PICTURES)).astype(np.int64))
    classes = np.unique(labels)[:MOST_PICTURES]
    each = max(1, MOST_PICTURES // len(classes))
    return np.concatenate([np.flatnonzero(labels == value)[:each] for value in classes])


def samples_file(pictures: Any, labels: Any) -> bytes:
    """Return the content of `samples.npz`: `pictures` and, where there are classes, `labels` `(samples,)`."""
    content = io.BytesIO()
    np.savez_compressed(content, pictures=pictures, **({} if labels is None else {"labels": labels}))
    return content.getvalue()
