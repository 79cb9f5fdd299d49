"""What may stand behind a `|` in the notes: how a number is printed, and what is worked out of several."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Undefined

from reportgen.errors import NotesError
from reportgen.language.numbers import percentage
from reportgen.notes.named_runs import Missing, NamedRun
from reportgen.notes.quantities import Quantity, as_number
from reportgen.sections import numerals

_MOST_DIGITS = 12


def text_of_number(value: object) -> str:
    """Write a number as the pages do; a plain one with four significant digits, a whole one in groups of three."""
    if isinstance(value, Quantity):
        return str(value)
    number = as_number(value)
    return numerals.count(number) if isinstance(number, int) else numerals.measured(number)


def _digits(value: object, digits: object = 2) -> str:
    """Write a number with so many decimals, in its own unit."""
    decimals = _decimals(digits)
    if isinstance(value, Quantity) and value.kind == "percent":
        return _percent(value, decimals)
    number = as_number(value)
    return numerals.fixed(number, decimals) if math.isfinite(number) else numerals.number(number)


def _percent(value: object, digits: object = 2) -> str:
    """Write a fraction from 0 to 1 in percent."""
    number, decimals = as_number(value), _decimals(digits)
    return (
        percentage(f"{100 * number:.{decimals}f}".replace("-", "−"))
        if math.isfinite(number)
        else numerals.number(number)
    )


def _duration(value: object) -> str:
    """Write seconds as a duration."""
    return numerals.duration(as_number(value))


def _signed(value: object) -> str:
    """Write a number with its sign, + as well as −."""
    text = text_of_number(value)
    return f"+{text}" if as_number(value) > 0 else text


def _decimals(digits: object) -> int:
    if not isinstance(digits, int) or isinstance(digits, bool) or not 0 <= digits <= _MOST_DIGITS:
        raise NotesError(f"{digits!r} decimals: a whole number from 0 to {_MOST_DIGITS} is needed", "digits")
    return digits


def _default(value: Any, other: object = numerals.MISSING) -> Any:
    """Return `other` in place of what a record lacks."""
    return other if isinstance(value, Undefined) else value


def _listed(values: Any) -> Sequence[Any]:
    if not isinstance(values, tuple | list):
        raise NotesError("a list is needed, such as runs")
    if not values:
        raise NotesError("the list is empty")
    return values


def _map(values: Any, attribute: object = "") -> list[Any]:
    """Return a value of each run: runs | map("test_accuracy"). Those whose record lacks it are left out."""
    found = [run.get(str(attribute)) for run in _listed(values) if isinstance(run, NamedRun)]
    return [value for value in found if not isinstance(value, Missing)]


def _join(values: Any, between: object = ", ") -> str:
    return str(between).join(item if isinstance(item, str) else text_of_number(item) for item in _listed(values))


def _sum(values: Any) -> Any:
    first, *others = _listed(values)
    total = first if isinstance(first, Quantity) else Quantity(as_number(first), "plain")
    for value in others:
        total = total + value
    return total


def _mean(values: Any) -> Any:
    return _sum(values) / len(values)


def _length(values: Any) -> int:
    return len(values) if isinstance(values, tuple | list) else len(_listed(values))


FILTERS: dict[str, Callable[..., Any]] = {
    "percent": _percent,
    "digits": _digits,
    "duration": _duration,
    "signed": _signed,
    "abs": lambda value: abs(value if isinstance(value, Quantity) else as_number(value)),
    "default": _default,
    "map": _map,
    "join": _join,
    "sum": _sum,
    "mean": _mean,
    "min": lambda values: min(_listed(values), key=as_number),
    "max": lambda values: max(_listed(values), key=as_number),
    "length": _length,
}
