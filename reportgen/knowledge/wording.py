"""Keys and values of configurations in words: "kernel_size" becomes "Kernel size", a nested object L2(l2=0.01)."""

import math
import re
import struct
from dataclasses import dataclass

from reportgen.records.values import JsonValue, Origin

_LONGEST_LIST = 8
_LONGEST_TEXT = 120


@dataclass(frozen=True)
class Described:
    """One setting in words, and where its value came from."""

    label: str
    value: str
    origin: Origin


def label_of(key: str) -> str:
    """Return a configuration key as words: "return_sequences" becomes "Return sequences"."""
    words = key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def words_of(class_name: str) -> str:
    """Return a class name as words: "CategoricalCrossentropy" becomes "Categorical crossentropy"."""
    parts = re.findall(r"[A-Z]+(?=[A-Z][a-z]|\b|\d)|[A-Z]?[a-z0-9]+|[A-Z]+|\d+", class_name)
    spoken = [part if part.isupper() and len(part) > 1 else part.lower() for part in parts]
    text = " ".join(spoken)
    return text[:1].upper() + text[1:]


def text_of(value: JsonValue) -> str:
    """Return any JSON value as short, readable text; never raises."""
    if value is None:
        return "none"
    if isinstance(value, bool | str):
        return _shorten(str(value))
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, list | tuple):
        shown = [text_of(item) for item in value[:_LONGEST_LIST]] + (["…"] if len(value) > _LONGEST_LIST else [])
        return _shorten(f"[{', '.join(shown)}]")
    if isinstance(value, dict):
        return _shorten(_object_text(value))
    return _shorten(str(value))


def float_text(value: float) -> str:
    """Return the shortest decimal with the same float32, if `value` is one, else with the same value: 0.001."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "−∞"
    return repr(shortest_float(value)).removesuffix(".0") if abs(value) >= 1 else repr(shortest_float(value))


def shortest_float(value: float) -> float:
    """Return the shortest decimal that is the same float32 as `value`, if `value` is a float32; else `value`."""
    if not math.isfinite(value) or _as_float32(value) != value:
        return value
    candidates = (float(f"{value:.{digits}g}") for digits in range(1, 10))
    return next((short for short in candidates if _as_float32(short) == value), value)


def _as_float32(value: float) -> float:
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return math.nan


def _object_text(value: dict[str, JsonValue]) -> str:
    """Write a serialized Keras object as Name(argument=…), any other mapping as {key: …}."""
    name, config = value.get("class_name"), value.get("config")
    if isinstance(name, str):
        arguments = config if isinstance(config, dict) else {}
        shown = {key: item for key, item in arguments.items() if item is not None and key not in _NOISE}
        inside = ", ".join(f"{key}={text_of(item)}" for key, item in shown.items())
        return f"{name}({inside})" if inside else name
    return "{" + ", ".join(f"{key}: {text_of(item)}" for key, item in value.items()) + "}"


_NOISE = {"dtype", "name", "seed", "trainable", "module", "registered_name"}


def _shorten(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST_TEXT else f"{folded[: _LONGEST_TEXT - 1]}…"
