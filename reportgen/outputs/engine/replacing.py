"""Puts other functions in the place of the engine's, for a while: it has no options for what they do.

Replacements may be put in place one upon the other, and are taken away in the other order.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Replacement:
    """A function of the engine, by the module or class that holds it and its name there, and what stands in for it."""

    holder: Any
    name: str
    stand_in: Callable[..., Any] | property


_in_place: list[tuple[Replacement, Any]] = []
"""What is replaced now, in order, each with what was there before."""


@contextmanager
def replaced(*replacements: Replacement) -> Iterator[None]:
    """Put `replacements` in place, and afterwards what was there before."""
    count = len(_in_place)
    _in_place.extend((replacement, getattr(replacement.holder, replacement.name)) for replacement in replacements)
    _put(replacements)
    try:
        yield
    finally:
        _put_back(_in_place[count:])
        del _in_place[count:]


@contextmanager
def none_replaced() -> Iterator[None]:
    """Put all that was there before in place, to lay out something else, and afterwards the same stand-ins."""
    set_aside = _in_place.copy()
    _put_back(set_aside)
    _in_place.clear()
    try:
        yield
    finally:
        _in_place.extend(set_aside)
        _put(replacement for replacement, _ in set_aside)


def _put(replacements: Iterable[Replacement]) -> None:
    for replacement in replacements:
        setattr(replacement.holder, replacement.name, replacement.stand_in)


def _put_back(replaced_ones: Sequence[tuple[Replacement, Any]]) -> None:
    for replacement, theirs in reversed(replaced_ones):
        setattr(replacement.holder, replacement.name, theirs)
