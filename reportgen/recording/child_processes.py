"""The recording handed on: every Python that the program starts, and those started by it, records into its session.

Two environment variables carry it. What the program sees in `os.environ` is what it would see without a recorder: they
are taken out of Python's mapping, not out of the environment of the C library, which a child inherits if it is given no
other. A child that is given another, such as a copy of `os.environ` with a change, gets them added on the way to the
operating system.

This runs as every Python begins that a program starts, also one of another version or one that never trains. So it
needs nothing but what Python has loaded by then; the rest is loaded once the program imports what a training needs.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing takes as long to import as Python to start
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    _Function = Callable[..., Any]
    _Call = tuple[_Function, tuple[Any, ...], dict[str, Any]]

VARIABLE = "REPORTGEN_RECORDING"

# reportgen may lie where only the parent looked: in its working folder, for one.
_HOME = __file__.rsplit("/", 3)[0]
_BETWEEN = "\t"  # in no path, and in no JSON
_PATH = b"PYTHONPATH"
_ENVIRONMENT = 5  # of the arguments of fork_exec
_NEEDED_TO_TRAIN = frozenset({"numpy", "torch", "keras"})  # TensorFlow, JAX and scikit-learn import NumPy


def environment_for(startup: str, handover: str) -> dict[str, str]:
    """Return the two variables that make a Python find the folder `startup` first and record as `handover` says."""
    path = os.environ.get(_PATH.decode())
    marked = _marked(os.fsencode(startup), None if path is None else os.fsencode(path))
    return {_PATH.decode(): os.fsdecode(marked), VARIABLE: _BETWEEN.join((startup, "", "", handover))}


def begin() -> None:
    """Hide the variables from the program, hand them on to its children, and record if this Python can.

    The program itself, which finds no process named, is recorded from its first line on. A process that it starts is,
    once it imports what a training needs, so that many short ones cost next to nothing; and only if it runs the same
    Python, for another has packages of its own.
    """
    startup, program, python, handover = os.environ[VARIABLE].split(_BETWEEN, 3)
    program, python = program or str(os.getpid()), python or _this_python()
    value = _BETWEEN.join((startup, program, python, handover))
    _hide(startup)
    os.putenv(VARIABLE, value)
    _hand_on(os.fsencode(startup), os.fsencode(value))
    if python == _this_python():
        _waiting.handover, _waiting.path = handover, [*sys.path, _HOME]
        _waiting.is_program = program == str(os.getpid())
        if _waiting.is_program or not _NEEDED_TO_TRAIN.isdisjoint(sys.modules):
            record_now()
        else:
            sys.meta_path.insert(0, _waiting)


def _this_python() -> str:
    """Return what tells this Python and its packages from other ones."""
    return f"{sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')} {os.path.realpath(sys.prefix)}"


class _Waiting:
    """A finder that finds nothing: it begins to record before the first import of what a training needs."""

    handover: str | None = None
    path: list[str]
    is_program: bool

    def find_spec(self, name: str, *_where: Any) -> None:
        if name in _NEEDED_TO_TRAIN:
            record_now()


_waiting = _Waiting()


def record_now() -> None:
    """Begin to record, if this process was asked to and has not begun. A failure is one line, never the program's."""
    handover, _waiting.handover = _waiting.handover, None
    if handover is None:
        return
    known, before = set(sys.modules), list(sys.path)
    # What this needs is not imported from the folder of the program.
    sys.path[:] = _waiting.path
    try:
        from reportgen.recording.child import record

        added = [entry for entry in before if entry not in _waiting.path]
        record(handover, known, added, is_program=_waiting.is_program)
    except Exception as error:
        sys.stderr.write(f"reportgen: nothing is recorded: {type(error).__name__}: {error}\n")
    finally:
        sys.path[:] = before


def _hide(startup: str) -> None:
    """Give `os.environ` and `sys.path` what they would hold without a recorder; children still inherit the rest."""
    seen: dict[bytes, bytes] = os.environ._data  # type: ignore[attr-defined]  # noqa: SLF001
    seen.pop(os.fsencode(VARIABLE), None)
    marked = seen.get(_PATH, b"")
    path = _unmarked(os.fsencode(startup), marked)
    if path is not None:
        seen[_PATH] = path  # where it stands: the order is the program's, too
    else:
        seen.pop(_PATH, None)
    instead = [os.getcwd()] if path and _stands_for_nothing(os.fsencode(startup), marked) else []  # noqa: PTH109
    found = [place for place, entry in enumerate(sys.path) if os.path.abspath(entry) == startup]  # noqa: PTH100
    for place in reversed(found):
        sys.path[place : place + 1] = [entry for entry in instead if entry not in sys.path]


