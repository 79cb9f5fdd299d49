"""Shares the parts of a report out among this process and its workers.

Which of them lays out a part changes nothing about it. The first part has the contents, which name the pages of all
others: it is begun first, and finished last. Parts that were kept are not laid out. If much is to be laid out, this
process lays out none: what that leaves in memory would be there while they are put together. Nor does it if the workers
are enough. Margins are drawn as soon as the pages of the first part are counted; if these get more or fewer after all,
because the contents name other numbers then, once more.

What this process loads is loaded when the others have something to do: first what lays parts out, then what puts them
together.
"""

import gc
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast

from reportgen.outputs.engine.loading import load_weasyprint
from reportgen.outputs.parts.crew import Crew, Worker
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import (
    DrawnMargins,
    Ending,
    LaidOutPart,
    Materials,
    Surroundings,
    Whole,
    WholeDocument,
)
from reportgen.outputs.parts.fonts import Once
from reportgen.outputs.parts.kept import laid_out_before
from reportgen.outputs.report_files import ReportFiles

if TYPE_CHECKING:
    from reportgen.outputs.parts.workplace import Workplace

# As much markup as 300 pages have.
_MUCH = 1_250_000

# Until a process is ready for margins, another one draws those of as many pages.
_PAGES_OF_HELP = 60

_T = TypeVar("_T")


