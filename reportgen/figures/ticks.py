"""The numbers at the ticks of an axis: as short as they can be told apart."""

from collections.abc import Callable, Sequence

import msgspec

from reportgen.figures.charts import Unit
from reportgen.language.numbers import decimal, grouped, percentage

_DIGITS, _MOST_DIGITS = 4, 10
_SUPERSCRIPTS = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_GROUPED_FROM, _POWERS_FROM = 10_000.0, 10_000_000.0

Write = Callable[[float, int], str]


class Ticks(msgspec.Struct, frozen=True):
    """Writes all ticks of an axis with four digits, with more where two of them would read the same."""

    write: Write

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Return all ticks."""
        written: list[str] = []
        for digits in range(_DIGITS, _MOST_DIGITS + 1):
            written = [self.write(value, digits) for value in values]
            if len(set(written)) == len(written):
                break
        return written


def ticks(unit: Unit) -> Ticks:
    """Return what writes the ticks of an axis of this unit."""
    return Ticks(percent_tick if unit == "percent" else plain_tick)


def plain_tick(value: float, digits: int = _DIGITS) -> str:
    """Write the value at a tick: 0.05, 2·10⁻⁵."""
    mantissa, _, exponent = f"{value:.{digits}g}".replace("-", "−").partition("e")
    mantissa = decimal(mantissa)
    return f"{mantissa}·10{_power(exponent)}" if exponent else mantissa


def _power(exponent: str) -> str:
    """Write "−05" as ⁻⁵."""
    return str(int(exponent.replace("−", "-"))).replace("-", "−").translate(_SUPERSCRIPTS)


def percent_tick(fraction: float, digits: int = _DIGITS) -> str:
    """Write the fraction at a tick: 97.5 %."""
    return percentage(f"{100 * fraction:.{digits}g}")


def count_tick(value: float, digits: int = _DIGITS) -> str:
    """Write thousands as people write a number of parameters or epochs: 20 000."""
    if _GROUPED_FROM <= value < _POWERS_FROM:
        return grouped(round(value))
    return plain_tick(value, digits)
