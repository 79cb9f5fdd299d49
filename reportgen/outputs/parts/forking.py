"""Processes forked from one that lays parts out, when it has loaded WeasyPrint: 0.01 s instead of 0.4 s each.

On Linux alone, where this is safe as long as a process has no threads: Pango starts some with its first fonts, so these
are read afterwards. The process that asks for them makes the pipes to them before, and knows them by these alone; what
is forked is in the group of the process that it is forked from, and ends when its input does.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from reportgen.answers import answers_on

_THREADS = Path("/proc/self/task")


@dataclass(frozen=True)
class Line:
    """Where tasks for a process are written, and its answers are read."""

    tasks: BinaryIO
    answers: BinaryIO

    def close(self) -> None:
        """Close both: the process ends, or never begins."""
        for pipe in (self.tasks, self.answers):
            with contextlib.suppress(OSError):  # what it did not read cannot be written any more
                pipe.close()


@dataclass(frozen=True)
class FarEnd:
    """The other ends of a `Line`, as numbers that a process inherits."""

    tasks: int
    answers: int

    def close(self) -> None:
        """Close both."""
        os.close(self.tasks)
        os.close(self.answers)


def can_fork() -> bool:
    """Say whether processes may be forked on this system."""
    return sys.platform == "linux"


def new_line() -> tuple[Line, FarEnd]:
    """Return the two ends of the pipes to a process."""
    (taken, tasks), (answers, given) = os.pipe(), os.pipe()
    return Line(os.fdopen(tasks, "wb"), os.fdopen(answers, "rb")), FarEnd(taken, given)


def far_ends(numbers: Sequence[str]) -> list[FarEnd]:
    """Return the ends that a process inherits, from their numbers one after another."""
    return [FarEnd(*map(int, pair)) for pair in zip(numbers[::2], numbers[1::2], strict=True)]


def forked(ends: Sequence[FarEnd], most: int, received: BinaryIO, sent: BinaryIO) -> tuple[BinaryIO, BinaryIO]:
    """Fork a process for each of `ends`, `most` at the most, if this one has no threads: they would be missing there.

    Return where the process receives its tasks and sends its answers: `received` and `sent` in that which was there; in
    others as soon as there is a task, for what they did before might be for nothing.
    """
    # Before any is forked: from then on it may be asked to end.
    signal.signal(signal.SIGTERM, _end_with_forked)
    wanted = most if len(list(_THREADS.iterdir())) == 1 else 0
    for number, end in enumerate(ends[:wanted]):
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            _close(received, sent, *ends[number + 1 :])
            return _begun(end)
        end.close()
    _close(*ends[wanted:])
    return received, sent


def _begun(end: FarEnd) -> tuple[BinaryIO, BinaryIO]:
    tasks, answers = os.fdopen(end.tasks, "rb"), answers_on(end.answers)
    tasks.peek()
    return tasks, answers


def _close(*pipes: FarEnd | BinaryIO) -> None:
    for pipe in pipes:
        pipe.close()


def _end_with_forked(_number: int, _frame: object) -> NoReturn:
    """End when all that were forked have: nobody else would clear them away in a container without an init process."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    os._exit(0)
