"""The optimizers of a model, and the learning rate in force, read from the one that trains."""

from typing import Any

import keras

from reportgen.knowledge.wording import shortest_float


def training_optimizer(model: Any) -> Any:
    """Return the optimizer that updates the weights: the inner one under loss scaling; None without one.

    None too for one that took no step yet in a model that keeps others: `compile` makes an RMSprop where a program's
    own `compile`, as of a GAN, passes its optimizers by.
    """
    optimizer = getattr(model, "optimizer", None)
    inner = getattr(optimizer, "inner_optimizer", optimizer)
    return None if inner is not None and other_optimizers(model) and not _steps(optimizer) else inner


def other_optimizers(model: Any) -> dict[str, Any]:
    """Return the optimizers that `model` keeps beside its own, by the attributes that hold them."""
    own = getattr(model, "optimizer", None)
    known = (own, getattr(own, "inner_optimizer", own))
    held = {name: value for name, value in vars(model).items() if isinstance(value, keras.optimizers.Optimizer)}
    return {name: value for name, value in held.items() if not any(value is item for item in known)}


def rate_source(optimizer: Any) -> Any:
    """Return what the rate comes from: a variable, a schedule object or a function."""
    # `optimizer.learning_rate` is already the value of a schedule; only this attribute still has the schedule.
    return getattr(optimizer, "_learning_rate", None)


def follows_steps(model: Any) -> bool:
    """Return True if the rate is a function of the steps taken, which stand still between two epochs."""
    return callable(rate_source(training_optimizer(model)))


def rate_in_force(model: Any) -> float | None:
    """Return the learning rate of the next step, as the shortest decimal of its float32; None if there is none."""
    return rate_of(training_optimizer(model))


def rate_of(optimizer: Any) -> float | None:
    """Return the learning rate of the next step of `optimizer`; None if it has none."""
    rate = getattr(optimizer, "learning_rate", None)
    return None if rate is None else shortest_float(number(rate))


def steps_taken(model: Any) -> int:
    """Return how many steps the optimizer has taken; of several, the one that has taken the most."""
    return max(map(_steps, (getattr(model, "optimizer", None), *other_optimizers(model).values())))


def _steps(optimizer: Any) -> int:
    iterations = getattr(optimizer, "iterations", None)
    return 0 if iterations is None else int(number(iterations))


def number(variable: Any) -> float:
    """Return the value of a variable or scalar; `float` is the quickest way, and none for variables on replicas."""
    try:
        return float(variable)
    except TypeError:
        return float(variable.numpy())
