"""The processes that lay out parts of a report beside this one: started early, to load WeasyPrint meanwhile."""

import contextlib
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from reportgen.answers import skip_to_answers
from reportgen.errors import RenderError
from reportgen.processes import processors, start_worker

if TYPE_CHECKING:
    from reportgen.outputs.parts.dividing import Part
    from reportgen.outputs.parts.facts import (
        BareMargins,
        DrawnMargins,
        LaidOutPart,
        Materials,
        Numbers,
        Whole,
        WholeDocument,
    )

_MOST_WORKERS = 7
# Loaded by who has rendered, or uses WeasyPrint for something else.
_OF_A_RENDERING = {"reportgen.outputs.html", "weasyprint"}


class Crew:
    """A context manager: leaving it ends the workers and removes what they wrote to `folder`.

    With `soon` the first worker starts at once, if there is a processor for it.
    """

    def __init__(self, *, soon: bool = False) -> None:
        # On Windows a file that is open, as it is when a rendering fails, cannot be removed.
        self._folder = tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True)
        self._workers: list[Worker] = []
        self.folder = Path(self._folder.name)
        if soon:
            self.workers(1)

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.end()
        self._folder.cleanup()

    @property
    def there(self) -> "Sequence[Worker]":
        """The workers that were started."""
        return tuple(self._workers)

    def workers(self, most: int, *, apart: bool = False) -> "Sequence[Worker]":
        """Return at most this number of workers: one for each processor beside that of this process.

        With `apart` this process has nothing to do itself: then there is one for its processor, too.
        """
        count = min(most, processors() - (not apart), _MOST_WORKERS)
        for number in range(len(self._workers), count):
            self._workers.append(Worker(self.folder / f"worker{number}.txt"))
        return self._workers[:count]


def begun_crew() -> Crew:
    """Return a crew whose first worker has begun to load WeasyPrint, if this process renders for the first time.

    A program that renders again has that to itself from the second time on: a report of few pages needs no other
    process then.
    """
    return Crew(soon=not _OF_A_RENDERING & sys.modules.keys())


class Worker:
    """A process that does what a `Workplace` does; what it says on standard error goes to the file `said`."""

    def __init__(self, said: Path) -> None:
        self._said = said
        with said.open("wb") as messages:
            self.process = start_worker(
                "reportgen.outputs.parts.worker",
                said=messages,
                # It is killed, and leaves there the folder that WeasyPrint copies fonts into.
                environment={"TMPDIR": str(said.parent)},
            )
        self._tasks, self._answers = cast(BinaryIO, self.process.stdin), cast(BinaryIO, self.process.stdout)
        self._advance: Callable[[], None] = lambda: None

    def begin(self, materials: "Materials", advance: Callable[[], None]) -> None:
        """Say what parts are made from; `advance` is called for each page.

        Raises:
            RenderError: the process has ended.
        """
        self._advance = advance
        with self._told():
            self._send(materials)
            skip_to_answers(self._answers)

    def body(self, part: "Part", numbers: "Numbers") -> "LaidOutPart":
        """Have the pages of a part laid out, see `Workplace`. Raises RenderError if the process could not, or ended."""
        laid_out: LaidOutPart = self._answer(part, numbers)
        return laid_out

    def margins(self, bare: "BareMargins") -> "DrawnMargins":
        """Have the margins of a part drawn, see `Workplace`. Raises RenderError as `body` does."""
        drawn: DrawnMargins = self._answer(bare)
        return drawn

    def whole(self, document: "Whole") -> "WholeDocument":
        """Have a document laid out as a whole, see `Workplace`. Raises RenderError as `body` does."""
        laid_out: WholeDocument = self._answer(document)
        return laid_out

    def _answer(self, task: Any, numbers: "Numbers" = lambda _: {}) -> Any:
        # Not with this module: what a worker loads takes longer than this, so it starts first.
        from reportgen.outputs.parts.facts import STEP, Question, Refusal

        with self._told():
            self._send(task)
        while True:
            with self._told():
                answer = pickle.load(self._answers)
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
        pickle.dump(task, self._tasks)
        self._tasks.flush()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say what a process said last that does not take or give anything any more."""
        try:
            yield
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            code = self.process.wait()
            lines = self._said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise _refused(lines[-1] if lines else f"a process ended with exit status {code}") from error

    def end(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.wait()
        for pipe in (self._tasks, self._answers):
            with contextlib.suppress(OSError):  # what it did not read cannot be written any more
                pipe.close()


def _refused(reason: str) -> RenderError:
    return RenderError(f"the pages could not be laid out: {reason}")
