"""Shares the parts of a report out among this process and its workers.

Which of them lays out a part changes nothing about it. The first part comes last, and here: it has the contents, which
name the pages of all others. When those are laid out, their margins are drawn, where their pages were.
"""

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from reportgen.outputs.parts.crew import Worker
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import DrawnMargins, LaidOutPart, Materials, Surroundings
from reportgen.outputs.parts.workplace import Workplace


class SharedWork:
    """Lays out `parts`, two at least, from `materials`: call `done` once. `advance` is called for each page."""

    def __init__(
        self, parts: Sequence[Part], materials: Materials, workers: Sequence[Worker], advance: Callable[[], None]
    ) -> None:
        self._parts = parts
        self._materials = materials
        self._workers = workers
        self._tell = advance
        self._changed = threading.Condition()
        self._waiting = deque(parts[1:])
        self._bodies: dict[int, LaidOutPart] = {}
        self._margins: dict[int, DrawnMargins] = {}
        self._surroundings: tuple[Surroundings, ...] = ()
        self._failure: Exception | None = None

    def done(self) -> tuple[list[LaidOutPart], list[DrawnMargins]]:
        """Lay the parts out and return them with their margins, in order.

        Raises:
            RenderError: a worker failed.
        """
        for worker in self._workers:
            threading.Thread(target=self._serve, args=(worker,), daemon=True).start()
        try:
            self._work()
            numbers = range(len(self._parts))
            self._wait(lambda: len(self._margins) == len(numbers))
            return [self._bodies[number] for number in numbers], [self._margins[number] for number in numbers]
        except BaseException:
            self._give_up(RuntimeError("no longer wanted"))
            raise

    def _work(self) -> None:
        """Do what this process does."""
        workplace = Workplace(self._materials, self._advance)
        own = [0]
        # Each worker will want one more while the first part is laid out here.
        while part := self._next(left=len(self._workers)):
            self._keep(workplace.body(part))
            own.append(part.number)
        self._keep(workplace.body(self._parts[0], self._numbers))
        self._surround()
        for number in own:
            self._keep_margins(number, workplace.margins(number, self._surroundings[number]))

    def _serve(self, worker: Worker) -> None:
        """Have a worker do what it does; in a thread of its own."""
        own: list[int] = []
        try:
            worker.send(self._materials)
            while part := self._next(left=0):
                self._keep(worker.ask(part, self._advance))
                own.append(part.number)
            self._wait(lambda: bool(self._surroundings))
            for number in own:
                self._keep_margins(number, worker.ask((number, self._surroundings[number]), self._advance))
        except Exception as error:  # it is raised where the report is waited for
            self._give_up(error)

    def _advance(self) -> None:
        with self._changed:
            self._tell()

    def _next(self, left: int) -> Part | None:
        """Return the next part to lay out, None if no more than `left` are waiting."""
        with self._changed:
            return self._waiting.popleft() if len(self._waiting) > left else None

    def _keep(self, body: LaidOutPart) -> None:
        with self._changed:
            self._bodies[body.number] = body
            self._changed.notify_all()

    def _keep_margins(self, number: int, margins: DrawnMargins) -> None:
        with self._changed:
            self._margins[number] = margins
            self._changed.notify_all()

    def _give_up(self, failure: Exception) -> None:
        with self._changed:
            self._failure = self._failure or failure
            self._changed.notify_all()

    def _wait(self, ready: Callable[[], bool]) -> None:
        with self._changed:
            self._changed.wait_for(lambda: ready() or self._failure is not None)
            if self._failure is not None:
                raise self._failure

    def _numbers(self, last: int) -> Mapping[str, int]:
        """Return the number of the page of each anchor behind the first part, which ends on page `last`."""
        self._wait(lambda: len(self._bodies.keys() - {0}) == len(self._parts) - 1)
        found: dict[str, int] = {}
        for part in self._parts[1:]:
            pages = self._bodies[part.number].pages
            for page in pages:
                for anchor in page.anchors:
                    found.setdefault(anchor, last + page.number)
            last += pages[-1].number
        return found

    def _surround(self) -> None:
        """Let the margins know what they show of other parts."""
        bodies = [self._bodies[part.number] for part in self._parts]
        total = sum(len(body.pages) for body in bodies)
        before, found = 0, []
        strings: dict[str, str] = {}
        for body in bodies:
            found.append(Surroundings(before, total, strings))
            before += body.pages[-1].number
            strings = {**strings, **body.strings}
        with self._changed:
            self._surroundings = tuple(found)
            self._changed.notify_all()
