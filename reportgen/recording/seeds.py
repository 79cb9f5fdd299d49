"""The seeds a program set, noted as it sets them: random, NumPy, TensorFlow, Torch, Keras."""

import sys
from types import FrameType, ModuleType
from typing import Any

from reportgen.recording.imports import after_import, replace_everywhere
from reportgen.recording.wrapping import observed
from reportgen.records.values import JsonValue

_FUNCTIONS = (
    ("random", "seed", "random.seed"),
    ("numpy.random", "seed", "numpy.random.seed"),
    ("tensorflow.python.framework.random_seed", "set_seed", "tf.random.set_seed"),
    ("torch.random", "manual_seed", "torch.manual_seed"),
    ("keras.src.utils.rng_utils", "set_random_seed", "keras.utils.set_random_seed"),
)
_LIBRARIES = frozenset({"random", "numpy", "tensorflow", "torch", "keras", "sklearn", "scipy", "jax"})
_CALLER_DEPTH = 2
_DECORATORS = ("torch._compile", "torch._dynamo")

_seeds: dict[str, JsonValue] = {}


def seeds() -> dict[str, JsonValue]:
    """Return the seeds set so far, by the function that set them."""
    return dict(_seeds)


def watch_seeds() -> None:
    """Note every later call of a function that sets a seed."""
    for module, attribute, name in _FUNCTIONS:
        after_import(module, _hook(attribute, name))


def _hook(attribute: str, name: str) -> Any:
    def note(args: tuple[Any, ...], kwargs: dict[str, Any], _result: Any) -> None:
        # Libraries seed one another, keras.utils.set_random_seed all of them: only the program's own call counts.
        caller = _module_of(sys._getframe(_CALLER_DEPTH))  # noqa: SLF001
        value = next(iter((*args, *kwargs.values())), None)
        if caller.partition(".")[0] not in _LIBRARIES and isinstance(value, int):
            _seeds[name] = value

    def hook(module: ModuleType) -> None:
        replace_everywhere(module, attribute, lambda function: observed(function, note))

    return hook


def _module_of(caller: FrameType | None) -> str:
    """Return the module that called; Torch, once compiled for, calls its own functions through decorators."""
    while caller is not None and str(caller.f_globals.get("__name__", "")).startswith(_DECORATORS):
        caller = caller.f_back
    return str(caller.f_globals.get("__name__", "")) if caller is not None else ""