def _marked(startup: bytes, path: bytes | None) -> bytes:
    """Return the search path with `startup` in front, spelled so that the path can be told from it again.

    None is a path that is not set. A script may append to what it finds there: "$PYTHONPATH:/more".
    """
    if path is None:
        return startup
    if startup in path:
        return path
    return startup + (b"/:" + path if path else b"/.")


def _unmarked(startup: bytes, marked: bytes) -> bytes | None:
    """Return what `_marked` was given, with what was added since; None if the path would not be set."""
    if marked == startup:
        return None
    for spelling in (b"/:", b"/.", b""):
        marked = marked.replace(startup + spelling, b"")
    return marked


def _stands_for_nothing(startup: bytes, marked: bytes) -> bool:
    """Return True if the path was not set and something was added to it: Python takes ":/more" for folder and more."""
    return startup + b"/" not in marked


def _hand_on(startup: bytes, value: bytes) -> None:
    """Add the variables to every environment that the program gives to a child, in a copy of it."""
    import _posixsubprocess

    def execute(original: _Function, path: Any, argv: Any, env: Any, **others: Any) -> _Call:
        variables = {os.fsencode(name): os.fsencode(text) for name, text in env.items()}
        return original, (path, argv, _recording(variables, startup, value)), others

    def fork(original: _Function, *args: Any) -> _Call:
        if args[_ENVIRONMENT] is None:
            return original, args, {}  # the environment of the C library
        variables = dict(entry.split(b"=", 1) for entry in args[_ENVIRONMENT])
        entries = [b"=".join(pair) for pair in _recording(variables, startup, value).items()]
        return original, (*args[:_ENVIRONMENT], entries, *args[_ENVIRONMENT + 1 :]), {}

    for name in ("execve", "posix_spawn", "posix_spawnp"):
        _replace(os, name, execute)
    _replace(_posixsubprocess, "fork_exec", fork)
    if "subprocess" in sys.modules:  # a package's .pth file was faster
        sys.modules["subprocess"]._fork_exec = _posixsubprocess.fork_exec  # type: ignore[attr-defined]  # noqa: SLF001
    _stay_in_front(startup)


def _recording(variables: dict[bytes, bytes], startup: bytes, value: bytes) -> dict[bytes, bytes]:
    if os.fsencode(VARIABLE) in variables:
        return variables  # of a recorder that the program starts, or read from a child
    return {**variables, _PATH: _marked(startup, variables.get(_PATH)), os.fsencode(VARIABLE): value}


def _stay_in_front(startup: bytes) -> None:
    """Let a search path that the program sets in `os.environ`, or deletes, reach its children behind `startup`."""
    set_variable = os.putenv

    def put(original: _Function, name: Any, text: Any) -> _Call:
        return original, (name, _marked(startup, os.fsencode(text)) if os.fsencode(name) == _PATH else text), {}

    def remove(original: _Function, name: Any) -> _Call:
        return (set_variable, (_PATH, startup), {}) if os.fsencode(name) == _PATH else (original, (name,), {})

    _replace(os, "putenv", put)
    _replace(os, "unsetenv", remove)


def _replace(module: Any, name: str, change: Callable[..., _Call]) -> None:
    """Replace a function by one that makes the call `change` turns it into, and leaves no frame in a traceback."""
    original = getattr(module, name, None)
    if original is None:
        return  # not on this system

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            function, args, kwargs = _changed(change, original, args, kwargs)
            return function(*args, **kwargs)
        except BaseException as error:
            if error.__traceback__ is not None:
                error.__traceback__ = error.__traceback__.tb_next
            raise

    for attribute in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(call, attribute, getattr(original, attribute))
    call.__wrapped__ = original  # type: ignore[attr-defined]
    if original in os.supports_fd:
        os.supports_fd.add(call)
    setattr(module, name, call)


def _changed(change: Callable[..., _Call], original: _Function, args: tuple[Any, ...], kwargs: dict[str, Any]) -> _Call:
    try:
        return change(original, *args, **kwargs)
    except Exception:
        return original, args, kwargs  # nothing that the function takes: it says so itself
