"""The levels of a factor: the values it takes in an experiment, in order, as numbers where they are numbers."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from reportgen.analysis.configurations import Value
from reportgen.analysis.factors import Cell, Factor

_FEWEST_FOR_LOG = 3
_DOUBLING = 1.8
_DECADES = 50.0


class Level(msgspec.Struct, frozen=True):
    """One value of a factor; `number` where the axis is numeric."""

    value: Value
    number: float | None


class Axis(msgspec.Struct, frozen=True):
    """A factor and its levels, in order: by number, else as the runs first took them, "none" first.

    `is_count` if the numbers count layers that are otherwise equal.
    """

    factor: Factor
    levels: tuple[Level, ...]
    is_count: bool = False

    @property
    def is_numeric(self) -> bool:
        """True if every level is a number."""
        return all(level.number is not None for level in self.levels)

    @property
    def is_logarithmic(self) -> bool:
        """True if the numbers about double from one to the next, or span decades."""
        numbers = [level.number for level in self.levels if level.number is not None]
        if len(numbers) < max(2, len(self.levels)) or numbers[0] <= 0:
            return False
        ratios = [after / before for before, after in pairwise(numbers)]
        doubles = len(numbers) >= _FEWEST_FOR_LOG and min(ratios) >= _DOUBLING
        return doubles or numbers[-1] / numbers[0] >= _DECADES

    @property
    def is_vague(self) -> bool:
        """True if several things vary at once that one number cannot tell."""
        several = any(isinstance(level.value, tuple) for level in self.levels)
        return self.factor.form in ("family", "layers") and several and not self.is_count

    def place(self, cell: Cell) -> int:
        """Return which level `cell` has, counted from 0."""
        value = self.factor.level(cell)
        return next(place for place, level in enumerate(self.levels) if level.value == value)


def axis_of(factor: Factor, cells: Sequence[Cell]) -> Axis:
    """Return the axis of `factor` over `cells`."""
    values = list(dict.fromkeys(factor.level(cell) for cell in cells))
    if factor.form == "layers" and _same_sizes(values):
        return Axis(factor, _numeric(values, [float(_count(value)) for value in values]), is_count=True)
    numbers = [_number(value, factor) for value in values]
    if all(number is not None for number in numbers):
        return Axis(factor, _numeric(values, [number for number in numbers if number is not None]))
    return Axis(
        factor, tuple(Level(value, None) for value in sorted(values, key=lambda value: value not in (None, ())))
    )


def _numeric(values: Sequence[Value], numbers: Sequence[float]) -> tuple[Level, ...]:
    ordered = sorted(zip(numbers, values, strict=True), key=lambda pair: pair[0])
    return tuple(Level(value, number) for number, value in ordered)


def _number(value: Value, factor: Factor) -> float | None:
    if value is None and factor.form == "presence":
        return 0.0  # no dropout is a dropout of 0
    if isinstance(value, tuple) and value and len(set(value)) == 1 and "kernel_size" in factor.key:
        value = value[0]  # a square kernel
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]


def _same_sizes(values: Sequence[Value]) -> bool:
    """Return True if all layers of all the nets have one size, so that only their number differs."""
    return len({size for value in values if isinstance(value, tuple) for size in value}) <= 1


def _count(value: Value) -> int:
    return len(value) if isinstance(value, tuple) else int(str(value))
