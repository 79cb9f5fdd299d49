"""Names and other texts of the record as headings and tables can take them, whatever somebody wrote."""

from collections.abc import Sequence

from reportgen.language import ngettext
from reportgen.sections.numerals import count

_LONGEST = 100
_LONGEST_VALUE = 300


def short_name(name: str) -> str:
    """Return `name` with its white space folded, cut after 100 characters."""
    folded = " ".join(name.split())
    return folded if len(folded) <= _LONGEST else f"{folded[: _LONGEST - 1].rstrip()}…"


def is_cut(name: str) -> bool:
    """Return True if `short_name` leaves a part of `name` out, which then has to stand elsewhere."""
    return short_name(name) != name


def clip(value: str) -> str:
    """Return `value`, its middle left out if it is longer than 300 characters: a path shows by its ends what it is."""
    half = _LONGEST_VALUE // 2
    return value if len(value) <= _LONGEST_VALUE else f"{value[:half]} … {value[-half:]}"


def and_more(shown: str, more: int) -> str:
    """Return a list that is shown, and how many more there are: "a, b and 3 more"; as it is if there are none."""
    if more <= 0:
        return shown
    return ngettext("{shown} and {number} more", "{shown} and {number} more", more).format(
        shown=shown, number=count(more)
    )


def first_of(parts: Sequence[str], most: int) -> str:
    """Return the first `most` parts, and how many more there are."""
    return and_more(", ".join(parts[:most]), len(parts) - most)


def at_the_start(words: str) -> str:
    """Write words that begin a sentence: "Models 1 and 2"."""
    return f"{words[:1].upper()}{words[1:]}"
