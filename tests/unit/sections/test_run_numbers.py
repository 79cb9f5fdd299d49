"""Numbers of models as ranges."""

import pytest

from reportgen.sections.run_numbers import models, ranges


@pytest.mark.parametrize(
    ("numbers", "written"),
    [([], ""), ([4], "4"), ([1, 2], "1–2"), ([3, 1, 2], "1–3"), ([1, 3], "1, 3"), ([9, 1, 2, 3, 5, 8], "1–3, 5, 8–9")],
)
def test_neighbours_are_a_range(numbers: list[int], written: str) -> None:
    assert models(numbers) == written


def test_ranges_hold_every_number_once() -> None:
    numbers = [2, 3, 5, 8, 9, 10, 40]
    assert [number for first, last in ranges(numbers) for number in range(first, last + 1)] == numbers


def test_very_many_ranges_are_not_all_written() -> None:
    assert models(range(0, 200, 2)).endswith(", 78 and 60 more")
