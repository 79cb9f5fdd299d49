"""Ticks stand where matplotlib's locators put them: the arithmetic is ours, for speed, the numbers are the same."""

import random

import pytest
from matplotlib.ticker import LogLocator, MaxNLocator

from reportgen.figures.tick_places import FINE, linear_places, log_places, log_places_between, widened

CHANCE = random.Random(6)


def ranges(number: int) -> list[tuple[float, float]]:
    """Return ends of axes: near zero and far from it, long and short, some of a single value."""
    found = []
    for _ in range(number):
        low = CHANCE.choice([0.0, CHANCE.random(), CHANCE.gauss(0, 1) * 10 ** CHANCE.uniform(-12, 12)])
        length = CHANCE.choice([0.0, 1.0, 1.0, abs(low) or 1.0]) * 10 ** CHANCE.uniform(-12, 8)
        found.append(widened(low, low + length))
    return found


@pytest.mark.parametrize("most", [4, 5, 7])
@pytest.mark.parametrize("is_whole", [False, True])
def test_ticks_of_a_linear_axis_are_those_of_matplotlib(most: int, is_whole: bool) -> None:
    for low, high in ranges(300):
        rounder = MaxNLocator(most, integer=is_whole, steps=[1, 2, 5, 10])
        finer = MaxNLocator(most, integer=is_whole)
        assert linear_places(low, high, most, is_whole=is_whole) == list(rounder.tick_values(low, high))
        assert linear_places(low, high, most, FINE, is_whole=is_whole) == list(finer.tick_values(low, high))


@pytest.mark.parametrize("most", [4, 5, 9])
def test_ticks_of_a_logarithmic_axis_are_those_of_matplotlib(most: int) -> None:
    for _ in range(300):
        low = 10 ** CHANCE.uniform(-14, 10)
        high = low * 10 ** CHANCE.choice([CHANCE.uniform(0.01, 1), CHANCE.uniform(0, 4), CHANCE.uniform(0, 16)])
        assert log_places(low, high, most) == pytest.approx(list(LogLocator(numticks=most).tick_values(low, high)))


def test_small_ticks_of_a_logarithmic_axis_are_those_of_matplotlib() -> None:
    for _ in range(300):
        low = 10 ** CHANCE.uniform(-14, 10)
        high = low * 10 ** CHANCE.uniform(1, 14)
        theirs = LogLocator(numticks=7, subs="auto").tick_values(low, high)
        ours = [place for place in log_places_between(low, high, 7) if low <= place <= high]
        assert ours == pytest.approx([place for place in theirs if low <= place <= high])


def test_an_axis_of_one_value_has_a_length() -> None:
    assert widened(0.0, 0.0) == (-0.05, 0.05)
    assert widened(2.0, 2.0) == (1.9, 2.1)
    assert widened(1.0, 2.0) == (1.0, 2.0)
