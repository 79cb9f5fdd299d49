"""The learning rate in force, read from the optimizer that trains."""

from typing import Any

from reportgen.knowledge.wording import shortest_float


def training_optimizer(model: Any) -> Any:
    """Return the optimizer that updates the weights: the inner one under loss scaling; None without one."""
    optimizer = getattr(model, "optimizer", None)
    return getattr(optimizer, "inner_optimizer", optimizer)


def rate_source(optimizer: Any) -> Any:
    """Return what the rate comes from: a variable, a schedule object or a function."""
    # `optimizer.learning_rate` is already the value of a schedule; only this attribute still has the schedule.
    return getattr(optimizer, "_learning_rate", None)


def follows_steps(model: Any) -> bool:
    """Return True if the rate is a function of the steps taken, which stand still between two epochs."""
    return callable(rate_source(training_optimizer(model)))


def rate_in_force(model: Any) -> float | None:
    """Return the learning rate of the next step, as the shortest decimal of its float32; None if there is none."""
    rate = getattr(training_optimizer(model), "learning_rate", None)
    return None if rate is None else shortest_float(number(rate))


def steps_taken(model: Any) -> int:
    """Return how many steps the optimizer has taken."""
    iterations = getattr(getattr(model, "optimizer", None), "iterations", None)
    return 0 if iterations is None else int(number(iterations))


def number(variable: Any) -> float:
    """Return the value of a variable or scalar; `float` is the quickest way, and none for variables on replicas."""
    try:
        return float(variable)
    except TypeError:
        return float(variable.numpy())
