"""How much is to be laid out: whether that is enough for one process more, and too much for the memory of this one."""

from collections.abc import Iterable, Sequence

from reportgen.outputs.parts.dividing import Part

# As much markup as 300 pages have.
_MUCH = 1_250_000

# What others lay out until a process that is started has loaded what it takes for that.
_MARKUP_MEANWHILE = 25_000


def are_much(parts: Iterable[Part]) -> bool:
    """Say whether this process should let go of what it has in memory when they are laid out."""
    return sum(len(part.html) for part in parts) > _MUCH


def are_worth_help(parts: Sequence[Part], empty: str) -> bool:
    """Say whether a process that is yet to be started can lay out some of the parts before others have laid out all.

    `empty` is the report without anything in it.
    """
    return sum(len(part.html) - len(empty) for part in parts) > _MARKUP_MEANWHILE