class SharedWork:
    """Lays out parts from `materials`; `advance` is called for each page.

    The workers that `crew` has make themselves ready, while nobody knows the parts. Call `done` once, or `whole`.
    """

    def __init__(self, materials: Materials, crew: Crew, advance: Callable[[], None]) -> None:
        self._materials = materials
        self._crew = crew
        self._tell = advance
        self._changed = threading.Condition()
        self._parts: Sequence[Part] = ()
        self._waiting: deque[Part | Whole] = deque()
        self._all_offered = False
        self._document: WholeDocument | None = None
        self._bodies: dict[int, LaidOutPart] = {}
        self._surroundings: tuple[Surroundings, ...] = ()
        self._in_hand: set[int] = set()
        self._margins: dict[int, tuple[Surroundings, DrawnMargins]] = {}
        self._failure: Exception | None = None
        self._employed: list[Worker] = []
        self._employ(crew.there)

    def done(self, parts: Sequence[Part], beside: Callable[[], _T]) -> tuple[list[LaidOutPart], list[DrawnMargins], _T]:
        """Lay out `parts`, two at least, and return them with their margins, in order, and what `beside` returns.

        That is done in this process once, when there is no part left to begin with: the last ones keep others busy.

        Raises:
            RenderError: a worker failed.
        """
        self._parts = parts
        try:
            missing, is_much = self._share_out(), sum(len(part.html) for part in parts) > _MUCH
            self._employ(self._crew.workers(missing - (not is_much), apart=is_much))
            is_apart = is_much and bool(self._employed)
            own = self._workplace() if missing > len(self._employed) and not is_apart else None
            if own:
                self._lay_out(own)
            self._wait(lambda: not (self._waiting and is_apart))
            if is_apart:
                # What filled the page, which refers to itself in circles, would be there, too.
                gc.collect()
            _load_joining()
            done_beside = beside()
            if own or (self._pays_to_help() and not is_apart):
                self._draw_margins(own or self._workplace())
            self._wait(lambda: 0 in self._bodies and self._next_bare() is None and not self._in_hand)
        except BaseException:
            self._end()
            raise
        drawn = [self._margins[part.number][1] for part in parts]
        return [self._bodies[part.number] for part in parts], drawn, done_beside

    def whole(self, html: str, beside: Callable[[], _T]) -> tuple[WholeDocument, _T]:
        """Lay out a report that is not divided, and return it and what `beside` returns; here if there is no worker.

        Raises:
            RenderError: a worker failed.
        """
        try:
            if not self._employed:
                return self._workplace().whole(Whole(html)), beside()
            self._offer(Whole(html), is_all=True)
            done_beside = beside()
            self._wait(lambda: self._document is not None)
            return cast(WholeDocument, self._document), done_beside
        finally:
            self._end()

    def _end(self) -> None:
        """Let the workers go: nothing is wanted of them any more."""
        self._give_up(RuntimeError("no longer wanted"))

    @property
    def once(self) -> Once | None:
        """What gives things that were made for other reports; None if nothing is kept."""
        return self._materials.shelf.once if self._materials.shelf else None

    def body(self, number: int) -> LaidOutPart:
        """Wait for the part with this number and return it. Raises RenderError if a worker failed."""
        self._wait(lambda: number in self._bodies)
        return self._bodies[number]

    def _share_out(self) -> int:
        """Have parts laid out, and return how many: of those that were kept, it is known later."""
        first, *others = self._parts
        self._offer(first)
        known = _known(self._parts, self._materials)
        missing = [part for part in others if part.number not in known]
        with self._changed:
            self._bodies |= known
            self._offer(*missing, is_all=True)
        return 1 + len(missing)

    def _offer(self, *tasks: Part | Whole, is_all: bool = False) -> None:
        with self._changed:
            self._waiting += tasks
            self._all_offered = is_all
            self._changed.notify_all()

    def _pays_to_help(self) -> bool:
        """Say whether margins can be drawn here sooner than by the workers, which can begin at once."""
        with self._changed:
            bare = [number for number in range(len(self._parts)) if self._surroundings and self._is_bare(number)]
            pages = sum(len(self._bodies[number].pages) for number in bare if number in self._bodies)
            return not self._surroundings or pages > _PAGES_OF_HELP

    def _workplace(self) -> "Workplace":
        """Return the workplace of this process."""
        load_weasyprint()
        from reportgen.outputs.parts.workplace import Workplace

        workplace = Workplace(self._materials, self._advance)
        workplace.make_ready()
        return workplace

    def _employ(self, workers: Sequence[Worker]) -> None:
        """Have workers do what they can, each in a thread of its own."""
        for worker in workers:
            if worker not in self._employed:
                self._employed.append(worker)
                threading.Thread(target=self._direct, args=(worker,), daemon=True).start()

    def _direct(self, worker: Worker) -> None:
        try:
            worker.begin(self._materials, self._advance)
            self._lay_out(worker)
            self._draw_margins(worker)
        except Exception as error:  # it is raised where the report is waited for
            self._give_up(error)

    def _lay_out(self, hand: "Workplace | Worker") -> None:
        """Lay parts out while there are some."""
        while task := self._next():
            if isinstance(task, Whole):
                self._keep_whole(hand.whole(task))
            else:
                self._keep(hand.body(task, partial(self._numbers, hand)))

    def _draw_margins(self, hand: "Workplace | Worker") -> None:
        """Draw the margins of parts, until there are all or others draw the last ones."""
        while (number := self._next_margins()) is not None:
            frames = [page.frame for page in self._bodies[number].pages]
            around = self._surroundings[number]
            self._keep_margins(number, around, hand.margins(number, frames, around))

    def _advance(self) -> None:
        with self._changed:
            self._tell()

    def _next(self) -> Part | Whole | None:
        """Return what is next to lay out, None if there is none."""
        self._wait(lambda: bool(self._waiting) or self._all_offered)
        with self._changed:
            self._changed.notify_all()
            return self._waiting.popleft() if self._waiting else None

    def _next_margins(self) -> int | None:
        """Return the number of the next part whose margins are to be drawn; None if there will be none."""
        with self._changed:
            self._wait(lambda: 0 in self._bodies or self._next_bare() is not None)
            number = self._next_bare()
            self._in_hand |= set() if number is None else {number}
            return number

    def _next_bare(self) -> int | None:
        """Return the number of a part without its margins that nobody draws, None if there is none so far."""
        numbers = (number for number in self._bodies if number not in self._in_hand and self._is_bare(number))
        return next(numbers, None) if self._surroundings else None

    def _is_bare(self, number: int) -> bool:
        drawn = self._margins.get(number)
        return drawn is None or drawn[0] != self._surroundings[number]

    def _keep(self, body: LaidOutPart) -> None:
        with self._changed:
            self._bodies[body.number] = body
            if body.number == 0:
                self._surround(Ending(body.pages[-1].number, len(body.pages), body.strings))
            self._changed.notify_all()

    def _keep_whole(self, document: WholeDocument) -> None:
        with self._changed:
            self._document = document
            self._changed.notify_all()

    def _keep_margins(self, number: int, around: Surroundings, margins: DrawnMargins) -> None:
        with self._changed:
            self._in_hand.remove(number)
            self._margins[number] = (around, margins)
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

    def _numbers(self, hand: "Workplace | Worker", first: Ending) -> Mapping[str, int]:
        """Return the number of the page of each anchor behind the first part, which ends like this so far.

        The `hand` that asks for them lays other parts out until they are known.
        """
        self._lay_out(hand)
        self._wait(lambda: len(self._bodies.keys() - {0}) == len(self._parts) - 1)
        with self._changed:
            self._surround(first)
            self._changed.notify_all()
        found: dict[str, int] = {}
        last = first.last
        for part in self._parts[1:]:
            pages = self._bodies[part.number].pages
            for page in pages:
                for anchor in page.anchors:
                    found.setdefault(anchor, last + page.number)
            last += pages[-1].number
        return found

    def _surround(self, first: Ending) -> None:
        """Say what the margins of each part show of other parts, if the first one ends like this."""
        others = [self._bodies[part.number] for part in self._parts[1:]]
        total = first.pages + sum(len(body.pages) for body in others)
        found = [Surroundings(0, total, {})]
        before, strings = first.last, first.strings
        for body in others:
            found.append(Surroundings(before, total, strings))
            before += body.pages[-1].number
            strings = {**strings, **body.strings}
        self._surroundings = tuple(found)


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
