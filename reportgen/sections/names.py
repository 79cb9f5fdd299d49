"""Names and other texts of the record as headings and tables can take them, whatever somebody wrote."""

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
