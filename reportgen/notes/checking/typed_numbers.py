"""Numbers as people type them: 98.8 %, 98,8 %, 0.988, 1 199 882, 1,199,882, 1.2 million; what each may mean."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from reportgen.notes.checking.vocabulary import MILLION, NO_MEASURE_AFTER, NO_MEASURE_BEFORE, PERCENT, THOUSAND

Form = Literal["percent", "decimal", "integer"]

_GROUP = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'’.,]"
_NUMBER = re.compile(
    rf"(?<![\w.,/×^±+−–-])(?:(?P<grouped>\d{{1,3}}(?:{_GROUP}\d{{3}})+)(?!\d)(?P<rest>[.,]\d+)?|(?P<plain>\d+(?:[.,]\d+)?))"
    rf"(?P<power>[eE][-+−]?\d+)?(?:\s?(?P<percent>%|(?:{PERCENT})\b)|\s?(?P<million>(?:{MILLION})\b)"
    rf"|\s?(?P<thousand>(?:{THOUSAND})\b))?(?![\w/×^]|[.,]\d|[-−–]\d|\s?[×x±]\s?)",
)
_BEFORE = re.compile(rf"(?<!\w)(?:{NO_MEASURE_BEFORE})[\s#.:°]*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:{NO_MEASURE_AFTER})", re.IGNORECASE)
_LONGEST_BEFORE = 40


class Reading(msgspec.Struct, frozen=True):
    """One thing that the digits may mean; `unit` is what one in the last digit typed stands for."""

    value: float
    unit: float


class TypedNumber(msgspec.Struct, frozen=True):
    """A number in a text, where it stands, and what it may mean: 1,199 is 1199 or 1.199. Percentages are in percent."""

    start: int
    end: int
    text: str
    form: Form
    readings: tuple[Reading, ...]


def numbers_in(prose: str, start: int, end: int) -> Iterator[TypedNumber]:
    """Yield the numbers between `start` and `end` that may be measured; no dates, sizes of pictures, sections."""
    for found in _NUMBER.finditer(prose, start, end):
        before = prose[max(start, found.start() - _LONGEST_BEFORE) : found.start()]
        if _BEFORE.search(before) or _AFTER.match(prose, found.end()):
            continue
        if readings := tuple(_readings(found)):
            yield TypedNumber(found.start(), found.end(), found[0], _form(found, readings), readings)


def _form(found: re.Match[str], readings: tuple[Reading, ...]) -> Form:
    if found["percent"]:
        return "percent"
    return "integer" if any(reading.value.is_integer() and reading.unit >= 1 for reading in readings) else "decimal"


def _readings(found: re.Match[str]) -> Iterator[Reading]:
    factor = 1e6 if found["million"] else 1e3 if found["thousand"] else 1.0
    power = float(f"1{(found['power'] or '').replace('−', '-')}")
    for digits in _decimals(found):
        _, _, behind = digits.partition(".")
        unit = 10.0 ** -len(behind) if behind else _rounded_to(digits)
        yield Reading(float(digits) * power * factor, unit * power * factor)


def _decimals(found: re.Match[str]) -> Iterator[str]:
    """Yield what was typed as Python writes it, once for each way to read it."""
    if found["plain"]:
        yield found["plain"].replace(",", ".")
        return
    marks = {character for character in found["grouped"] if not character.isdigit()}
    rest = (found["rest"] or "").replace(",", ".")
    if len(marks) == 1 and not found["grouped"].startswith("0"):
        yield re.sub(r"\D", "", found["grouped"]) + rest
    # 0.988 and 1,199 with three digits behind the mark are decimals, too.
    if not rest and len(re.findall(r"\D", found["grouped"])) == 1 and marks <= {".", ","}:
        yield found["grouped"].replace(",", ".")


def _rounded_to(digits: str) -> float:
    """Return what the last digit of a whole number counts: 1 200 000 may be rounded to hundreds of thousands."""
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0**zeros if zeros > 1 and digits.strip("0") else 1.0
