"""Where it pays that the process which puts the parts together lays out some itself, beside its workers."""

from collections.abc import Iterable, Sequence

from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import LaidOutPart

# As much markup as 300 pages have.
_MUCH = 1_250_000

# What others lay out, or draw, until this process has loaded what it takes for that.
_MARKUP_MEANWHILE = 25_000
_MARGINS_MEANWHILE = 60


def are_much(parts: Iterable[Part]) -> bool:
    """Say whether laying out some of them would leave too much in the memory of this process."""
    return sum(len(part.html) for part in parts) > _MUCH


def are_worth_help(parts: Sequence[Part], empty: str) -> bool:
    """Say whether this process can lay out some of the parts before others have laid out all of them.

    `empty` is the report without anything in it.
    """
    return sum(len(part.html) - len(empty) for part in parts) > _MARKUP_MEANWHILE


def margins_are_worth_help(bodies: Iterable[LaidOutPart]) -> bool:
    """Say whether this process can draw some margins of these before the workers, which can begin at once."""
    return sum(len(body.pages) for body in bodies) > _MARGINS_MEANWHILE
