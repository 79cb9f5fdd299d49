"""Keys and values of configurations in words: "kernel_size" becomes "Kernel Size", a nested object L2(0.01).

Takes any value that JSON can hold, whatever wrote it; gives short text, and never raises.
"""

import math
import re
import struct
from collections.abc import Iterator

import msgspec

from reportgen.knowledge.key_labels import LABELS
from reportgen.language import _
from reportgen.language.numbers import decimal
from reportgen.records.values import JsonValue, Origin

_LONGEST_LIST = 8
_LONGEST_TEXT = 120
_LONGEST_DECIMAL = 8
_SMALLEST_FRACTION = 1e-6
_DEEPEST = 6

USUAL: dict[str, JsonValue] = {
    "data_format": "channels_last",
    "dropout": 0.0,
    "go_backwards": False,
    "mask_zero": False,
    "padding": "valid",
    "recurrent_activation": "sigmoid",
    "recurrent_dropout": 0.0,
    "reset_after": True,
    "return_sequences": False,
    "return_state": False,
    "stateful": False,
    "trainable": True,
    "unit_forget_bias": True,
    "unroll": False,
    "use_bias": True,
}
"""What Keras's layers do unless told otherwise: left out where a layer is written inside another one's settings."""

_USUAL_OBJECTS = {
    "kernel_initializer": ("glorot_uniform", "GlorotUniform"),
    "depthwise_initializer": ("glorot_uniform", "GlorotUniform"),
    "pointwise_initializer": ("glorot_uniform", "GlorotUniform"),
    "recurrent_initializer": ("orthogonal", "orthogonal_initializer", "Orthogonal", "OrthogonalInitializer"),
    "bias_initializer": ("zeros", "Zeros"),
}
# What people write first.
_SIZES = ("units", "filters", "rate")
_MACHINERY = frozenset({"build_config", "dtype", "module", "name", "registered_name", "zero_output_for_mask"})


class Described(msgspec.Struct, frozen=True):
    """One setting in words, and where its value came from."""

    label: str
    value: str
    origin: Origin


def source_label(key: str) -> str:
    """Return a configuration key as words in English, to be translated where it is printed."""
    if key in LABELS:
        return LABELS[key]
    words = " ".join(key.replace("_", " ").split()) or key
    sign, words = ("#", words.removeprefix("num ")) if words.startswith("num ") else ("", words)
    return f"{sign}{words[:1].upper()}{words[1:]}"


def label_of(key: str) -> str:
    """Return a configuration key as words: "return_sequences" becomes "Return sequences", "num_bins" "#Bins".

    Keys that only the program knows stay the words that they are made of, in any language.
    """
    return _(source_label(key))


def words_of(class_name: str) -> str:
    """Return a class name as words: "CosineDecayRestarts" becomes "Cosine decay restarts"."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^\WA-Z_]+", class_name)
    text = " ".join(part if part.isupper() and len(part) > 1 else part.lower() for part in parts)
    return text[:1].upper() + text[1:] if text else class_name


def text_of(value: JsonValue) -> str:
    """Return any JSON value as short, readable text: floats shortest, long lists cut, None as "none".

    A number stands as the language writes it; whatever has parts stands as in a program, see `code_of`.
    """
    if value is None:
        return _("none")
    return decimal(float_text(value)) if isinstance(value, float) else code_of(value)


def code_of(value: JsonValue) -> str:
    """Return any JSON value as text that is the same in every language: it can be compared.

    A serialized object is written `Name(argument=…)`, a function by its name. Both forms are known: Keras's
    `{"class_name": …, "config": {…}}` and the record's `{"class": …, …}`.
    """
    return _shorten(_text(value, 0))


def _text(value: JsonValue, depth: int) -> str:
    if value is None:
        return "none"
    if isinstance(value, float):
        return float_text(value)
    if depth > _DEEPEST and isinstance(value, list | tuple | dict):
        return "…"
    if isinstance(value, list | tuple):
        shown = [_text(item, depth + 1) for item in value[:_LONGEST_LIST]]
        return f"[{', '.join([*shown, '…'] if len(value) > _LONGEST_LIST else shown)}]"
    if isinstance(value, dict):
        return _mapping_text(value, depth + 1)
    return "lambda" if value == "<lambda>" else str(value)


def float_text(value: float) -> str:
    """Return the shortest decimal with the same float32, if `value` is one, else with the same value: 0.001, 1/255."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "−∞"
    decimal = repr(shortest_float(value) + 0.0)  # no -0.0
    return (_fraction(value) if len(decimal) > _LONGEST_DECIMAL else None) or decimal


def _fraction(value: float) -> str | None:
    """Write 0.00392156862745098 as 1/255, if that is exactly what it is."""
    if not _SMALLEST_FRACTION < abs(value) < 1:
        return None
    inverse = float(f"{1 / abs(value):.6g}")
    return f"{'-' if value < 0 else ''}1/{inverse:g}" if 1 / inverse == abs(value) else None


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


def object_of(value: JsonValue) -> tuple[str, dict[str, JsonValue]] | None:
    """Return class name and arguments of a serialized object, written by Keras or by the record; else None."""
    if not isinstance(value, dict):
        return None
    name, config = value.get("class_name"), value.get("config")
    if isinstance(name, str):
        return name, config if isinstance(config, dict) else {}
    name = value.get("class")
    return (name, {key: item for key, item in value.items() if key != "class"}) if isinstance(name, str) else None


def _mapping_text(value: dict[str, JsonValue], depth: int) -> str:
    plain = _plain_text(value, depth)
    if plain is not None:
        return plain
    found = object_of(value)
    if found is None:
        return "{" + ", ".join(f"{key}: {_text(item, depth)}" for key, item in value.items()) + "}"
    name, arguments = found
    inside = ", ".join(_arguments(name, arguments, depth))
    return f"{name}({inside})" if inside else name


def _plain_text(value: dict[str, JsonValue], depth: int) -> str | None:
    """Write what Keras wraps although it is no object: functions, lambdas, tuples, arrays, types."""
    name, config = value.get("class_name"), value.get("config")
    if name == "function" and isinstance(config, str):
        return config
    if name == "__lambda__" or (set(value) == {"value"} and isinstance(value["value"], list)):
        return "lambda"
    if isinstance(name, str) and isinstance(config, dict):
        if name.startswith("__"):
            return _text(config.get("value"), depth)
        if name.endswith("DTypePolicy"):
            return _text(config.get("name", name), depth)
    return None


def _arguments(name: str, arguments: dict[str, JsonValue], depth: int) -> Iterator[str]:
    for key, item in sorted(arguments.items(), key=lambda argument: argument[0] not in _SIZES):
        if not _is_usual(key, item):
            text = _text(item, depth)
            # L2(l2=0.01) says it twice.
            yield text if str(key).lower() == name.lower() else f"{key}={text}"


def _is_usual(key: str, value: JsonValue) -> bool:
    if value is None or value == {} or key in _MACHINERY or (key == "activation" and value == "linear"):
        return True
    if key in _USUAL_OBJECTS:
        found = object_of(value)
        plain = found is None or all(item is None or item == 1.0 for item in found[1].values())
        return plain and (found[0] if found else value) in _USUAL_OBJECTS[key]
    return key in USUAL and type(value) is type(USUAL[key]) and bool(value == USUAL[key])


def _shorten(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST_TEXT else f"{folded[: _LONGEST_TEXT - 1].rstrip()}…"
