"""The small values that records are made of: settings with their origin, and floats that JSON cannot hold.

JSON has no NaN and no infinity (RFC 8259, section 6), and trainings produce both: they are stored as the
strings "NaN", "Infinity" and "-Infinity".
"""

import math
from typing import Any, Literal

import msgspec

JsonValue = Any
"""A value that JSON can hold: null, true, number, text, list or object (msgspec knows no recursive alias)."""

NonFinite = Literal["NaN", "Infinity", "-Infinity"]
Measurement = float | NonFinite
Origin = Literal["set", "default", "inferred"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, built by keyword only."""


class Setting(Record, frozen=True, kw_only=True):
    """One value of a configuration and where it came from.

    `origin` is "set" (the program chose it), "default" (Keras's own) or "inferred" (concluded by
    reportgen, and marked so wherever it is shown).
    """

    value: JsonValue
    origin: Origin


def storable(value: JsonValue) -> JsonValue:
    """Return `value` with every NaN and infinity in it replaced by its name."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {str(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value


def as_float(measurement: Measurement) -> float:
    """Return the number that `measurement` stands for: "NaN" becomes nan, "Infinity" inf."""
    return float(measurement)
