"""Shares the parts of a report out among this process and its workers.

Which of them lays out a part changes nothing about it. The first part has the contents, which name the pages of all
others: it is begun first, and finished last. Parts that were kept are not laid out; whether the first one holds, is
known when all others are there. If there is a worker, this process
lays out none: what that leaves in memory would be there while they are put together. Margins are drawn, or taken where
they were kept, as soon as it is known what they show, see `DueMargins`.

What this process loads is loaded when the others have something to do: first what lays parts out, then what puts them
together.
"""

import gc
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast

from reportgen.outputs.engine.loading import load_weasyprint
from reportgen.outputs.parts.crew import Crew
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.due_margins import DueMargins
from reportgen.outputs.parts.facts import (
    BareMargins,
    DrawnMargins,
    Ending,
    LaidOutPart,
    Surroundings,
    Whole,
    WholeDocument,
)
from reportgen.outputs.parts.fonts import Once, UsedFont
from reportgen.outputs.parts.helping import are_much, are_worth_help
from reportgen.outputs.parts.materials import Materials
from reportgen.outputs.parts.restored import Restored
from reportgen.outputs.parts.workers import Worker

if TYPE_CHECKING:
    from reportgen.outputs.parts.workplace import Workplace

_T = TypeVar("_T")

_Hand = Callable[[], "Workplace | Worker"]
"""Gives what lays parts out; asked when there is something to do, for this process would load WeasyPrint for it."""


