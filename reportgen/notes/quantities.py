"""Numbers of the report that know how they are printed: by the functions that print them on its pages."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from reportgen.sections.numerals import count, duration, measured, number, percent, rate, size

Kind = Literal["count", "percent", "measured", "rate", "duration", "size", "plain"]

_LARGEST = 1e300
_WHOLE_FROM = 1000

_WRITERS: dict[Kind, Callable[[Any], str]] = {
    "count": count,
    "percent": percent,
    "measured": measured,
    "rate": rate,
    "duration": duration,
    "size": size,
    "plain": number,
}


@dataclass(frozen=True, eq=False)
class Quantity:
    """A number and its kind: shares are fractions from 0 to 1, durations seconds, sizes bytes.

    A sum or difference of two of a kind is of that kind, and so is a multiple or a part of one; their ratio is plain.
    """

    number: float
    kind: Kind

    def __str__(self) -> str:
        if self.kind != "count":
            return _WRITERS[self.kind](self.number)
        # The mean of counts need not be whole.
        whole = abs(self.number) >= _WHOLE_FROM or float(self.number).is_integer()
        return count(round(self.number)) if whole and math.isfinite(self.number) else measured(self.number)

    def __add__(self, other: object) -> "Quantity":
        return _of_one_kind(self, other, lambda one, two: one + two)

    __radd__ = __add__

    def __sub__(self, other: object) -> "Quantity":
        return _of_one_kind(self, other, lambda one, two: one - two)

    def __rsub__(self, other: object) -> "Quantity":
        return _of_one_kind(self, other, lambda one, two: two - one)

    def __mul__(self, other: object) -> "Quantity":
        return Quantity(_finite(self.number * as_number(other)), _other_kind(self, other))

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> "Quantity":
        kind: Kind = "measured" if isinstance(other, Quantity) else self.kind
        return Quantity(_finite(self.number / as_number(other)), kind)

    def __rtruediv__(self, other: object) -> "Quantity":
        return Quantity(_finite(as_number(other) / self.number), "measured")

    def __neg__(self) -> "Quantity":
        return Quantity(-self.number, self.kind)

    def __abs__(self) -> "Quantity":
        return Quantity(abs(self.number), self.kind)

    def __float__(self) -> float:
        return float(self.number)

    def __eq__(self, other: object) -> bool:
        return _is_number(other) and self.number == as_number(other)

    def __hash__(self) -> int:
        return hash(self.number)

    def __lt__(self, other: object) -> bool:
        return self.number < as_number(other)

    def __le__(self, other: object) -> bool:
        return self.number <= as_number(other)

    def __gt__(self, other: object) -> bool:
        return self.number > as_number(other)

    def __ge__(self, other: object) -> bool:
        return self.number >= as_number(other)


def as_number(value: object) -> float:
    """Return `value` as a plain number. Raises TypeError for what is none."""
    if isinstance(value, Quantity):
        return value.number
    if isinstance(value, int | float):
        return value
    raise TypeError(f"{_shortened(value)} is not a number")


def _is_number(value: object) -> bool:
    return isinstance(value, Quantity | int | float)


def _of_one_kind(one: Quantity, other: object, compute: Callable[[float, float], float]) -> Quantity:
    kind: Kind = one.kind if not isinstance(other, Quantity) or other.kind == one.kind else "measured"
    return Quantity(_finite(compute(one.number, as_number(other))), kind)


def _other_kind(one: Quantity, other: object) -> Kind:
    """Return the kind of a product: that of the factor which is not plain."""
    if not isinstance(other, Quantity) or other.kind == "plain":
        return one.kind
    return other.kind if one.kind == "plain" else "measured"


def _finite(value: float) -> float:
    """Return `value`; an integer without end, which takes minutes to print, as infinity."""
    return value if isinstance(value, float) or abs(value) < _LARGEST else math.copysign(math.inf, value)


def _shortened(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
