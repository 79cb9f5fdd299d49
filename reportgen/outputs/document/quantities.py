"""Reads numbers back as the report prints them, in the language that is written in: 1 199 882, 98,8 %, 2 min 42 s."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf, nan

from reportgen.language import current_language, pgettext
from reportgen.language.numbers import decimal, grouped

_SPACES = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_SECONDS = {"h": 3600, "min": 60, "s": 1}
_MINUS = str.maketrans("−", "-")
_WORDS = {"∞": inf, "−∞": -inf, "NaN": nan}
MISSING = frozenset(("", "–", "—"))
"""What stands in a cell without a value."""


@dataclass(frozen=True)
class Quantity:
    """A printed number: as Python writes it, with all its printed digits ("98.80"), its value and its unit ("%")."""

    written: str
    value: float
    unit: str = ""


def read_quantity(text: str) -> Quantity | None:
    """Return what `text` says if it is a number, with a unit or without, and nothing else."""
    if text in _WORDS:
        return Quantity(text, _WORDS[text])
    whole = _number(current_language()).fullmatch(text)
    if whole:
        return _quantity(whole)
    return _duration(text)


def sorting_value(text: str) -> float | None:
    """Return the number that `text` begins with, a duration in seconds; None if it begins with something else."""
    found = read_quantity(text)
    if found is None and (first := _number(current_language()).match(text)) and not text[first.end() :][:1].isalnum():
        found = _quantity(first)
    if found is None:
        return None
    return found.value * _seconds().get(found.unit, _bytes().get(found.unit, 1))


def _quantity(found: re.Match[str]) -> Quantity:
    group, point = _marks(current_language())
    digits = re.sub(f"{_SPACES}|{re.escape(group)}", "", found["whole"]) if group else found["whole"]
    written = (found["sign"] + digits + (found["rest"] or "").replace(point, ".")).translate(_MINUS)
    return Quantity(written, float(written), (found["unit"] or "").strip())


def _duration(text: str) -> Quantity | None:
    """Return a duration of several parts, "2 min 42 s", in seconds."""
    parts = list(_durations(text))
    if not parts:
        return None
    total = sum(parts)
    return Quantity(f"{total:g}", total, pgettext("unit", "s"))


def _durations(text: str) -> Iterator[float]:
    words = re.split(_SPACES, text)
    seconds = _seconds()
    if len(words) % 2 or not all(unit in seconds for unit in words[1::2]):
        return
    for number, unit in zip(words[::2], words[1::2], strict=True):
        if number.isdecimal():
            yield int(number) * seconds[unit]


def _seconds() -> dict[str, int]:
    return {pgettext("unit", "s"): 1, pgettext("unit", "min"): 60, pgettext("unit", "h"): 3600}


def _bytes() -> dict[str, int]:
    units = ("B", "KiB", "MiB", "GiB", "TiB")
    return {pgettext("unit", unit): 1024**power for power, unit in enumerate(units)}


@cache
def _marks(_language: str) -> tuple[str, str]:
    """Return what stands between groups of digits, and the decimal mark, in the current language."""
    return grouped(1_000_000)[1], decimal(".")


@cache
def _number(language: str) -> re.Pattern[str]:
    group, point = _marks(language)
    between = f"(?:{_SPACES}|{re.escape(group)})"
    return re.compile(
        rf"(?P<sign>[-−+]?)(?P<whole>\d{{1,3}}(?:{between}\d{{3}})+(?!\d)|\d+)"
        rf"(?P<rest>(?:{re.escape(point)}\d+)?(?:e[-−+]?\d+)?)"
        rf"(?P<unit>{_SPACES}?%|{_SPACES}[^\W\d_]+)?"
    )
