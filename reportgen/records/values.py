"""The small values that records are made of: settings with their origin, and floats that JSON cannot hold.

JSON has no NaN and no infinity (RFC 8259, section 6), and trainings produce both: they are stored as the
strings "NaN", "Infinity" and "-Infinity".
"""

import math
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec

JsonValue = Any
"""A value that JSON can hold: null, true, number, text, list or object (msgspec knows no recursive alias)."""

Integer = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
"""A whole number of at most 64 bits: what tables and figures can hold."""

Moment = Annotated[datetime, msgspec.Meta(extra_json_schema={"format": "date-time"})]
"""A time in UTC. The schema asks for a zone (RFC 3339); reading takes a time without one to be in UTC."""

NonFinite = Literal["NaN", "Infinity", "-Infinity"]
Measurement = float | NonFinite
Origin = Literal["set", "default", "inferred"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, built by keyword only."""


# A store of 1,000 runs holds half a million settings and epochs. They hold no cycles: the garbage collector, which
# took a third of the time of reading them, need not know of them (gc=False).
class Setting(Record, frozen=True, kw_only=True, gc=False):
    """One value of a configuration and where it came from.

    `origin` is "set" (the program chose it), "default" (Keras's own) or "inferred" (concluded by
    reportgen, and marked so wherever it is shown).
    """

    value: JsonValue
    origin: Origin


def storable(value: JsonValue) -> JsonValue:
    """Return `value` with NaN and infinities replaced by their names and text made fit for UTF-8.

    Python's text may hold lone surrogates (a file name that is not UTF-8); they become question marks.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {storable(str(key)): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value


def keep_in_utc(record: Record, *fields: str) -> None:
    """Put the times in `fields` of a record that is being made into UTC; one without a zone is taken to be in UTC.

    Raises:
        ValueError: a time lies outside of the years 1 to 9999 in UTC.
    """
    for field in fields:
        moment: datetime | None = getattr(record, field)
        if moment is not None and moment.tzinfo is not UTC:
            msgspec.structs.force_setattr(record, field, _in_utc(moment))


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{moment.isoformat()} lies outside of the years 1 to 9999 in UTC") from error


def as_float(measurement: Measurement) -> float:
    """Return the number that `measurement` stands for: "NaN" becomes nan, "Infinity" inf."""
    return float(measurement)
