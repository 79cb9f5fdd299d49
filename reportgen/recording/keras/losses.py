"""Which losses and metrics a model was compiled with, under one name each however they were given."""

import functools
import inspect
from collections import Counter
from collections.abc import Iterator
from typing import Any

import keras
import msgspec

from reportgen.recording.keras.values import attributes_of, config_of, defaults_of, readable, settings_of
from reportgen.records.training import Component, Training
from reportgen.records.values import Setting

_REGRESSION = ("squarederror", "absoluteerror", "percentageerror", "logarithmicerror", "logcosh", "huber", "poisson")
_LEFT_OUT = frozenset({"dtype", "fn"})


def describe_losses(model: Any) -> tuple[Component, ...]:
    """Describe every loss of `model`, with output and weight where there are several."""
    # Keras resolves strings such as "crossentropy" when the model is built and keeps the result only here.
    resolved = getattr(getattr(model, "_compile_loss", None), "_flat_losses", None)
    if resolved:
        return tuple(_loss(entry, len(resolved) > 1) for entry in resolved)
    return tuple(_component(loss, keras.losses) for loss in _flat(getattr(model, "loss", None)))


def _loss(entry: Any, named: bool) -> Component:
    output = str(entry.name) if named and entry.name is not None else None
    weight = None if entry.loss_weights is None else float(entry.loss_weights)
    return _component(entry.loss, keras.losses, output=output, weight=weight)


def _flat(loss: Any) -> Iterator[Any]:
    if isinstance(loss, dict):
        loss = list(loss.values())
    if isinstance(loss, list | tuple):
        for item in loss:
            yield from _flat(item)
    elif loss is not None:
        yield loss


def describe_metrics(model: Any) -> tuple[Component, ...]:
    """Describe every metric that `model` was compiled with or added itself, without the trackers of its losses."""
    return tuple(
        msgspec.structs.replace(_component(metric, keras.metrics, output=output), name=name)
        for output, name, metric in _metrics(model)
    )


def _metrics(model: Any) -> Iterator[tuple[str | None, str, Any]]:
    """Yield output, logged name and object of each metric."""
    trackers = {id(getattr(model, "_loss_tracker", None))}
    trackers |= {id(metric) for metric in getattr(getattr(model, "_compile_loss", None), "metrics", ())}
    for metric in model.metrics:
        if id(metric) in trackers:
            continue
        if type(metric).__name__ == "CompileMetrics":
            yield from _compiled_metrics(metric)
        else:
            yield None, str(metric.name), metric


def _compiled_metrics(metrics: Any) -> Iterator[tuple[str | None, str, Any]]:
    """Yield the metrics of `compile`, named as keras/src/trainers/compile_utils.py (CompileMetrics.result) names them.

    Only this list of Keras's knows which output a metric belongs to.
    """
    times: Counter[tuple[str | None, str]] = Counter()
    for kind in ("metrics", "weighted_metrics"):
        for entry in filter(None, getattr(metrics, f"_flat_{kind}", None) or ()):
            for metric in entry.metrics:
                output, name = entry.output_name, str(metric.name)
                if kind == "weighted_metrics" and times[output, name]:
                    name = f"weighted_{name}"
                number = times[output, name]
                times[output, name] += 1
                yield output, f"{name}_{number}" if number else name, metric


def _component(thing: Any, home: Any, output: str | None = None, weight: float | None = None) -> Component:
    """Describe a loss or metric given as an object, a function or a string."""
    function = _wrapped(thing) if _is_wrapper(thing) else thing if inspect.isroutine(thing) else None
    name = str(getattr(thing, "name", "") or "")
    if isinstance(thing, str) or function is not None:
        spelled = thing if isinstance(thing, str) else str(getattr(function, "__name__", type(function).__name__))
        # A function of the program's own may be called "dice", too.
        is_keras = function is None or str(getattr(function, "__module__", "")).startswith("keras.")
        cls = _classes(home).get(_key(spelled)) if is_keras else None
        kind, module = (cls.__name__, cls.__module__) if cls else (spelled, getattr(function, "__module__", "") or "")
        settings = _own_settings(thing, cls) if cls else {}
    else:
        kind, module = type(thing).__name__, type(thing).__module__
        settings = settings_of(_unlisted(thing) | config_of(thing), type(thing), _LEFT_OUT)
    return Component(type=kind, module=module, name=name, output=output, weight=weight, settings=settings)


def _is_wrapper(thing: Any) -> bool:
    return type(thing).__name__ in ("LossFunctionWrapper", "MeanMetricWrapper")


def _unlisted(thing: Any) -> dict[str, Any]:
    """Return arguments that `get_config` may leave out: `delta` of Huber (Keras 3.15), those of a program's class."""
    cls: Any = type(thing)
    if not cls.__module__.startswith("keras."):
        return attributes_of(thing)
    return {name: value for name, value in getattr(thing, "_fn_kwargs", {}).items() if name in defaults_of(cls)}


def _wrapped(thing: Any) -> Any:
    """Return the function in a wrapper of Keras's: losses hold it as `fn`, metrics as `_fn`."""
    return getattr(thing, "fn", None) or getattr(thing, "_fn", None)


def _own_settings(thing: Any, cls: type) -> dict[str, Setting]:
    """Return the settings of a loss given by its function: the class's defaults, but the reduction in force."""
    known = {key: readable(value) for key, value in defaults_of(cls).items() if key not in _LEFT_OUT | {"name"}}
    if "reduction" in known and hasattr(thing, "reduction"):
        known["reduction"] = thing.reduction
    return {key: Setting(value=value, origin="default") for key, value in known.items()}


def _key(name: str) -> str:
    return name.replace("_", "").lower()


@functools.cache
def _classes(home: Any) -> dict[str, type]:
    """Return the classes of `keras.losses` or `keras.metrics` by the spelling of their functions and abbreviations."""
    classes = {_key(name): item for name, item in vars(home).items() if inspect.isclass(item)}
    for short, long in {"mse": "MeanSquaredError", "mae": "MeanAbsoluteError", "bce": "BinaryCrossentropy"}.items():
        classes[short] = classes[_key(long)]
    classes |= {"mape": classes["meanabsolutepercentageerror"], "msle": classes["meansquaredlogarithmicerror"]}
    return classes | {"kld": classes["kldivergence"]}


def is_regression(losses: tuple[Component, ...]) -> bool:
    """Return True if every loss measures the distance of numbers, so that integral targets are no classes."""
    return bool(losses) and all(any(word in _key(loss.type) for word in _REGRESSION) for loss in losses)


def takes_classes(losses: tuple[Component, ...]) -> bool:
    """Return True if a loss compares classes, so that targets 0.0, 1.0, 2.0 are classes."""
    return any("crossentropy" in _key(loss.type) or "hinge" in _key(loss.type) for loss in losses)


def target_kinds(training: Training | None) -> tuple[bool, bool]:
    """Return whether the targets are numbers, and whether they are classes, as the losses of a training tell."""
    losses = training.losses if training else ()
    return is_regression(losses), takes_classes(losses)
