"""Functions of the program's libraries, watched: same name, signature and docstring, no frame in a traceback."""

import functools
from collections.abc import Callable
from typing import Any

from reportgen.recording.recorder import warn

Note = Callable[[tuple[Any, ...], dict[str, Any], Any], None]


def without_own_frame(error: BaseException) -> None:
    """Take the frame that caught `error` off its traceback, so that a bare `raise` leaves no trace of it."""
    if error.__traceback__ is not None:
        error.__traceback__ = error.__traceback__.tb_next


def observed(function: Callable[..., Any], note: Note) -> Callable[..., Any]:
    """Return `function`, calling `note(args, kwargs, result)` whenever it has returned."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            without_own_frame(error)
            raise
        try:
            note(args, kwargs, result)
        except Exception as error:
            warn(f"a call of {function.__name__} was not recorded: {error!r}")
        return result

    return call
