"""How much a curve trembles, and whether it rises or falls all the same. Takes finite numbers."""

import math
from collections.abc import Sequence
from statistics import fmean, median

# The median of |x| is 0.6745 standard deviations of a normal distribution; second differences of independent noise
# have √6 times its standard deviation, and hardly see a smooth trend.
_MEDIAN_OF_NORMAL = 0.6745
# One-sided, at 1 %.
_SIGNIFICANT = 2.33


def noise_of(values: Sequence[float]) -> float:
    """Return the standard deviation of what is not trend, robust against single jumps; 0 for fewer than 3 values."""
    seconds = [abs(a - 2 * b + c) for a, b, c in zip(values, values[1:], values[2:], strict=False)]
    return median(seconds) / (_MEDIAN_OF_NORMAL * math.sqrt(6)) if seconds else 0.0


def rises(values: Sequence[float]) -> bool:
    """Return True if `values` rise significantly at 1 %, whatever the form of the rise.

    The test counts pairs in and out of order (Mann, "Nonparametric tests against trend", Econometrica 13, 1945).
    """
    n = len(values)
    if n < 5:
        return False
    pairs = sum((after > before) - (after < before) for i, before in enumerate(values) for after in values[i + 1 :])
    return pairs / math.sqrt(n * (n - 1) * (2 * n + 5) / 18) > _SIGNIFICANT


def falls(values: Sequence[float]) -> bool:
    """Return True if `values` fall significantly at 1 %."""
    return rises([-value for value in values])


def smoothed(values: Sequence[float], window: int) -> list[float]:
    """Return running medians over `window` values (odd), fewer at the ends."""
    half = window // 2
    return [median(values[max(0, place - half) : place + half + 1]) for place in range(len(values))]


def slope_of(values: Sequence[float]) -> tuple[float, float]:
    """Return the slope of the least-squares line by step, and how many standard errors it is away from zero."""
    n = len(values)
    centre, mean = (n - 1) / 2, fmean(values)
    spread = sum((place - centre) ** 2 for place in range(n))
    slope = sum((place - centre) * (value - mean) for place, value in enumerate(values)) / spread
    left = sum((value - mean - slope * (place - centre)) ** 2 for place, value in enumerate(values))
    error = math.sqrt(left / max(n - 2, 1) / spread)
    return slope, slope / error if error > 0 else math.copysign(math.inf, slope) if slope else 0.0
