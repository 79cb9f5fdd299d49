"""How a model is trained: what `fit` and `compile` were told, and what Keras takes where they were told nothing."""

import inspect
from collections.abc import Iterable, Iterator
from typing import Any

import keras
import msgspec

from reportgen.recording.keras.arguments import FitArguments
from reportgen.recording.keras.distribution import describe_distribution
from reportgen.recording.keras.losses import describe_losses, describe_metrics
from reportgen.recording.keras.optimizer import describe_optimizer, describe_others
from reportgen.recording.keras.sources import describe_source, kind_of
from reportgen.recording.keras.tuning import hyperparameters
from reportgen.recording.keras.values import attributes_of, settings_of
from reportgen.records.training import Component, Training, Validation
from reportgen.records.values import Measurement, Setting

_KERAS_BATCH_SIZE = 32
_KERAS_OWN = (keras.callbacks.History, keras.callbacks.ProgbarLogger)
_FITS_SHUFFLE = ("arrays", "PyDataset")


def describe_training(model: Any, arguments: FitArguments, params: dict[str, Any] | None) -> Training:
    """Describe one call of `fit`; `params` are what Keras tells callbacks, its number of steps among them."""
    values = arguments.values
    kind = kind_of(values["x"]) if values.get("x") is not None else None
    return Training(
        optimizer=describe_optimizer(model),
        optimizers=describe_others(model),
        losses=describe_losses(model),
        metrics=describe_metrics(model),
        batch_size=_batch_size(arguments, kind),
        steps_per_epoch=_steps(arguments, params),
        epochs=arguments.setting("epochs") if "epochs" in values else None,
        initial_epoch=int(getattr(model, "_initial_epoch", None) or values.get("initial_epoch") or 0),  # as Keras does
        shuffle=arguments.setting("shuffle") if kind in _FITS_SHUFFLE else None,
        validation=_validation(values),
        class_weights=_class_weights(values.get("class_weight")),
        sample_weights=_weighs_samples(values, kind),
        callbacks=tuple(_callback(callback) for callback in callbacks_in(values.get("callbacks"))),
        precision_policy=str(model.dtype_policy.name),
        compile_settings=_compile_settings(model),
        extra={**describe_distribution(model), **hyperparameters(callbacks_in(values.get("callbacks")))},
    )


def _batch_size(arguments: FitArguments, kind: str | None) -> Setting | None:
    """Return the samples of one step: given, Keras's 32 for arrays, or what a source says of its batches."""
    if arguments.values.get("batch_size") is not None:
        return arguments.setting("batch_size")
    if kind == "arrays":
        return Setting(value=_KERAS_BATCH_SIZE, origin="default")
    if kind is None:
        return None
    source = describe_source(arguments.values["x"])
    if source.batch_size is None:
        return None
    return Setting(value=source.batch_size, origin="set" if source.is_chosen else "inferred")


def _weighs_samples(values: dict[str, Any], kind: str | None) -> bool:
    is_source = kind not in (None, "arrays")
    return values.get("sample_weight") is not None or (is_source and describe_source(values["x"]).weighs_samples)


def _steps(arguments: FitArguments, params: dict[str, Any] | None) -> Setting | None:
    if arguments.values.get("steps_per_epoch") is not None:
        return arguments.setting("steps_per_epoch")
    steps = (params or {}).get("steps")
    return None if steps is None else Setting(value=int(steps), origin="default")


def _validation(values: dict[str, Any]) -> Validation:
    frequency = values.get("validation_freq", 1)
    frequency = frequency if isinstance(frequency, int) else [int(epoch) for epoch in frequency]
    if values.get("validation_data") is not None:
        return Validation(source="data", frequency=frequency)
    share = values.get("validation_split")
    return Validation(source="split", split=float(share), frequency=frequency) if share else Validation()


def _class_weights(weights: Any) -> dict[str, Measurement] | None:
    return {str(label): float(weight) for label, weight in weights.items()} if isinstance(weights, dict) else None


def callbacks_in(callbacks: Any) -> Iterator[Any]:
    """Yield the program's own callbacks: those of a list, of nested ones, of a CallbackList, or a single one."""
    if isinstance(callbacks, keras.callbacks.CallbackList):
        callbacks = callbacks.callbacks
    if callbacks is None:
        return
    for callback in callbacks if isinstance(callbacks, Iterable) else [callbacks]:
        if isinstance(callback, list | tuple | keras.callbacks.CallbackList):
            yield from callbacks_in(callback)
        elif not isinstance(callback, _KERAS_OWN) and not type(callback).__module__.startswith("reportgen."):
            yield callback


def _callback(callback: Any) -> Component:
    cls = type(callback)
    values = {key: _plain(value) for key, value in attributes_of(callback).items()}
    if isinstance(values.get("min_delta"), int | float):
        # Keras turns its sign round for losses, from the second fit on already before the training begins.
        values["min_delta"] = abs(values["min_delta"])
    return Component(type=cls.__name__, module=cls.__module__, settings=settings_of(values, cls))


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "__fspath__") else value


def _compile_settings(model: Any) -> dict[str, Setting]:
    # A `compile` of the program's own passes on what it does not name.
    known = {**inspect.signature(keras.Model.compile).parameters, **inspect.signature(type(model).compile).parameters}
    settings = {}
    for name in ("run_eagerly", "steps_per_execution"):
        value, default = getattr(model, name, None), getattr(known.get(name), "default", None)
        settings[name] = Setting(value=value, origin="default" if value == default else "set")
    # Keras replaces "auto" by what it decided: who chose the value can no longer be told.
    return settings | {"jit_compile": Setting(value=bool(getattr(model, "jit_compile", False)), origin="inferred")}


def with_rate(training: Training, rate: Setting | None) -> Training:
    """Return `training` with the learning rate it began with."""
    if training.optimizer is None or rate is None:
        return training
    optimizer = training.optimizer
    settings = {**optimizer.settings, "learning_rate": rate}
    return msgspec.structs.replace(training, optimizer=msgspec.structs.replace(optimizer, settings=settings))
