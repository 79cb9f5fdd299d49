"""What a run is called: the name people would recognise it by, found where the program wrote one."""

import re
from types import FrameType
from typing import Any

from reportgen.recording.keras.builders import builder_of
from reportgen.recording.keras.values import snake_case
from reportgen.recording.program_code import program_frames
from reportgen.records.model import Model
from reportgen.records.values import Origin

_GENERIC = frozenset(
    "model models net nets network nn m mdl clf classifier self cls estimator trainer train fit main run build "
    "compile create make get define setup init new f func function fn test demo experiment wrapper result obj x "
    "keras_model hypermodel hp call base inner nested encoder decoder tmp temp _ __init__ __call__".split()
)
_VERBS = re.compile(r"^(?:(?:build|make|create|get|define|construct|new|init|setup)_)+|_model$")


def name_of(model: Any, described: Model | None) -> tuple[str, Origin]:
    """Return the name of a run of `model`: the model's own, its function's or variable's, or its architecture's."""
    name = str(model.name)
    if not _is_automatic(name, type(model).__name__):
        return name, "set"
    if not type(model).__module__.startswith("keras."):
        return type(model).__name__, "inferred"
    frames = list(program_frames())
    found = _builder_name(model, frames) or _holder_name(model, frames)
    return found or _words(described) or type(model).__name__, "inferred"


def _is_automatic(name: str, cls: str) -> bool:
    """Return True for a name that Keras made up: the class in snake case, with a number."""
    made_up = {"sequential", "functional", "model", _keras_snake_case(cls), snake_case(cls)}
    return re.sub(r"_\d+$", "", name) in made_up


def _keras_snake_case(name: str) -> str:
    """Return `MyCNNModel` as "my_cnn_model", as keras/src/utils/naming.py spells automatic names."""
    words = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", words).lower()


def _builder_name(model: Any, frames: list[FrameType]) -> str | None:
    """Return the function that built the model; one that still runs also trains it, and is no name for it."""
    code = builder_of(model)
    if code is None or any(frame.f_code is code for frame in frames):
        return None
    return _telling(code.co_name)


def _holder_name(model: Any, frames: list[FrameType]) -> str | None:
    """Return the variable that holds the model, or its key in a dictionary, in the nearest frame that has one."""
    for frame in frames:
        held = list(frame.f_locals.items())
        names = (name for name, value in held if value is model)
        keys = (key for _, value in held if type(value) is dict for key, item in value.items() if item is model)
        for found in (*names, *keys):
            if isinstance(found, str) and (telling := _telling(found)):
                return telling
    return None


def _telling(name: str) -> str | None:
    """Return what a name says of a model: "convnet" of `build_convnet_model`; None if it says nothing."""
    bare = _VERBS.sub("", name.strip("_"))
    numberless = re.sub(r"[_\d]+$", "", bare).lower()
    is_word = bool(bare) and not name.startswith("<")
    return bare if is_word and numberless not in _GENERIC and len(numberless) > 1 else None


def _words(described: Model | None) -> str | None:
    from reportgen.knowledge.architectures import architecture_words

    return architecture_words(described) if described is not None else None