class SharedWork:
    """Lays out parts from `materials`; `advance` is called for each page.

    The workers that `crew` has make themselves ready, while nobody knows the parts. Call `done` once, or `whole`.
    """

    def __init__(self, materials: Materials, crew: Crew, advance: Callable[[], None]) -> None:
        self._materials = materials
        self._crew = crew
        self._tell = advance
        self._restored = Restored(materials)
        self._changed = threading.Condition()
        self._parts: Sequence[Part] = ()
        self._waiting: deque[Part | Whole] = deque()
        self._all_offered = False
        self._document: WholeDocument | None = None
        self._bodies: dict[int, LaidOutPart] = {}
        self._kept_first: LaidOutPart | None = None
        self._margins = DueMargins()
        self._failure: Exception | None = None
        self._employed: list[Worker] = []
        self._begun: list[Worker] = []
        self._own: Workplace | None = None
        self._employ(crew.there)

    def done(self, parts: Sequence[Part], beside: Callable[[], _T]) -> tuple[list[LaidOutPart], list[DrawnMargins], _T]:
        """Lay out `parts`, two at least, and return them with their margins, in order, and what `beside` returns.

        That is done in this process once, when there is no part left to begin with: the last ones keep others busy.

        Raises:
            RenderError: a worker failed.
        """
        self._parts = parts
        with self._given_up_on_failure():
            self._lay_out_parts()
            _load_joining()
            done_beside = beside()
            if self._employed:
                self._take_kept_margins()
            else:
                self._draw_margins(self._workplace)
            self._wait(lambda: 0 in self._bodies and self._margins.are_done(self._bodies))
        numbers = range(len(parts))
        return [self._bodies[number] for number in numbers], [self._margins.drawn(n) for n in numbers], done_beside

    def whole(self, html: str, beside: Callable[[], _T]) -> tuple[WholeDocument, _T]:
        """Lay out a report that is not divided, and return it and what `beside` returns; here if there is no worker.

        Raises:
            RenderError: a worker failed.
        """
        with self._given_up_on_failure():
            if not self._employed:
                return self._workplace().whole(Whole(html)), beside()
            self._offer(Whole(html), is_all=True)
            done_beside = beside()
            self._wait(lambda: self._document is not None)
            # Nobody waits for margins.
            self._give_up(RuntimeError("all is done"))
        return cast(WholeDocument, self._document), done_beside

    def write_fonts(self, used: Sequence[UsedFont]) -> bytes:
        """Write fonts where WeasyPrint is loaded, see `written_fonts`. Raises RenderError if a worker failed."""
        if not self._employed:
            return self._workplace().fonts(used)
        first = self._employed[0]
        # Where all was kept, nobody has waited for it so far.
        self._wait(lambda: first in self._begun)
        return first.fonts(used)

    @property
    def once(self) -> Once | None:
        """What gives things that were made for other reports; None if nothing is kept."""
        return self._materials.shelf.once if self._materials.shelf else None

    def body(self, number: int) -> LaidOutPart:
        """Wait for the part with this number and return it. Raises RenderError if a worker failed."""
        self._wait(lambda: number in self._bodies)
        return self._bodies[number]

    def _lay_out_parts(self) -> None:
        """Have parts laid out, here until there is none left if there are no workers."""
        others = self._share_out()
        self._employ(self._crew.workers(self._use_of_workers(others)))
        if not self._employed:
            self._lay_out(self._workplace)
        if are_much(self._parts):
            self._wait(lambda: not self._waiting)
            # What filled the page, and pages that were laid out here, refer to themselves in circles.
            gc.collect()

    def _use_of_workers(self, others: Sequence[Part]) -> int:
        """Return how many workers are of use where the `others` are to be laid out beside the first part."""
        if are_much(self._parts):  # of which margins alone are enough for two
            return max(1 + len(others), 2)
        is_worth_it = self._crew.is_quickly_more or are_worth_help(others, self._materials.empty)
        return 1 + len(others) if is_worth_it else 1

    def _share_out(self) -> list[Part]:
        """Have parts laid out, and return those behind the first one: which ones were kept, it is known later."""
        first, *others = self._parts
        self._kept_first = self._restored.part(first)
        if not self._kept_first:
            self._offer(first)
        known = {body.number: body for body in map(self._restored.part, others) if body}
        missing = [part for part in others if part.number not in known]
        with self._changed:
            self._bodies |= known
            # The largest first: begun last, one would leave others with nothing to do.
            self._offer(*sorted(missing, key=lambda part: -len(part.html)), is_all=not self._kept_first)
            self._settle_first()
        return missing

    def _offer(self, *tasks: Part | Whole, is_all: bool = False) -> None:
        with self._news():
            self._waiting += tasks
            self._all_offered = is_all

    def _workplace(self) -> "Workplace":
        """Return the workplace of this process."""
        if self._own is None:
            load_weasyprint()
            from reportgen.outputs.parts.workplace import Workplace

            self._own = Workplace(self._materials, self._advance)
            self._own.read_sheets()
            self._own.make_ready()
        return self._own

    def _employ(self, workers: Sequence[Worker]) -> None:
        """Have workers do what they can, each in a thread of its own."""
        for worker in workers:
            if worker not in self._employed:
                self._employed.append(worker)
                threading.Thread(target=self._direct, args=(worker,), daemon=True).start()

    def _direct(self, worker: Worker) -> None:
        try:
            if worker.begin(self._materials, self._advance):
                with self._news():
                    self._begun.append(worker)
                self._lay_out(lambda: worker)
                self._draw_margins(lambda: worker)
        except Exception as error:  # it is raised where the report is waited for
            self._give_up(error)

    def _lay_out(self, hand: _Hand) -> None:
        """Lay parts out while there are some."""
        while task := self._next():
            if isinstance(task, Whole):
                self._keep_whole(hand().whole(task))
            else:
                self._keep(hand().body(task, partial(self._numbers, hand)))

    def _next(self) -> Part | Whole | None:
        """Return what is next to lay out, None if there is none."""
        with self._news():
            self._wait(lambda: bool(self._waiting) or self._all_offered)
            return self._waiting.popleft() if self._waiting else None

    def _keep(self, body: LaidOutPart) -> None:
        with self._news():
            self._bodies[body.number] = body
            if body.number == 0:
                self._surround(Ending(body.pages[-1].number, len(body.pages), body.strings))
            else:
                self._settle_first()

    def _settle_first(self) -> None:
        """Take the first part as it was kept, if all others are there and where it says; else have it laid out."""
        kept = self._kept_first
        if kept is None or len(self._bodies) < len(self._parts) - 1:
            return
        numbers = _anchors(kept.pages[-1].number, self._others())
        if all(numbers.get(anchor) == number for anchor, number in kept.named.items()):
            self._keep(kept)
            self._offer(is_all=True)
        else:
            self._offer(self._parts[0], is_all=True)

    def _keep_whole(self, document: WholeDocument) -> None:
        with self._news():
            self._document = document

    def _draw_margins(self, hand: _Hand) -> None:
        """Draw the margins of parts, until there are all or others draw the last ones."""
        while next_one := self._next_margins():
            number, around = next_one
            bare = self._bare_margins(number, around)
            drawn = self._restored.margins(bare) or hand().margins(bare)
            with self._news():
                self._margins.keep(number, around, drawn)

    def _take_kept_margins(self) -> None:
        """Take those that were kept, as soon as it is known what they show; the workers have the first part to do.

        A worker may draw some meanwhile: it does not wait for what may not be there.
        """
        self._wait(lambda: self._margins.can_be_drawn)
        with self._changed:
            due = [(number, self._margins.around(number)) for number in self._margins.left(self._bodies)]
        for number, around in due:
            if drawn := self._restored.margins(self._bare_margins(number, around)):
                with self._news():
                    self._margins.keep(number, around, drawn)

    def _bare_margins(self, number: int, around: Surroundings) -> BareMargins:
        frames = tuple(page.frame for page in self._bodies[number].pages)
        return BareMargins(number, self._materials.empty, frames, around)

    def _next_margins(self) -> tuple[int, Surroundings] | None:
        """Return the number of the next part whose margins are due, and what they show; None if none will be."""
        with self._changed:
            self._wait(lambda: 0 in self._bodies or bool(self._margins.left(self._bodies)))
            left = self._margins.left(self._bodies)
            if not left:
                return None
            self._margins.begin(left[0])
            return left[0], self._margins.around(left[0])

    def _advance(self) -> None:
        with self._changed:
            self._tell()

    @contextmanager
    def _news(self) -> Iterator[None]:
        """Let others look, afterwards, whether what they wait for is there."""
        with self._changed:
            yield
            self._changed.notify_all()

    def _wait(self, ready: Callable[[], bool]) -> None:
        with self._changed:
            self._changed.wait_for(lambda: ready() or self._failure is not None)
            if self._failure is not None:
                raise self._failure

    @contextmanager
    def _given_up_on_failure(self) -> Iterator[None]:
        """Let the workers go if this process fails, or is interrupted."""
        try:
            yield
        except BaseException:
            self._give_up(RuntimeError("no longer wanted"))
            raise

    def _give_up(self, failure: Exception) -> None:
        with self._news():
            self._failure = self._failure or failure

    def _numbers(self, hand: _Hand, first: Ending) -> Mapping[str, int]:
        """Return the number of the page of each anchor behind the first part, which ends like this so far.

        The `hand` that asks for them lays other parts out until they are known.
        """
        self._lay_out(hand)
        self._wait(lambda: len(self._bodies.keys() - {0}) == len(self._parts) - 1)
        with self._news():
            self._surround(first)
        return _anchors(first.last, self._others())

    def _surround(self, first: Ending) -> None:
        self._margins.surround(first, self._others())

    def _others(self) -> list[LaidOutPart]:
        """Return all parts but the first one; they are laid out by now."""
        return [self._bodies[part.number] for part in self._parts[1:]]


def _anchors(last: int, others: Iterable[LaidOutPart]) -> dict[str, int]:
    """Return the number of the page of each anchor in parts that stand behind page `last`."""
    found: dict[str, int] = {}
    for body in others:
        for page in body.pages:
            for anchor in page.anchors:
                found.setdefault(anchor, last + page.number)
        last += body.pages[-1].number
    return found


def _load_joining() -> None:
    """Import what puts parts together, with pikepdf: 0.1 s."""
    import_module("reportgen.outputs.parts.joining")
    import_module("reportgen.outputs.finishing")
