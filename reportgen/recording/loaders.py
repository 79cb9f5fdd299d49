"""The data sets a program loads, noted as it loads them: `keras.datasets.*` and `sklearn.datasets.*`.

Gives the loader a training's data came from, and which of its parts they are. Both are conclusions
from sample and class counts, and tagged so.
"""

import math
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from reportgen.knowledge.datasets import dataset_name
from reportgen.recording.arrays import class_counts, label_digest, labels_of, samples_of
from reportgen.recording.imports import after_import, replace_everywhere
from reportgen.recording.wrapping import observed

_KERAS_LOADERS = (
    "boston_housing",
    "california_housing",
    "cifar10",
    "cifar100",
    "fashion_mnist",
    "imdb",
    "mnist",
    "reuters",
)
_SKLEARN_LOADER = re.compile(r"(load|fetch|make)_\w+")
_SKLEARN_FILES = ("load_files", "load_svmlight_file", "load_svmlight_files", "load_sample_image", "load_sample_images")


@dataclass(frozen=True)
class Part:
    """One part of a loaded data set: its name, its size, the classes of its samples and a hash of their order.

    `extent` counts the values of one sample.
    """

    split: str
    samples: int | None
    class_counts: dict[str, int] | None
    labels: str | None
    extent: int | None = None


@dataclass(frozen=True)
class Loaded:
    """A data set a loader returned. `loader` is the function's module or name, `name` what people call the data."""

    loader: str
    name: str
    parts: tuple[Part, ...]


_loaded: deque[Loaded] = deque(maxlen=16)


def watch_loaders() -> None:
    """Note every later call of a loader of Keras or scikit-learn."""
    for dataset in _KERAS_LOADERS:
        after_import(f"keras.src.datasets.{dataset}", _keras_hook(f"keras.datasets.{dataset}"))
    after_import("sklearn.datasets", _watch_sklearn)


def _keras_hook(loader: str) -> Any:
    def note(_args: tuple[Any, ...], _kwargs: dict[str, Any], result: Any) -> None:
        _note(loader, dataset_name(loader) or loader, result)

    def hook(module: ModuleType) -> None:
        replace_everywhere(module, "load_data", lambda function: observed(function, note))

    return hook


def _watch_sklearn(module: ModuleType) -> None:
    for attribute in list(vars(module)):
        if _SKLEARN_LOADER.fullmatch(attribute) and attribute not in _SKLEARN_FILES:
            replace_everywhere(module, attribute, _sklearn_observer(attribute))


def _sklearn_observer(attribute: str) -> Any:
    def note(args: tuple[Any, ...], kwargs: dict[str, Any], result: Any) -> None:
        loader = f"sklearn.datasets.{attribute}"
        named = _openml_name(args, kwargs) if attribute == "fetch_openml" else dataset_name(loader)
        _note(loader, named or attribute.partition("_")[2].replace("_", " ").capitalize(), result)

    return lambda function: observed(function, note)


def _openml_name(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    return str(next((value for value in (*args[:1], kwargs.get("name")) if value), "OpenML"))


def _note(loader: str, name: str, result: Any) -> None:
    parts = tuple(_part(split, x, y) for split, x, y in _named_parts(result))
    _loaded.append(Loaded(loader, name, parts))


def _named_parts(result: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield (split, inputs, targets) of what a loader returned: Keras's two pairs, a pair, or a bunch."""
    if isinstance(result, tuple) and len(result) == 2:
        if all(isinstance(part, tuple) and len(part) == 2 for part in result):
            yield from (("train", *result[0]), ("test", *result[1]))
        else:
            yield ("all", *result)
    elif isinstance(result, dict):
        yield "all", result.get("data"), result.get("target")


def _part(split: str, x: Any, y: Any) -> Part:
    labels = labels_of(y, integral_floats=False) if hasattr(y, "shape") else None
    shape = getattr(x, "shape", None)
    return Part(
        split, samples_of(x), class_counts(labels), label_digest(labels), math.prod(shape[1:]) if shape else None
    )


def loaded_for(samples: int | None, counts: dict[str, int] | None) -> Loaded | None:
    """Return the loaded data set that data of this size and these classes came from, the latest first.

    A part that equals them is the best match; else they may be a portion of the whole.
    """
    if samples is None:
        return None
    latest = list(reversed(_loaded))
    exact = (data for data in latest if any(_equals(part, samples, counts) for part in data.parts))
    portion = (data for data in latest if _may_hold(data, samples, counts))
    return next(exact, None) or next(portion, None)


def loaded_for_source(samples: int | None, extent: int | None) -> Loaded | None:
    """Return the loaded data set that a source seems to give, of whose classes nothing is known without reading it.

    None unless one data set alone was loaded whose samples are of this `extent`, and holds that many.
    """
    found = [data for data in _loaded if extent is not None and any(part.extent == extent for part in data.parts)]
    if samples is None or len({data.loader for data in found}) != 1:
        return None
    return found[-1] if samples <= sum(part.samples or 0 for part in found[-1].parts) else None


def _equals(part: Part, samples: int, counts: dict[str, int] | None) -> bool:
    return part.samples == samples and _present(part.class_counts) == _present(counts)


def _present(counts: dict[str, int] | None) -> dict[str, int] | None:
    """Return the counts without empty classes, which only one-hot targets know of."""
    return None if counts is None else {label: count for label, count in counts.items() if count}


def _may_hold(data: Loaded, samples: int, counts: dict[str, int] | None) -> bool:
    if samples > sum(part.samples or 0 for part in data.parts):
        return False
    known = [part.class_counts for part in data.parts if part.class_counts is not None]
    if counts is None or not known:
        return counts is None and not known
    return set(_present(counts) or ()) <= {label for part in known for label in part}


def part_of(data: Loaded, samples: int | None, counts: dict[str, int] | None, labels: str | None) -> str | None:
    """Return the name of the part of `data` that these are; None if none equals them, or more than one does."""
    if samples is None:
        return None
    fitting = [part for part in data.parts if _equals(part, samples, counts)]
    if len(fitting) > 1:
        fitting = [part for part in fitting if labels is not None and part.labels == labels]
    return fitting[0].split if len(fitting) == 1 else None
