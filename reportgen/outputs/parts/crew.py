"""The processes that lay out parts of a report beside this one: started early, to load WeasyPrint meanwhile."""

import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from reportgen.answers import skip_to_answers
from reportgen.errors import RenderError
from reportgen.outputs.parts.facts import STEP, Refusal

_MOST_WORKERS = 7
_PACKAGE_HOME = Path(__file__).resolve().parents[3]


class Crew:
    """A context manager: leaving it ends the workers and removes what they wrote to `folder`.

    `soon` says that there will be parts enough: then the first worker starts at once, if there is a processor for it.
    """

    def __init__(self, *, soon: bool) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="reportgen-")
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

    def workers(self, most: int) -> "Sequence[Worker]":
        """Return at most this number of workers: no more than there are processors beside that of this process."""
        count = min(most, _processors() - 1, _MOST_WORKERS)
        for number in range(len(self._workers), count):
            self._workers.append(Worker(self.folder / f"worker{number}.txt"))
        return self._workers[:count]


class Worker:
    """A process of its own; what it says on standard error goes to the file `said`."""

    def __init__(self, said: Path) -> None:
        self._said = said
        self._has_begun = False
        # -P: a file of the user's called pickle.py in the working folder must not be imported.
        command = [sys.executable, "-P", "-m", "reportgen.outputs.parts.worker"]
        searched = os.pathsep.join(filter(None, [str(_PACKAGE_HOME), os.environ.get("PYTHONPATH")]))
        with said.open("wb") as messages:
            self.process = subprocess.Popen(
                command,
                # It is killed, and leaves there the folder that WeasyPrint copies fonts into.
                env=os.environ | {"PYTHONPATH": searched, "TMPDIR": str(said.parent)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=messages,
            )

    def send(self, task: Any) -> None:
        """Hand over a task.

        Raises:
            RenderError: the process has ended.
        """
        assert self.process.stdin is not None  # it was opened as a pipe
        try:
            pickle.dump(task, self.process.stdin)
            self.process.stdin.flush()
        except OSError as error:
            raise _refused(self._last_words()) from error

    def ask(self, task: Any, advance: Callable[[], None]) -> Any:
        """Hand over a task and return the answer.

        Raises:
            RenderError: the process could not do it, or has ended.
        """
        assert self.process.stdout is not None
        self.send(task)
        if not self._has_begun:
            skip_to_answers(self.process.stdout)
            self._has_begun = True
        try:
            while (answer := pickle.load(self.process.stdout)) == STEP:
                advance()
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise _refused(self._last_words()) from error
        if isinstance(answer, Refusal):
            raise _refused(answer.reason)
        return answer

    def _last_words(self) -> str:
        code = self.process.wait()
        lines = self._said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else f"a process ended with exit status {code}"

    def end(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _refused(reason: str) -> RenderError:
    return RenderError(f"the pages could not be laid out: {reason}")


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
