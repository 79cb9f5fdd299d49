"""Shares the parts of a report out among this process and its workers.

Which of them lays out a part changes nothing about it. The first part has the contents, which name the pages of all
others: it is begun first, and finished last. Parts that were kept are not laid out. When all are there, their margins
are drawn. If much is to be laid out, this process lays out none: what that leaves in memory would be there while they
are put together.

What this process loads is loaded when the others have something to do: first what lays parts out, then what puts them
together.
"""

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from reportgen.outputs.engine.loading import load_weasyprint
from reportgen.outputs.parts.crew import Crew, Worker
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import DrawnMargins, LaidOutPart, Materials, Surroundings
from reportgen.outputs.parts.kept import laid_out_before
from reportgen.outputs.report_files import ReportFiles

if TYPE_CHECKING:
    from reportgen.outputs.parts.workplace import Workplace

# As much markup as 300 pages have.
_MUCH = 1_250_000

_T = TypeVar("_T")


class SharedWork:
    """Lays out `parts`, two at least, from `materials`: call `done` once. `advance` is called for each page."""

    def __init__(self, parts: Sequence[Part], materials: Materials, crew: Crew, advance: Callable[[], None]) -> None:
        self._parts = parts
        self._materials = materials
        self._bodies = _known(parts, materials)
        missing = [part for part in parts if part.number not in self._bodies]
        is_much = sum(len(part.html) for part in parts) > _MUCH
        self._workers = crew.workers(len(missing) - (not is_much), apart=is_much)
        self._takes_part = not (is_much and self._workers)
        self._tell = advance
        self._changed = threading.Condition()
        self._waiting = deque(missing)
        self._bare = deque(range(len(parts)))
        self._margins: dict[int, DrawnMargins] = {}
        self._surroundings: tuple[Surroundings, ...] = ()
        self._failure: Exception | None = None

    def done(self, beside: Callable[[], _T]) -> tuple[list[LaidOutPart], list[DrawnMargins], _T]:
        """Lay the parts out and return them with their margins, in order, and what `beside` returns.

        That is done in this process once, when there is no part left to begin with: the last ones keep others busy.

        Raises:
            RenderError: a worker failed.
        """
        for worker in self._workers:
            threading.Thread(target=self._employ, args=(worker,), daemon=True).start()
        numbers = range(len(self._parts))
        try:
            load_weasyprint()
            if self._takes_part:
                own = self._workplace()
                self._lay_out(own)
                _load_joining()
                done_beside = beside()
                self._draw_margins(own)
            else:
                self._wait(lambda: not self._waiting)
                done_beside = beside()
            self._wait(lambda: len(self._margins) == len(numbers))
        except BaseException:
            self._give_up(RuntimeError("no longer wanted"))
            raise
        bodies, margins = self._bodies, self._margins
        return [bodies[number] for number in numbers], [margins[number] for number in numbers], done_beside

    def body(self, number: int) -> LaidOutPart:
        """Wait for the part with this number and return it. Raises RenderError if a worker failed."""
        self._wait(lambda: number in self._bodies)
        return self._bodies[number]

    def _workplace(self) -> "Workplace":
        """Return the workplace of this process. WeasyPrint is loaded by now."""
        from reportgen.outputs.parts.workplace import Workplace

        return Workplace(self._materials, self._advance)

    def _employ(self, worker: Worker) -> None:
        """Have a worker do what it can; in a thread of its own."""
        try:
            worker.begin(self._materials, self._advance)
            self._lay_out(worker)
            self._draw_margins(worker)
        except Exception as error:  # it is raised where the report is waited for
            self._give_up(error)

    def _lay_out(self, hand: "Workplace | Worker") -> None:
        """Lay parts out while there are some."""
        while part := self._next():
            self._keep(hand.body(part, partial(self._numbers, hand)))

    def _draw_margins(self, hand: "Workplace | Worker") -> None:
        """Draw the margins of parts, when all are laid out."""
        self._wait(lambda: bool(self._surroundings))
        while (number := self._next_margins()) is not None:
            frames = [page.frame for page in self._bodies[number].pages]
            self._keep_margins(number, hand.margins(number, frames, self._surroundings[number]))

    def _advance(self) -> None:
        with self._changed:
            self._tell()

    def _next(self) -> Part | None:
        """Return the next part to lay out, None if there is none."""
        with self._changed:
            self._changed.notify_all()
            return self._waiting.popleft() if self._waiting else None

    def _next_margins(self) -> int | None:
        """Return the number of the next part whose margins are to be drawn, None if there is none."""
        with self._changed:
            return self._bare.popleft() if self._bare else None

    def _keep(self, body: LaidOutPart) -> None:
        with self._changed:
            self._bodies[body.number] = body
            if len(self._bodies) == len(self._parts):
                self._surroundings = self._around()
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

    def _numbers(self, hand: "Workplace | Worker", last: int) -> Mapping[str, int]:
        """Return the number of the page of each anchor behind the first part, which ends on page `last`.

        The `hand` that asks for them lays other parts out until they are known.
        """
        self._lay_out(hand)
        self._wait(lambda: len(self._bodies.keys() - {0}) == len(self._parts) - 1)
        found: dict[str, int] = {}
        for part in self._parts[1:]:
            pages = self._bodies[part.number].pages
            for page in pages:
                for anchor in page.anchors:
                    found.setdefault(anchor, last + page.number)
            last += pages[-1].number
        return found

    def _around(self) -> tuple[Surroundings, ...]:
        """Return what the margins of each part show of other parts."""
        bodies = [self._bodies[part.number] for part in self._parts]
        total = sum(len(body.pages) for body in bodies)
        before, found = 0, []
        strings: dict[str, str] = {}
        for body in bodies:
            found.append(Surroundings(before, total, strings))
            before += body.pages[-1].number
            strings = {**strings, **body.strings}
        return tuple(found)


def _load_joining() -> None:
    """Import what puts parts together, with pikepdf: 0.1 s."""
    import_module("reportgen.outputs.parts.joining")
    import_module("reportgen.outputs.finishing")


def _known(parts: Sequence[Part], materials: Materials) -> dict[int, LaidOutPart]:
    """Return the parts that need not be laid out, by their numbers."""
    if materials.shelf is None:
        return {}
    files = ReportFiles(materials.templates, materials.pictures, materials.beside_theme)
    return {body.number: body for body in laid_out_before(parts, materials.shelf, files, materials.folder)}
