"""Settings, measurements and times: what records are made of."""

import math
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from reportgen.records.history import Epoch
from reportgen.records.run import Process
from reportgen.records.values import as_float, storable


@pytest.mark.parametrize(
    ("number", "name"), [(math.nan, "NaN"), (math.inf, "Infinity"), (-math.inf, "-Infinity"), (0.1, 0.1), (-0.0, -0.0)]
)
def test_a_number_that_json_lacks_is_stored_by_its_name_and_comes_back(number: float, name: object) -> None:
    stored = storable({"loss": [number]})["loss"][0]
    assert stored == name
    assert str(as_float(stored)) == str(number)


def test_nothing_else_is_changed_on_its_way_to_the_disk() -> None:
    value = {"a": [1, True, None, "NaN", "Ж 🚀", {"b": 2**70}], "c": 1e-300}
    assert storable(value) == value


def test_keys_become_text_and_tuples_lists() -> None:
    assert storable({1: (2, 3), (4, 5): 6}) == {"1": [2, 3], "(4, 5)": 6}


def test_text_that_utf8_cannot_hold_can_be_stored() -> None:
    path = b"caf\xe9.h5".decode("utf-8", "surrogateescape")
    assert msgspec.json.encode(storable({path: path})) == b'{"caf?.h5":"caf?.h5"}'


def test_a_time_without_a_zone_is_in_utc() -> None:
    epoch = msgspec.json.decode(b'{"epoch": 1, "started_at": "2026-09-26T13:50:12"}', type=Epoch)
    assert epoch.started_at == datetime(2026, 9, 26, 13, 50, 12, tzinfo=UTC)


def test_a_time_of_another_zone_is_the_same_moment_in_utc() -> None:
    moment = datetime(2026, 9, 26, 15, 50, 12, tzinfo=timezone(timedelta(hours=2)))
    started_at = Epoch(epoch=1, started_at=moment).started_at
    assert started_at == moment
    assert started_at is not None
    assert started_at.isoformat() == "2026-09-26T13:50:12+00:00"


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_beyond_the_calendar_is_an_error_of_its_field(moment: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="lies outside of the years 1 to 9999"):
        msgspec.json.decode(f'{{"epoch": 1, "started_at": "{moment}"}}', type=Epoch)


@pytest.mark.parametrize("number", ["9223372036854775808", "1" + "0" * 30, "-9223372036854775809", "1" + "0" * 5000])
def test_a_whole_number_of_more_than_64_bits_is_an_error(number: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(f'{{"epoch": {number}}}', type=Epoch)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(f'{{"pid": {number}, "created_at": 1.0, "host": ""}}', type=Process)


def test_the_largest_whole_numbers_are_read_exactly() -> None:
    assert msgspec.json.decode(b'{"epoch": 9223372036854775807}', type=Epoch).epoch == 2**63 - 1
    assert msgspec.json.decode(b'{"epoch": -9223372036854775808}', type=Epoch).epoch == -(2**63)


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Epoch(epoch=1).epoch = 2  # type: ignore[misc]
