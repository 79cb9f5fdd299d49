"""The processes that lay out parts of a report beside this one: started early, to load WeasyPrint meanwhile."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from reportgen.outputs.parts.forking import can_fork
from reportgen.outputs.parts.workers import Started, Worker
from reportgen.processes import processors

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
        self._first: Started | None = None
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
        # Not before: a thread may still wait for an answer.
        for worker in self._workers:
            worker.close()
        self._folder.cleanup()

    @property
    def there(self) -> Sequence[Worker]:
        """The workers that were started."""
        return tuple(self._workers)

    @property
    def is_quickly_more(self) -> bool:
        """Whether one more worker is there at once."""
        return self._first is not None and self._first.has_forks

    def expect(self, parts: int) -> None:
        """Be ready for a report of about this number of parts: have a worker if they are more than one."""
        self.workers(1 if parts > 1 else 0)
        if self._first:
            self._first.limit_forks(parts - 1)

    def dismiss(self) -> None:
        """Let the workers end, which takes a while: nobody has anything to do for them any more."""
        for worker in self._workers:
            worker.dismiss()

    def workers(self, most: int) -> Sequence[Worker]:
        """Return at most this number of workers: one for each processor, none if this process has the only one."""
        count = min(most, self._most)
        for number in range(len(self._workers), count):
            self._workers.append(self._worker(number))
        return self._workers[:count]

    @property
    def _most(self) -> int:
        return min(processors(), _MOST_WORKERS) if processors() > 1 else 0

    def _worker(self, number: int) -> Worker:
        """Return one more: forked from the first one, where that is possible."""
        if self._first is None:
            self._first = Started(self.folder / "worker0.txt", self._most - 1 if can_fork() else 0)
            return self._first
        return self._first.forked() or Started(self.folder / f"worker{number}.txt")


def begun_crew() -> Crew:
    """Return a crew whose first worker has begun to load WeasyPrint, if this process renders for the first time.

    A program that renders again has that to itself from the second time on: a report of few pages needs no other
    process then.
    """
    return Crew(soon=not _OF_A_RENDERING & sys.modules.keys())
