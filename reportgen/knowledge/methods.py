"""What is known of a method that trains: its equations, in print and in words, and its parameters.

Equations are in matplotlib's mathtext, without the dollar signs. One that has "arrow" as its relation replaces a value;
the others define one.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

from reportgen.records.values import JsonValue, Setting

Relation = Literal["=", "arrow"]
NO_DEFAULT = "–"
"""The default of a parameter that the program must set, or of which nobody knows what Keras takes for it."""

Rule = Callable[[frozenset[str]], "Variant"]
"""Gives the equations of a method from the names of its settings that are on."""


class Equation(msgspec.Struct, frozen=True):
    """A line: `left` and `right` of its relation, and all of it as it is read aloud."""

    left: str
    right: str
    spoken: str
    relation: Relation = "="


class Variant(msgspec.Struct, frozen=True):
    """The equations of a method as it was set; `words` tell it from its other variants: "With momentum"."""

    equations: tuple[Equation, ...]
    words: str = ""


class Parameter(msgspec.Struct, frozen=True):
    """A setting of a method: its symbol with its index, empty for a switch; what it means; what Keras takes for it."""

    key: str
    meaning: str
    default: JsonValue
    symbol: str = ""
    index: str = ""


def is_on(setting: Setting | None) -> bool:
    """Return True if a setting turns something on: it is not None, not False and not 0."""
    return setting is not None and setting.value not in (None, False, 0, 0.0)


def names_of_what_is_on(settings: dict[str, Setting]) -> frozenset[str]:
    """Return the names of the settings that turn something on."""
    return frozenset(key for key, setting in settings.items() if is_on(setting))


def is_of_keras(module: str) -> bool:
    """Return True if a class of `module` is Keras's own, or nobody wrote down whose it is."""
    return not module or module.partition(".")[0] == "keras"
