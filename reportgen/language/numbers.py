"""Numbers, days and lists as the language of the report writes them: Babel has the data, from the CLDR.

English is the report's own manner: thin spaces between groups and before units, a decimal point.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from reportgen.language.catalogues import SOURCE_LANGUAGE, current_language

THIN = "\N{NARROW NO-BREAK SPACE}"

# The Greek mark between clauses is the ano teleia, ";" is its question mark; in French it stands off.
_BETWEEN_CLAUSES = {"el": "· ", "fr": f"{THIN}; "}

# The CLDR's minimumGroupingDigits, which Babel leaves out: 1199, but 11.990.
_NO_GROUPS_BELOW = {"es": 10_000}


@dataclass(frozen=True)
class _Marks:
    decimal: str
    group: str
    before_percent: str


@cache
def _marks(language: str) -> _Marks:
    if language == SOURCE_LANGUAGE:
        return _Marks(".", THIN, THIN)
    from babel import Locale

    locale = Locale.parse(language)
    symbols = locale.number_symbols["latn"]
    spaced = locale.percent_formats[None].pattern.strip("%")[-1].isspace()
    return _Marks(symbols["decimal"], symbols["group"], THIN if spaced else "")


def decimal(written: str) -> str:
    """Return a number as Python writes it, "0.043" or "1e-05", with the decimal mark of the language."""
    return written.replace(".", _marks(current_language()).decimal)


def grouped(number: int) -> str:
    """Write a whole number in groups of three: 1 199 882 in English and French, 1.199.882 in German."""
    if abs(number) < _NO_GROUPS_BELOW.get(current_language(), 0):
        return str(number)
    return f"{number:,}".replace(",", _marks(current_language()).group)


def percentage(written: str) -> str:
    """Return a number of percent as Python writes it, "98.80", with the sign: 98.80 %; 98,80% in Italian."""
    return f"{decimal(written)}{_marks(current_language()).before_percent}%"


def day_in_words(day: date) -> str:
    """Write a day: 26 September 2026, 26 septembre 2026."""
    if current_language() == SOURCE_LANGUAGE:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_date

    written = format_date(day, "long", locale=current_language())
    # The CLDR counts days, French numbers the first: "1er septembre".
    return f"1er{written[1:]}" if current_language() == "fr" and day.day == 1 else written


# Not strftime's %B: it follows the locale of the machine, and the report's bytes must not.
_MONTHS = ("January February March April May June July August September October November December").split()


def listed(parts: Sequence[str]) -> str:
    """Write a list in a sentence: "a, b and c"; "" of nothing."""
    if current_language() == SOURCE_LANGUAGE:
        return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
    from babel.lists import format_list

    return format_list(list(parts), locale=current_language())


def clauses(parts: Iterable[str]) -> str:
    """Write a list whose parts have commas of their own: "a; b"; "" of nothing."""
    return _BETWEEN_CLAUSES.get(current_language(), "; ").join(parts)
