"""The arguments of one call of `fit`: what was given, by position or by name, and what Keras fills in."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportgen.records.values import Setting


@dataclass(frozen=True)
class FitArguments:
    """`values` has every argument of `fit`, `given` the names of those that the program passed."""

    values: dict[str, Any]
    given: frozenset[str]

    def setting(self, name: str) -> Setting:
        """Return an argument as a setting."""
        return Setting(value=self.values.get(name), origin="set" if name in self.given else "default")


def bind(function: Callable[..., Any], model: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> FitArguments:
    """Bind a call to the signature of `function`. Raises TypeError as the call itself would."""
    bound = inspect.signature(function).bind(model, *args, **kwargs)
    given = frozenset(bound.arguments)
    bound.apply_defaults()
    return FitArguments(dict(bound.arguments), given)


def from_params(params: dict[str, Any] | None) -> FitArguments:
    """Return what a callback alone is told: epochs and steps, not who chose them."""
    known = params or {}
    values = {"epochs": known.get("epochs"), "steps_per_epoch": known.get("steps")}
    return FitArguments({name: value for name, value in values.items() if value is not None}, frozenset())
