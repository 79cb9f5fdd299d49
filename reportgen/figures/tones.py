"""Colours between colours: from nothing to all, or from the worst to the best."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from reportgen.figures.marks import Colour, Tone

_STEPS = 256
_MOST = 255


@lru_cache(maxsize=256)
def tone(colour: Colour) -> Tone:
    """Return red, green and blue from 0 to 1 of a colour such as "#0067a5"."""
    if not isinstance(colour, str):
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / _MOST for place in (1, 3, 5))
    return red, green, blue


@lru_cache(maxsize=32)
def tones(colours: Sequence[str]) -> tuple[Tone, ...]:
    """Return 256 tones (red, green and blue from 0 to 1) that lead through `colours` in equal steps."""
    ends = [tone(colour) for colour in colours]
    return tuple(_between(ends, step * (len(ends) - 1) / (_STEPS - 1)) for step in range(_STEPS))


def tone_of(share: float, colours: Sequence[str]) -> Tone:
    """Return the tone of a share from 0 to 1."""
    return tones(colours)[min(int(share * _STEPS), _STEPS - 1)]


def tone_steps(shares: np.ndarray) -> np.ndarray:
    """Return which of the tones shares from 0 to 1 have."""
    steps: np.ndarray = np.minimum((shares * _STEPS).astype(int), _STEPS - 1)
    return steps


def _between(ends: Sequence[Tone], place: float) -> Tone:
    first = min(int(place), len(ends) - 2)
    part = place - first
    red, green, blue = (low + part * (high - low) for low, high in zip(ends[first], ends[first + 1], strict=True))
    return red, green, blue
