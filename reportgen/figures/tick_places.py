"""Where the ticks of an axis stand: round numbers, a few of them, as matplotlib's locators choose them.

Written out in plain numbers because a locator takes half a millisecond an axis; the tests hold the two together.
"""

import math
import sys
from collections.abc import Sequence

_ROUND = (1.0, 2.0, 5.0, 10.0)
FINE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""The steps that matplotlib chooses from where nothing else is said."""
_FEWEST = 2
# An axis whose middle is further from zero than this many lengths is counted from near its middle.
_FAR = 100
_APART = 1e-13
_NEARLY_WHOLE = 1e-3
# What is nearer to a multiple than this part of a step is one.
_SLACK = 1e-10
_SMALLEST = 1e6 * sys.float_info.min
_MOST_DECADES_DIVIDED = 10


def widened(low: float, high: float, by: float = 0.05, least: float = 1e-15) -> tuple[float, float]:
    """Return ends that are not the same: around a single value, `by` of it on either side."""
    most = max(abs(low), abs(high))
    if most < _SMALLEST / least:
        return -by, by
    if high - low <= most * least:
        return low - by * abs(low), high + by * abs(high)
    return low, high


def linear_places(
    low: float, high: float, most: int, steps: Sequence[float] = _ROUND, *, is_whole: bool = False
) -> list[float]:
    """Return multiples of a round step, at most `most` steps from `low` to `high`, and one beyond either end."""
    low, high = widened(low, high, _APART, _APART / 10)
    scale, offset = _scale(low, high, most)
    low, high = low - offset, high - offset
    sizes = [step * scale for step in (*(step / 10 for step in steps[:-1]), *steps, 10 * steps[1])]
    if is_whole:
        sizes = [size for size in sizes if size < 1 or abs(size - round(size)) < _NEARLY_WHOLE]
    needed = (high - low) / most
    first = next((place for place, size in enumerate(sizes) if size >= needed), len(sizes) - 1)
    places: list[float] = []
    for size in reversed(sizes[: first + 1]):
        step = size
        if is_whole and math.floor(high) - math.ceil(low) >= _FEWEST - 1:
            step = max(1.0, size)
        places = _multiples(low, high, step, offset)
        if sum(low <= place <= high for place in places) >= _FEWEST:
            break
    return [place + offset for place in places]


def _scale(low: float, high: float, most: int) -> tuple[float, float]:
    """Return the power of ten of a step, and what to count from."""
    length, middle = abs(high - low), (high + low) / 2
    is_near = abs(middle) / length < _FAR
    offset = 0.0 if is_near else math.copysign(10 ** (math.log10(abs(middle)) // 1), middle)
    return 10 ** (math.log10(length / most) // 1), offset


def _multiples(low: float, high: float, step: float, offset: float) -> list[float]:
    start = (low // step) * step
    slack = _SLACK
    if offset:
        slack = min(0.4999, max(slack, 10 ** (math.log10(abs(offset) / step) - 12)))
    first, rest = divmod(low - start, step)
    if abs(rest / step - 1) < slack:
        first += 1
    last, rest = divmod(high - start, step)
    if abs(rest / step) >= slack:
        last += 1
    return [(first + number) * step + start for number in range(math.ceil(last + 1 - first))]


def log_places(low: float, high: float, most: int) -> list[float]:
    """Return powers of ten, at most `most` of them between `low` and `high`, and one beyond either end."""
    return [10.0**decade for decade in _decades(low, high, most)[0]]


def log_places_between(low: float, high: float, most: int) -> list[float]:
    """Return the multiples of the powers of ten, for small ticks; none where `most` powers are not all of them."""
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    _, stride = _decades(low, high, most)
    if last - first + 1 >= _MOST_DECADES_DIVIDED or (stride > 1 and last > first):
        return []
    return [digit * 10.0**decade for decade in range(first - 1, last + 1) for digit in range(2, 10)]


def _decades(low: float, high: float, most: int) -> tuple[list[int], int]:
    """Return which powers of ten have a tick, and how far they are apart: as far as the number of ticks allows."""
    exact_first, exact_last = math.log10(low), math.log10(high)
    first, last = math.ceil(exact_first), math.floor(exact_last)
    known = last - first + 1
    wanted = min(most, math.ceil(known / (known // (most + 1) + 1)))
    if wanted == 0:
        return [first - 1, last + 1], last - first + 2
    if wanted == 1:
        middle = round((exact_first + exact_last) / 2)
        stride = max(middle - (first - 1), (last + 1) - middle)
        return [middle - stride, middle, middle + stride], stride
    stride = (known - 1) // (wanted - 1)
    if stride < known / wanted:
        stride = known // wanted
    lowest, highest = max(known - stride * wanted, 0), min(known - stride * (wanted - 1), stride)
    offset = -first % stride
    if not lowest <= offset < highest:
        offset = lowest
    return list(range(first + offset - stride, last + stride + 1, stride)), stride
