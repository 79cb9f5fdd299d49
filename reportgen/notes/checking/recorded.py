"""What the records say of a metric of a run: every value that a number in the notes may rightly be."""

import math
from collections.abc import Iterator, Sequence

import msgspec

from reportgen.notes.named_runs import NamedRun
from reportgen.notes.quantities import Quantity
from reportgen.records.values import as_float

# What somebody means who names no data comes first.
_PARTS = ("test", "validation", "training")
_BY_PART = {"accuracy": "accuracy", "accuracy or precision": "accuracy", "error": "accuracy", "loss": "loss"}
_ALONE: dict[str, tuple[str, ...]] = {
    "accuracy or precision": ("precision",),
    "f1": ("f1",),
    "recall": ("recall",),
    "mean_absolute_error": ("mean_absolute_error",),
    "root_mean_squared_error": ("root_mean_squared_error",),
    "parameters": ("parameters", "trainable_parameters"),
    "epochs": ("epochs", "epochs_asked_for", "best_epoch", "kept_epoch"),
    "batch_size": ("batch_size",),
    "learning_rate": ("learning_rate",),
}


class Recorded(msgspec.Struct, frozen=True):
    """A value that was recorded, as the notes name it and as the pages print it.

    `place` counts from 0 among the values that a metric has in a run: what its name alone stands for comes first.
    """

    number: float
    shown: str
    expression: str
    place: int


def recorded_values(run: NamedRun, metric: str, parts: Sequence[str]) -> Iterator[Recorded]:
    """Yield what a report prints of `metric` of `run`, of these parts of the data, or of all where none is named."""
    names = [f"{part}_{_BY_PART[metric]}" for part in parts or _PARTS] if metric in _BY_PART else []
    for place, name in enumerate((*names, *_ALONE.get(metric, ()))):
        found = run.get(name)
        if isinstance(found, Quantity):
            expression = f"run({run.numbered.number}).{name}"
            if metric == "error":
                yield Recorded(1 - found.number, str(1 - found), f"1 - {expression}", place)
            else:
                yield Recorded(found.number, str(found), expression, place)


def values_on_the_way(run: NamedRun, metric: str, parts: Sequence[str]) -> Iterator[float]:
    """Yield what the epochs of `run` logged of `metric`."""
    epochs = run.numbered.stored.epochs
    if metric == "learning_rate":
        yield from (as_float(epoch.learning_rate) for epoch in epochs if epoch.learning_rate is not None)
    key = run.numbered.outcome.accuracy_key if _BY_PART.get(metric) == "accuracy" else "loss"
    if metric not in _BY_PART or key is None:
        return
    wanted = parts or _PARTS
    logged = [key] * ("training" in wanted) + [f"val_{key}"] * ("test" in wanted or "validation" in wanted)
    for epoch in epochs:
        for name in logged:
            if name in epoch.metrics:
                value = as_float(epoch.metrics[name])
                yield 1 - value if metric == "error" else value


def best_on_the_way(run: NamedRun, metric: str, parts: Sequence[str]) -> Iterator[float]:
    """Yield the best that an epoch of `run` logged on each part of the data: what people call the best accuracy."""
    for part in parts or _PARTS:
        values = [value for value in values_on_the_way(run, metric, (part,)) if math.isfinite(value)]
        if values:
            yield min(values) if metric in ("loss", "error") else max(values)


def layer_parameters(run: NamedRun) -> Iterator[float]:
    """Yield the number of parameters of each layer of `run`."""
    model = run.numbered.stored.run.model
    yield from (layer.parameters for layer in (model.layers if model else ()) if layer.parameters is not None)
