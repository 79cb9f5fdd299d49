"""Processes that draw: each is handed charts in small portions, as it becomes free, and answers with what it drew.

Takes tasks; gives for each what the worker sent. A thread a worker waits for its answers.
"""

import contextlib
import pickle
import tempfile
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import BinaryIO, cast

from reportgen.answers import skip_to_answers
from reportgen.cache_folder import cache_folder
from reportgen.errors import RenderError
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.messages import receive, send
from reportgen.figures.tasks import Task
from reportgen.kept_files import KeptFiles
from reportgen.language import current_language
from reportgen.processes import start_worker

# Small enough that no worker is left with much to draw when the others have nothing.
_PORTION = 8


class Worker:
    """A process that draws for this one. It is started with the first portion at the latest."""

    def __init__(self, look: FigureStyle, kind: str, kept: KeptFiles | None) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `close`
        language = current_language()
        self._process = start_worker(
            "reportgen.figures.worker", language, kind, said=self._said, environment=_environment()
        )
        self._questions = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)
        self._has_begun = False
        # A worker that died already says why when it is waited for.
        with contextlib.suppress(OSError):
            send(self._questions, pickle.dumps((look, kept)))

    def draw(self, portion: Sequence[Task], keep: Callable[[int, bytes], None]) -> None:
        """Let the process draw `portion`, and `keep` each answer by its number.

        Raises:
            RenderError: the process failed; the message ends with what it said.
        """
        with contextlib.suppress(OSError):
            send(self._questions, pickle.dumps(portion))
        if not self._has_begun:
            skip_to_answers(self._answers)
            self._has_begun = True
        for task in portion:
            answer = receive(self._answers)
            if answer is None:
                raise self._failure()
            keep(task.number, answer)

    def _failure(self) -> RenderError:
        status = self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        ended = f"the process that draws them was ended with status {status}; is there enough memory?"
        return RenderError(f"the figures could not be drawn: {lines[-1] if lines else ended}")

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close what led to the process, when nobody waits for its answers any more."""
        for stream in (self._questions, self._answers, self._said):
            with contextlib.suppress(OSError):  # what it did not read cannot be written any more
                stream.close()


def _environment() -> dict[str, str]:
    # No threads for products of matrices, of which charts have none: they wait busily when NumPy is loaded.
    environment = {"MPLBACKEND": "pdf", "OPENBLAS_NUM_THREADS": "1"}
    if folder := cache_folder():
        # Charts need the fonts of the theme and of matplotlib alone. To list all fonts of a computer takes seconds.
        environment |= {"MPLCONFIGDIR": str(folder / "matplotlib"), "MPL_IGNORE_SYSTEM_FONTS": "1"}
    return environment


class Crew:
    """Workers, and the portions that none of them has taken yet."""

    def __init__(self, look: FigureStyle, kind: str, kept: KeptFiles | None) -> None:
        self._look = look
        self._kind = kind
        self._kept = kept
        self._workers: list[Worker] = []
        self._threads: list[threading.Thread] = []
        self._portions: SimpleQueue[Sequence[Task] | None] = SimpleQueue()
        self._handed = 0
        self._failures: list[BaseException] = []

    @property
    def is_there(self) -> bool:
        """Whether there is a process."""
        return bool(self._workers)

    def start(self) -> None:
        """Start one more process."""
        self._workers.append(Worker(self._look, self._kind, self._kept))

    def draw(self, tasks: Sequence[Task], most: int, keep: Callable[[int, bytes], None]) -> None:
        """Hand `tasks` to `most` processes at the most, which are started if they are not yet; any number of times.

        Returns at once.
        """
        for first in range(0, len(tasks), _PORTION):
            self._portions.put(tasks[first : first + _PORTION])
            self._handed += 1
        while len(self._workers) < min(most, self._handed):
            self.start()
        for worker in self._workers[len(self._threads) :]:
            thread = threading.Thread(target=self._keep_busy, args=(worker, keep), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _keep_busy(self, worker: Worker, keep: Callable[[int, bytes], None]) -> None:
        try:
            while (portion := self._portions.get()) and not self._failures:
                worker.draw(portion, keep)
        except Exception as error:  # told by `wait`, in the thread that asked
            self._failures.append(error)

    def wait(self) -> None:
        """Wait until all is drawn. Raises RenderError if a worker failed."""
        self._join()
        if self._failures:
            raise self._failures[0]

    def _join(self) -> None:
        for _ in self._threads:
            self._portions.put(None)
        for thread in self._threads:
            thread.join()

    def end(self) -> None:
        """End all processes."""
        with contextlib.suppress(Empty):
            while True:
                self._portions.get_nowait()
        for worker in self._workers:
            worker.kill()
        self._join()
        for worker in self._workers:
            worker.close()
