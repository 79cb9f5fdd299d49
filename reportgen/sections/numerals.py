"""Numbers, durations, sizes and dates as the report prints them, in the manner of its language."""

import math
from datetime import UTC, datetime

from reportgen.knowledge.wording import shortest_float, text_of
from reportgen.language import pgettext
from reportgen.language.numbers import THIN, day_in_words, decimal, grouped, percentage
from reportgen.records.values import JsonValue

MISSING = "–"


def count(number: int | None) -> str:
    """Write a whole number in groups of three: 1 199 882."""
    return MISSING if number is None else grouped(number)


def counted(number: int, noun: str) -> str:
    """Write a number of things: 1 run, 5 runs."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def percent(fraction: float | None) -> str:
    """Write a fraction as a percentage with two decimals, so that columns of them align: 98.80 %."""
    if fraction is None:
        return MISSING
    return percentage(f"{100 * fraction:.2f}") if math.isfinite(fraction) else number(fraction)


def fixed(value: float, decimals: int) -> str:
    """Write a number with so many decimals: 0.9820."""
    return decimal(f"{value:.{decimals}f}".replace("-", "−"))


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
    return decimal(repr(shortest_float(value)).removesuffix(".0").replace("-", "−"))


def rate(value: float) -> str:
    """Write a learning rate with six digits: 0.0001 for the 0.000100000005 that float32 makes of a tenth of 0.001."""
    return number(float(f"{value:.6g}"))


def value_text(value: JsonValue) -> str:
    """Write the value of a setting: a number in the manner of the language, all else as code has it."""
    return decimal(text_of(value)) if isinstance(value, float) else text_of(value)


_MINUTE, _HOUR, _SHORT = 60, 3600, 10


def duration(seconds: float | None) -> str:
    """Write a duration: 0.8 s, 54 s, 2 min 42 s, 1 h 03 min."""
    if seconds is None:
        return MISSING
    second, minute, hour = pgettext("unit", "s"), pgettext("unit", "min"), pgettext("unit", "h")
    if seconds < _SHORT:
        return f"{fixed(seconds, 1)}{THIN}{second}"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole}{THIN}{second}"
    if whole < _HOUR:
        return f"{whole // _MINUTE}{THIN}{minute} {whole % _MINUTE}{THIN}{second}"
    return f"{whole // _HOUR}{THIN}{hour} {whole % _HOUR // _MINUTE:02d}{THIN}{minute}"


def _units_of_size() -> list[str]:
    return [
        pgettext("unit", "B"),
        pgettext("unit", "KiB"),
        pgettext("unit", "MiB"),
        pgettext("unit", "GiB"),
        pgettext("unit", "TiB"),
    ]


def size(number_of_bytes: int | None) -> str:
    """Write a number of bytes in binary units: 4.6 MiB."""
    if number_of_bytes is None:
        return MISSING
    units = _units_of_size()
    value, power = float(number_of_bytes), 0
    while value >= 1024 and power < len(units) - 1:
        value, power = value / 1024, power + 1
    return f"{fixed(value, 1 if power else 0)}{THIN}{units[power]}"


def moment(time: datetime) -> str:
    """Write a moment in UTC: 2026-09-26 13:50 UTC."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def day(time: datetime) -> str:
    """Write a day: 26 September 2026, in UTC."""
    return day_in_words(time.astimezone(UTC).date())
