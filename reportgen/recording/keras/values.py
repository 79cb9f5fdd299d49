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
_INITIALIZERS = "keras.initializers"


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
    if spec.get("module") == _INITIALIZERS and cls is not None:
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
    known = defaults_of(cls)
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
    if isinstance(value, list) and not isinstance(expected, list) and expected is not None:
        return all(item == expected for item in value)  # strides=1 is kept as (1, 1)
    if expected is None:
        return value in _meanings_of_none(key, values)
    return isinstance(expected, str) and isinstance(value, str) and snake_case(value) == snake_case(expected)


def _meanings_of_none(key: str, values: Mapping[str, JsonValue]) -> list[JsonValue]:
    meanings: dict[str, JsonValue] = {
        "activation": "linear",
        "data_format": keras.config.image_data_format(),
        "dtype": keras.config.dtype_policy().name,
        "strides": values.get("pool_size"),
    }
    return [[], {}, *([meanings[key]] if key in meanings else [])]
