"""The processes that lay out parts of a report, as they are seen from the one that has them: started, or forked."""

import contextlib
import os
import pickle
import signal
import subprocess
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reportgen.answers import skip_to_answers
from reportgen.errors import RenderError
from reportgen.outputs.parts.forking import FarEnd, Line, can_fork, new_line
from reportgen.processes import start_worker

if TYPE_CHECKING:
    from reportgen.outputs.parts.dividing import Part
    from reportgen.outputs.parts.facts import (
        BareMargins,
        DrawnMargins,
        LaidOutPart,
        Numbers,
        Whole,
        WholeDocument,
    )
    from reportgen.outputs.parts.fonts import UsedFont
    from reportgen.outputs.parts.materials import Materials

# It ends at once when it is asked to, unless a library keeps it busy.
_SECONDS_TO_END = 1


class Worker(ABC):
    """A process that does what a `Workplace` does: at the other end of `line`, saying what goes wrong to `said`."""

    def __init__(self, line: Line, said: Path) -> None:
        self._line = line
        self._said = said
        self._advance: Callable[[], None] = lambda: None
        self._turn = threading.RLock()

    @abstractmethod
    def begin(self, materials: "Materials", advance: Callable[[], None]) -> bool:
        """Say what parts are made from; `advance` is called for each page. Return whether there is a process at all.

        Raises:
            RenderError: the process has ended.
        """

    def body(self, part: "Part", numbers: "Numbers") -> "LaidOutPart":
        """Have the pages of a part laid out, see `Workplace`. Raises RenderError if the process could not, or ended."""
        laid_out: LaidOutPart = self._answer(part, numbers)
        return laid_out

    def margins(self, bare: "BareMargins") -> "DrawnMargins":
        """Have the margins of a part drawn, see `Workplace`. Raises RenderError as `body` does."""
        drawn: DrawnMargins = self._answer(bare)
        return drawn

    def fonts(self, used: "Sequence[UsedFont]") -> bytes:
        """Have fonts written, see `Workplace`. Raises RenderError as `body` does."""
        # Not with this module, see below.
        from reportgen.outputs.parts.facts import WantedFonts

        written: bytes = self._answer(WantedFonts(tuple(used)))
        return written

    def whole(self, document: "Whole") -> "WholeDocument":
        """Have a document laid out as a whole, see `Workplace`. Raises RenderError as `body` does."""
        laid_out: WholeDocument = self._answer(document)
        return laid_out

    def _answer(self, task: Any, numbers: "Numbers" = lambda _: {}) -> Any:
        # One thread at a time, which may have more done before it answers a question.
        with self._turn:
            return self._answered(task, numbers)

    def _answered(self, task: Any, numbers: "Numbers") -> Any:
        # Not with this module: what a worker loads takes longer than this, so it starts first.
        from reportgen.outputs.parts.facts import STEP, Question, Refusal

        with self._told():
            self._send(task)
        while True:
            with self._told():
                answer = pickle.load(self._line.answers)
            if answer == STEP:
                self._advance()
            elif isinstance(answer, Question):
                found = numbers(answer.ending)
                with self._told():
                    self._send(found)
            elif isinstance(answer, Refusal):
                raise _refused(answer.reason)
            else:
                return answer

    def _send(self, task: Any) -> None:
        pickle.dump(task, self._line.tasks)
        self._line.tasks.flush()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say what a process said last that does not take or give anything any more."""
        try:
            yield
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            ended = self._ended()
            lines = self._said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise _refused(lines[-1] if lines else ended) from error

    def _ended(self) -> str:
        """Say that it has ended, in words."""
        return "a process ended"

    @abstractmethod
    def dismiss(self) -> None:
        """Let the process end, whatever it does: it is not waited for."""

    @abstractmethod
    def end(self) -> None:
        """End the process at once."""

    def close(self) -> None:
        """Close what leads to the process, when it has ended."""
        self._line.close()


class Forked(Worker):
    """A worker that is forked from another one, when that has loaded what it takes, and ends with it."""

    def begin(self, materials: "Materials", advance: Callable[[], None]) -> bool:  # noqa: ARG002  # it inherits them
        """See `Worker`: there is none if it could not be forked."""
        self._advance = advance
        return skip_to_answers(self._line.answers)

    def dismiss(self) -> None:
        """Nothing: it ends with the one that it is forked from."""

    def end(self) -> None:
        """See `dismiss`."""


class Started(Worker):
    """A worker that is started, from which as many more as `forks` says can be forked."""

    def __init__(self, said: Path, forks: int = 0) -> None:
        ends = [new_line() for _ in range(forks)]
        self._lines = [line for line, _ in ends]
        self._is_dismissed = False
        self._forks = forks
        self.process = _started(said, [far for _, far in ends])
        super().__init__(Line(cast(BinaryIO, self.process.stdin), cast(BinaryIO, self.process.stdout)), said)

    @property
    def has_forks(self) -> bool:
        """Whether more can be forked from it."""
        return bool(self._lines)

    def limit_forks(self, most: int) -> None:
        """Fork no more than this number from it; to be called before it begins."""
        for line in self._lines[most:]:
            line.close()
        del self._lines[most:]
        self._forks = len(self._lines)

    def forked(self) -> Forked | None:
        """Return one more worker, forked from it as it begins; None if there is none left."""
        return Forked(self._lines.pop(0), self._said) if self._lines else None

    def begin(self, materials: "Materials", advance: Callable[[], None]) -> bool:
        """See `Worker`."""
        self._advance = advance
        with self._told():
            self._send(materials)
            self._send(self._forks)
            skip_to_answers(self._line.answers)
        return True

    def _ended(self) -> str:
        return f"a process ended with exit status {self.process.wait()}"

    def dismiss(self) -> None:
        """Let the process end, and those that were forked from it, which it clears away."""
        if self.process.returncode is None and not self._is_dismissed:
            self._signal("SIGTERM")
        self._is_dismissed = True

    def end(self) -> None:
        """End the process at once, and those that were forked from it."""
        self.dismiss()
        try:
            self.process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._signal("SIGKILL")
            self.process.wait()

    def _signal(self, name: str) -> None:
        """Send a signal to the process and all that were forked from it; where none are, it ends by any of them."""
        if not can_fork():
            self.process.kill()
            return
        with contextlib.suppress(ProcessLookupError):  # a thread has just heard that it ended
            os.killpg(self.process.pid, signal.Signals[name])

    def close(self) -> None:
        """Close what leads to the process, and to those that nobody asked for."""
        super().close()
        for line in self._lines:
            line.close()


def _started(said: Path, ends: Sequence[FarEnd]) -> "subprocess.Popen[bytes]":
    """Start a process that inherits `ends`; what it says on standard error goes to the file `said`."""
    numbers = [number for end in ends for number in (end.tasks, end.answers)]
    with said.open("wb") as messages:
        process = start_worker(
            "reportgen.outputs.parts.worker",
            *map(str, numbers),
            said=messages,
            # It is killed, and leaves there the folder that WeasyPrint copies fonts into.
            environment={"TMPDIR": str(said.parent)},
            inherited=numbers,
        )
    for end in ends:
        end.close()
    return process


def _refused(reason: str) -> RenderError:
    return RenderError(f"the pages could not be laid out: {reason}")
