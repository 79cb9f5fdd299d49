"""Numbers, durations, sizes and dates as the report prints them."""

import math
from datetime import UTC, datetime

from reportgen.knowledge.wording import shortest_float

THIN = "\N{NARROW NO-BREAK SPACE}"
MISSING = "–"


def count(number: int | None) -> str:
    """Write a whole number in groups of three: 1 199 882."""
    return MISSING if number is None else f"{number:,}".replace(",", THIN)


def counted(number: int, noun: str) -> str:
    """Write a number of things: 1 run, 5 runs."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def percent(fraction: float | None) -> str:
    """Write a fraction as a percentage with two decimals, so that columns of them align: 98.80 %."""
    if fraction is None:
        return MISSING
    return f"{100 * fraction:.2f}{THIN}%" if math.isfinite(fraction) else number(fraction)


def measured(value: float | None) -> str:
    """Write a loss or another measured value with four significant digits: 0.04358."""
    if value is None:
        return MISSING
    return number(value) if not math.isfinite(value) or value == 0 else number(float(f"{value:.4g}"))


def number(value: float) -> str:
    """Write `value` as the shortest decimal that gives the same number: 0.001 for the float32 0.0010000000474974513."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return repr(shortest_float(value)).removesuffix(".0").replace("-", "−")


def rate(value: float) -> str:
    """Write a learning rate with six digits: 0.0001 for the 0.000100000005 that float32 makes of a tenth of 0.001."""
    return number(float(f"{value:.6g}"))


_MINUTE, _HOUR, _SHORT = 60, 3600, 10


def duration(seconds: float | None) -> str:
    """Write a duration: 0.8 s, 54 s, 2 min 42 s, 1 h 03 min."""
    if seconds is None:
        return MISSING
    if seconds < _SHORT:
        return f"{seconds:.1f}{THIN}s"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole}{THIN}s"
    if whole < _HOUR:
        return f"{whole // _MINUTE}{THIN}min {whole % _MINUTE}{THIN}s"
    return f"{whole // _HOUR}{THIN}h {whole % _HOUR // _MINUTE:02d}{THIN}min"


def size(number_of_bytes: int | None) -> str:
    """Write a number of bytes in binary units: 4.6 MiB."""
    if number_of_bytes is None:
        return MISSING
    value, unit = float(number_of_bytes), "B"
    for larger in ("KiB", "MiB", "GiB", "TiB"):
        if value < 1024:
            break
        value, unit = value / 1024, larger
    return f"{value:.0f}{THIN}{unit}" if unit == "B" else f"{value:.1f}{THIN}{unit}"


def moment(time: datetime) -> str:
    """Write a moment in UTC: 2026-09-26 13:50 UTC."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def day(time: datetime) -> str:
    """Write a day: 26 September 2026, in UTC."""
    universal = time.astimezone(UTC)
    return f"{universal.day} {_MONTHS[universal.month - 1]} {universal.year}"


# Not strftime's %B: it follows the locale of the machine, and the report's bytes must not.
_MONTHS = ("January February March April May June July August September October November December").split()
