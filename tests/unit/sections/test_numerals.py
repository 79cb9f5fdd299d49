"""Numbers as the report prints them, against what NumPy prints and what a person expects."""

import math
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from reportgen.sections import numerals

THIN = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize("value", [0.001, 0.9, 0.999, 0.01, 1e-7, 3e-4, 0.1, 2.5, 123456.0])
def test_a_float32_prints_as_the_decimal_that_was_typed(value: float) -> None:
    assert float(numerals.number(float(np.float32(value))).replace("−", "-")) == value


def test_the_learning_rate_of_the_first_document_prints_without_its_tail() -> None:
    assert numerals.number(0.0010000000474974513) == "0.001"
    assert numerals.number(0.8999999761581421) == "0.9"


def test_a_number_that_is_no_float32_keeps_all_its_digits() -> None:
    assert numerals.number(0.1 + 0.2) == repr(0.1 + 0.2)


@pytest.mark.parametrize(
    ("value", "text"), [(math.nan, "NaN"), (math.inf, "∞"), (-math.inf, "−∞"), (-0.5, "−0.5"), (3.0, "3")]
)
def test_unusual_numbers_print_as_a_reader_knows_them(value: float, text: str) -> None:
    assert numerals.number(value) == text


def test_whole_numbers_are_grouped_by_three_with_thin_spaces() -> None:
    assert numerals.count(1199882) == f"1{THIN}199{THIN}882"
    assert numerals.count(512) == "512"
    assert numerals.count(None) == "–"


def test_percentages_have_two_decimals_so_that_they_align() -> None:
    assert numerals.percent(0.988) == f"98.80{THIN}%"
    assert numerals.percent(1.0) == f"100.00{THIN}%"
    assert numerals.percent(math.nan) == "NaN"
    assert numerals.percent(None) == "–"


def test_measured_values_keep_four_significant_digits() -> None:
    assert numerals.measured(0.04357948667813907) == "0.04358"
    assert numerals.measured(1234.5678) == "1235"
    assert numerals.measured(0.0) == "0"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.84, "0.8 s"), (9.96, "10.0 s"), (54.2, "54 s"), (59.7, "1 min 0 s"), (162, "2 min 42 s"), (3780, "1 h 03 min")],
)
def test_durations_are_written_in_the_unit_a_person_would_choose(seconds: float, text: str) -> None:
    assert numerals.duration(seconds).replace(THIN, " ") == text


@pytest.mark.parametrize(("size", "text"), [(0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (4799528, "4.6 MiB")])
def test_sizes_are_written_in_binary_units(size: int, text: str) -> None:
    assert numerals.size(size).replace(THIN, " ") == text


def test_moments_are_printed_in_utc_whatever_zone_they_come_in() -> None:
    east = datetime(2026, 9, 26, 1, 50, tzinfo=timezone(timedelta(hours=2)))
    assert numerals.moment(east) == "2026-09-25 23:50 UTC"
    assert numerals.day(datetime(2026, 9, 6, tzinfo=UTC)) == "6 September 2026"


def test_a_rate_that_keras_lowered_in_float32_prints_as_the_tenth_it_is() -> None:
    lowered = np.float32(0.001)
    for text in ("0.0001", "1e−05", "1e−06"):
        lowered = np.float32(lowered * np.float32(0.1))
        assert numerals.rate(float(lowered)) == text
