"""Which optimizer trains, with every effective hyperparameter."""

import math
from typing import Any

import keras

from reportgen.recording.keras.rate import other_optimizers, rate_of, rate_source, training_optimizer
from reportgen.recording.keras.values import config_of, defaults_of, settings_of
from reportgen.records.training import Component, Optimizer
from reportgen.records.values import Setting


def describe_optimizer(model: Any) -> Optimizer | None:
    """Describe the optimizer of `model`, the inner one under loss scaling; None without one."""
    optimizer = training_optimizer(model)
    return None if optimizer is None else _describe(optimizer, optimizer is not model.optimizer)


def describe_others(model: Any) -> dict[str, Optimizer]:
    """Describe the optimizers that `model` keeps beside its own, by the attributes that hold them."""
    return {
        name: _describe(getattr(optimizer, "inner_optimizer", optimizer), hasattr(optimizer, "inner_optimizer"))
        for name, optimizer in other_optimizers(model).items()
    }


def _describe(optimizer: Any, loss_scaling: bool) -> Optimizer:
    cls = type(optimizer)
    schedule = _schedule(rate_source(optimizer))
    settings = {"learning_rate": _rate(optimizer, cls, schedule is not None)}
    settings |= settings_of(config_of(optimizer), cls, frozenset({"learning_rate"}))
    return Optimizer(
        type=cls.__name__,
        module=cls.__module__,
        name=str(getattr(optimizer, "name", "")),
        settings=settings,
        schedule=schedule,
        loss_scaling=loss_scaling,
    )


def _rate(optimizer: Any, cls: type, scheduled: bool) -> Setting:
    rate = rate_of(optimizer)
    is_default = not scheduled and rate == defaults_of(cls).get("learning_rate")
    return Setting(value=rate, origin="default" if is_default else "set")


def _schedule(source: Any) -> Component | None:
    if isinstance(source, keras.optimizers.schedules.LearningRateSchedule):
        cls = type(source)
        return Component(type=cls.__name__, module=cls.__module__, settings=settings_of(config_of(source), cls))
    if source is None or isinstance(source, keras.Variable) or not callable(source):
        return None
    return Component(type=str(getattr(source, "__name__", type(source).__name__)), module=source.__module__)


def optimizer_parameters(model: Any) -> int | None:
    """Return the number of values in the optimizer's variables, as `model.summary()` counts them."""
    optimizer = getattr(model, "optimizer", None)
    if optimizer is None or not getattr(optimizer, "built", False):
        return None
    return sum(int(math.prod(variable.shape)) for variable in optimizer.variables)
