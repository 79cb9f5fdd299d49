"""Which function of the program made a model, noted while it makes it. Imports no Keras, which may be half imported."""

import weakref
from types import CodeType
from typing import Any

from reportgen.recording.program_code import program_frames

_builders: "weakref.WeakKeyDictionary[Any, CodeType]" = weakref.WeakKeyDictionary()


def note_builder(model: Any) -> None:
    """Remember the function of the program in which `model` is being made."""
    frame = next(program_frames(), None)
    if frame is not None and frame.f_code.co_name != "<module>":
        _builders[model] = frame.f_code


def builder_of(model: Any) -> CodeType | None:
    """Return the function that made `model`; None for one made outside any function."""
    return _builders.get(model)
