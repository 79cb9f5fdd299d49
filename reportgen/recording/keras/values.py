"""Settings out of Keras objects: each value readable, each tagged as set by the program or as Keras's default.

Takes what `get_config` gives; gives JSON values and `Setting`s. Never builds an object to learn its
defaults: that would draw from the program's random numbers and shift the names of its layers.
"""

import functools
import inspect
import sys
import types
import warnings
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any

import keras

from reportgen.knowledge.wording import shortest_float
from reportgen.records.values import JsonValue, Setting

_LONGEST_TEXT = 500
_MOST_ITEMS = 64
_DTYPE_POLICIES = ("DTypePolicy", "FloatDTypePolicy", "DTypePolicyMap", "QuantizedDTypePolicy")
_INITIALIZERS = ("keras.initializers", "keras.src.initializers")
_INITIALIZER_ALIASES = {"uniform": "random_uniform", "normal": "random_normal", "zero": "zeros", "one": "ones"}
# Arguments that a constructor takes without naming them.
_UNNAMED_DEFAULTS = {"rms_scaling": False}


def readable(value: Any) -> JsonValue:
    """Return `value` as JSON that a person can read: an initializer as its name, a function as its name."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return shortest_float(value)
    if isinstance(value, str):
        return value if len(value) <= _LONGEST_TEXT else value[:_LONGEST_TEXT] + "…"
    if isinstance(value, Mapping):
        return _object(value) if "class_name" in value else {str(key): readable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [readable(item) for item in value] if len(value) <= _MOST_ITEMS else f"{len(value)} values"
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return shortest_float(float(value)) if tuple(value.shape) == () else f"{tuple(value.shape)} values"
    if isinstance(value, keras.dtype_policies.DTypePolicy):
        return str(value.name)
    if callable(getattr(value, "get_config", None)) and not inspect.isclass(value):
        return _object(
            {"class_name": type(value).__name__, "module": type(value).__module__, "config": config_of(value)}
        )
    return str(getattr(value, "__name__", type(value).__name__))


def _object(spec: Mapping[str, Any]) -> JsonValue:
    """Write a serialised Keras object: `{"class": "L2", "l2": 0.01}`, or its name alone where that says it all."""
    name, config = str(spec["class_name"]), spec.get("config")
    if not isinstance(config, Mapping):
        return str(config) if name == "function" else name
    if name == "__lambda__":
        return "<lambda>"
    if name in _DTYPE_POLICIES:
        return str(config.get("name", name))
    if name in ("__tensor__", "__numpy__"):
        return readable(config.get("value"))
    settings = {key: readable(item) for key, item in config.items() if key != "name"}
    cls: Any = getattr(sys.modules.get(str(spec.get("module"))), name, None)
    if str(spec.get("module")).startswith(_INITIALIZERS) and cls is not None:
        known = defaults_of(cls)
        if all(key in known and is_default(key, item, known[key], settings) for key, item in settings.items()):
            return snake_case(name)
    return {"class": name, **settings}


def snake_case(name: str) -> str:
    """Return `GlorotUniform` as "glorot_uniform", the way Keras names its objects."""
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).lower().strip("_")


def config_of(thing: Any) -> dict[str, Any]:
    """Return the constructor's arguments of a Keras object: its `get_config`, else attributes of their names."""
    try:
        lambdas = {name: value for name, value in _held(thing).items() if _is_lambda(value)}
        with warnings.catch_warnings(action="ignore") if lambdas else nullcontext():
            # Keras writes a lambda as its byte code, under a warning
            return {**(config := thing.get_config()), **{name: lambdas[name] for name in lambdas if name in config}}
    except Exception:  # a custom class need not say how to build it again
        return attributes_of(thing)


def attributes_of(thing: Any) -> dict[str, Any]:
    """Return the constructor's arguments that `thing` keeps as attributes of the same name."""
    cls: Any = type(thing)
    found = {name: vars(thing)[name] for name in _parameters(cls) if name in vars(thing)}
    return {name: value for name, value in found.items() if not isinstance(value, keras.layers.Layer)}


