"""What repeated runs reached: mean, standard deviation, and how many there were."""

import math
from collections.abc import Iterable
from statistics import fmean, stdev

import msgspec


class Spread(msgspec.Struct, frozen=True):
    """Mean and sample standard deviation (n − 1) of `n` numbers; the deviation is None for a single one.

    Both are NaN if one of the numbers is not finite.
    """

    mean: float
    deviation: float | None
    n: int


def spread_of(numbers: Iterable[float | None]) -> Spread | None:
    """Return the spread of the numbers that are known; None if none is."""
    known = [number for number in numbers if number is not None]
    if not known:
        return None
    if len(known) == 1:
        return Spread(known[0], None, 1)
    if not all(math.isfinite(number) for number in known):
        return Spread(math.nan, math.nan, len(known))
    return Spread(fmean(known), stdev(known), len(known))
