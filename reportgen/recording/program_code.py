"""The program's own code: which frames are its, and what ended a training that did not complete."""

import re
import sys
import sysconfig
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from reportgen.recording.jupyter import cell_of
from reportgen.records.run import Failure, State

_LONGEST_MESSAGE = 4000
_MOST_FRAMES = 8
_FRAME_LINE = re.compile(r'\s*File ".*", line \d+')
_FARTHEST = 200
_LIBRARIES = tuple(
    {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")} | {sys.prefix + "/lib"}
)
_OWN = str(Path(__file__).resolve().parents[1])


def state_of(error: BaseException | None) -> State:
    """Return the state of a training that ended with `error`, or with none."""
    if error is None:
        return "completed"
    return "interrupted" if isinstance(error, KeyboardInterrupt) else "failed"


def describe_failure(error: BaseException | None) -> Failure | None:
    """Describe `error` with the last frames of the program's own code, outermost first. Does not raise."""
    if error is None:
        return None
    try:
        return _describe(error)
    except Exception:  # no stack left to look at the one it ended
        return Failure(type=type(error).__name__)


def _describe(error: BaseException) -> Failure:
    inside = list(traceback.walk_tb(error.__traceback__))
    raised_in = {frame for frame, _ in inside}
    around = [(frame, frame.f_lineno) for frame in program_frames() if frame not in raised_in]
    entries = traceback.StackSummary.extract(iter([*reversed(around), *inside]))
    own = [entry for entry in entries if is_program_file(entry.filename)]
    return Failure(
        type=type(error).__name__,
        message=_message(error),
        frames=tuple(_frame(entry) for entry in own[-_MOST_FRAMES:]),
    )


def _message(error: BaseException) -> str:
    """Return what `error` says, without the tracebacks that TensorFlow writes into it, and at most so long."""
    try:
        said = str(error)
    except Exception:
        return ""  # the program's own class, whose __str__ fails
    lines = (line for line in said.splitlines() if line.strip() and not _FRAME_LINE.match(line))
    message = "\n".join(lines)
    return message if len(message) <= _LONGEST_MESSAGE else message[:_LONGEST_MESSAGE] + "…"


def is_program_file(filename: str) -> bool:
    """Return True for a file of the program itself: not a library's, not Python's, not reportgen's."""
    if filename.startswith("<frozen"):
        return False
    inside_own = filename.startswith(_OWN) and not filename.startswith(f"{_OWN}/examples")
    return not inside_own and not filename.startswith(_LIBRARIES) and "site-packages" not in filename


def _frame(entry: traceback.FrameSummary) -> str:
    """Write a frame; its path relative to the working folder, else only the file's name, which names no user."""
    if (cell := cell_of(entry.filename)) is not None:
        within = "" if entry.name.startswith("<") else f", in {entry.name}"
        return f"cell {cell}, line {entry.lineno}{within}: {entry.line or ''}".rstrip(": ")
    path = Path(entry.filename)
    shown = path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path.name
    return f"{shown}, line {entry.lineno}, in {entry.name}: {entry.line or ''}".rstrip(": ")


def program_frames() -> Iterator[FrameType]:
    """Yield the running frames of the program's own code, innermost first."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001
    for _ in range(_FARTHEST):
        if frame is None:
            return
        if is_program_file(frame.f_code.co_filename):
            yield frame
        frame = frame.f_back