def _held(thing: Any) -> dict[str, Any]:
    return vars(thing) if hasattr(thing, "__dict__") else {}


def _is_lambda(value: Any) -> bool:
    return isinstance(value, types.FunctionType) and value.__name__ == "<lambda>"


@functools.cache
def _parameters(cls: Any) -> dict[str, inspect.Parameter]:
    """Return the parameters of the constructors of `cls` and its bases, the nearest definition of each."""
    found: dict[str, inspect.Parameter] = {}
    for base in reversed(cls.__mro__):
        if "__init__" in vars(base) and base is not object:
            found.update(_signature(vars(base)["__init__"]))
    return {name: item for name, item in found.items() if name != "self"}


def _signature(function: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    try:
        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return {}
    variable = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    return {name: item for name, item in parameters.items() if item.kind not in variable}


@functools.cache
def defaults_of(cls: Any) -> dict[str, Any]:
    """Return the default of each optional constructor argument of `cls`, those of its bases included."""
    return {name: item.default for name, item in _parameters(cls).items() if item.default is not item.empty}


def settings_of(config: Mapping[str, Any], cls: Any, leave_out: frozenset[str] = frozenset()) -> dict[str, Setting]:
    """Return `config` as settings, "default" where a value equals what the constructor of `cls` takes by itself."""
    values = {key: readable(value) for key, value in config.items() if key != "name" and key not in leave_out}
    known = _UNNAMED_DEFAULTS | defaults_of(cls)
    return {
        key: Setting(
            value=value, origin="default" if key in known and is_default(key, value, known[key], values) else "set"
        )
        for key, value in values.items()
    }


def is_default(key: str, value: JsonValue, default: Any, values: Mapping[str, JsonValue]) -> bool:
    """Return True if `value` is what `default` stands for, in Keras's own spellings of it."""
    expected = readable(default)
    if value == expected:
        return True
    if isinstance(value, list) and isinstance(expected, list):
        return value == [[item, item] for item in expected]  # padding=(1, 1) is kept as ((1, 1), (1, 1))
    if isinstance(value, list) and expected is not None:
        # strides=1 is kept as (1, 1), factor=1.0 as (0, 1.0)
        return all(item == expected for item in value) or value == [0, expected]
    if expected is None:
        return value in _meanings_of_none(key, values)
    if not isinstance(expected, str) or not isinstance(value, str):
        return False
    return snake_case(value) == _INITIALIZER_ALIASES.get(expected, snake_case(expected))


def _meanings_of_none(key: str, values: Mapping[str, JsonValue]) -> list[JsonValue]:
    """Return what Keras's layers make of an argument that is None."""
    axes, rate, forward = values.get("attention_axes"), values.get("sampling_rate"), values.get("layer")
    is_hashing = "num_bins" in values and "bin_boundaries" not in values
    meanings: dict[str, JsonValue] = {
        "activation": "linear",
        "attention_axes": list(range(1, len(axes) + 1)) if isinstance(axes, list) else None,
        "backward_layer": _reversed(forward) if isinstance(forward, dict) else None,
        "data_format": keras.config.image_data_format(),
        "dtype": "int64" if is_hashing else keras.config.dtype_policy().name,
        "max_freq": rate / 2 if isinstance(rate, int | float) else None,
        "ragged": False,
        "sequence_length": values.get("fft_length"),
        "sparse": False,
        "strides": values.get("pool_size"),
        "value_dim": values.get("key_dim"),
    }
    return [[], {}, *([meanings[key]] if key in meanings else [])]


def _reversed(forward: dict[str, JsonValue]) -> JsonValue:
    """Return the layer that `Bidirectional` makes of the one it is given."""
    return {**forward, "go_backwards": not forward.get("go_backwards")}
