"""Who lays out what: parts and margins shared out among a worker and this process."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen.outputs.parts import helping, sharing
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import (
    BareMargins,
    DrawnMargins,
    Ending,
    LaidOutPage,
    LaidOutPart,
    PageFrame,
)
from reportgen.outputs.parts.materials import Materials

LITTLE, MUCH = "<p>Little</p>", f"<p>{30_000 * '.'}</p>"
PARTS = tuple(Part(number, MUCH, name=str(number)) for number in range(3))
MATERIALS = Materials(Path(), "", (), {}, None)


def laid_out(number: int, pages: int) -> LaidOutPart:
    frame = PageFrame((), (), {}, ())
    found = tuple(LaidOutPage(page, (f"anchor{number}.{page}",), (), frame) for page in range(1, pages + 1))
    return LaidOutPart(number, Path(), found, {}, (), ())


class Hand:
    """Lays out parts of two pages; the first is thought to have one page until margins of another were drawn."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.drawn = threading.Event()
        self.has_drawn = {number: threading.Event() for number in range(5)}
        self.told: dict[str, int] = {}
        self.bodies: list[int] = []

    def begin(self, _materials: Materials, _advance: Callable[[], None]) -> bool:
        """Begin at once, if there is anything to begin with."""
        return self.is_there

    def body(self, part: Part, numbers: Any) -> LaidOutPart:
        self.bodies.append(part.number)
        if part.number == 0:
            self.told = numbers(Ending(1, 1, {}))
            assert self.drawn.wait(10)
        return laid_out(part.number, 2)

    def margins(self, bare: BareMargins) -> DrawnMargins:
        self.drawn.set()
        self.has_drawn[bare.number].set()
        around = bare.surroundings
        return DrawnMargins(Path(f"{bare.number}: behind {around.before} of {around.pages}"), (), ())


class Hands:
    """A crew of workers, the first of which is there already."""

    def __init__(self, *hands: Hand, is_quickly_more: bool = False) -> None:
        self._hands = hands
        self.there = hands[:1]
        self.is_quickly_more = is_quickly_more
        self.asked = 0

    def workers(self, most: int) -> tuple[Hand, ...]:
        self.asked = most
        return self._hands[:most]


def test_margins_are_drawn_again_where_the_first_part_gets_more_pages_after_all() -> None:
    worker, other = Hand(), Hand()
    worker.drawn = other.drawn
    work = sharing.SharedWork(MATERIALS, Hands(worker, other), lambda: None)  # type: ignore[arg-type]
    bodies, margins, beside = work.done(PARTS, lambda: "done")
    assert [body.number for body in bodies] == [0, 1, 2]
    assert [str(drawn.file) for drawn in margins] == [
        "0: behind 0 of 6", "1: behind 2 of 6", "2: behind 4 of 6",
    ]  # fmt: skip
    assert beside == "done"
    assert (worker.told or other.told)["anchor2.1"] == 4
    assert sorted(worker.bodies + other.bodies) == [0, 1, 2]


def test_without_any_worker_this_process_lays_out_all(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Hand()
    monkeypatch.setattr(sharing.SharedWork, "_workplace", lambda _: own)
    own.drawn.set()  # nobody else draws
    work = sharing.SharedWork(MATERIALS, Hands(), lambda: None)  # type: ignore[arg-type]
    _, margins, _ = work.done(PARTS, lambda: None)
    assert sorted(own.bodies) == [0, 1, 2]
    assert [str(drawn.file) for drawn in margins] == [
        "0: behind 0 of 6", "1: behind 2 of 6", "2: behind 4 of 6",
    ]  # fmt: skip


def test_a_worker_that_could_not_be_forked_is_done_without() -> None:
    worker, missing = Hand(), Hand(is_there=False)
    worker.drawn.set()  # nobody waits for the other
    work = sharing.SharedWork(MATERIALS, Hands(worker, missing), lambda: None)  # type: ignore[arg-type]
    bodies, _, _ = work.done(PARTS, lambda: None)
    assert [body.number for body in bodies] == [0, 1, 2]
    assert missing.bodies == []


@pytest.mark.parametrize("workers", [0, 1])
def test_what_laid_out_much_is_let_go_of_before_the_parts_are_put_together(
    monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    hand = Hand()
    hand.drawn.set()  # nobody waits for another
    done: list[str] = []
    monkeypatch.setattr(sharing.SharedWork, "_workplace", lambda _: hand)
    monkeypatch.setattr(helping, "_MUCH", 0)
    monkeypatch.setattr(sharing.gc, "collect", lambda: done.append("searched"))
    work = sharing.SharedWork(MATERIALS, Hands(*[hand] * workers), lambda: None)  # type: ignore[arg-type]
    work.done(PARTS, lambda: done.append("put together"))
    assert done == ["searched", "put together"]


class Before:
    """Has kept `parts_kept`, and the margins of the second part; asked for others, it calls `missed` first."""

    parts_kept: Sequence[LaidOutPart] = ()
    missed = staticmethod(lambda: None)

    def __init__(self, _materials: Materials) -> None:
        """Begin at once."""

    def part(self, part: Part) -> LaidOutPart | None:
        return next((body for body in self.parts_kept if body.number == part.number), None)

    def margins(self, bare: BareMargins) -> DrawnMargins | None:
        if bare.number == 1:
            return DrawnMargins(Path("kept"), (), ())
        self.missed()
        return None


@pytest.mark.parametrize(("missing", "is_quick", "asked"), [(LITTLE, False, 1), (MUCH, False, 2), (LITTLE, True, 2)])
def test_another_process_is_started_where_much_is_missing_and_what_was_kept_is_taken_in_any_case(
    monkeypatch: pytest.MonkeyPatch, missing: str, is_quick: bool, asked: int
) -> None:
    monkeypatch.setattr(Before, "parts_kept", [laid_out(1, 2)])
    monkeypatch.setattr(sharing, "Restored", Before)
    worker, other = Hand(), Hand()
    worker.drawn = other.drawn
    other.drawn.set()  # nobody waits for the other
    parts = (*PARTS[:2], Part(2, missing))
    hands = Hands(worker, other, is_quickly_more=is_quick)
    work = sharing.SharedWork(MATERIALS, hands, lambda: None)  # type: ignore[arg-type]
    _, margins, _ = work.done(parts, lambda: None)
    assert hands.asked == asked
    assert sorted(worker.bodies + other.bodies) == [0, 2]
    assert [str(drawn.file) for drawn in margins] == ["0: behind 0 of 6", "kept", "2: behind 4 of 6"]


def test_a_worker_does_not_wait_for_margins_that_may_have_been_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def missed() -> None:
        if threading.current_thread() is threading.main_thread():
            assert worker.has_drawn[2].wait(10)

    monkeypatch.setattr(Before, "parts_kept", [laid_out(1, 2), laid_out(2, 2)])
    monkeypatch.setattr(Before, "missed", staticmethod(missed))
    monkeypatch.setattr(sharing, "Restored", Before)
    worker = Hand()
    worker.drawn.set()  # nobody waits for the other
    work = sharing.SharedWork(MATERIALS, Hands(worker), lambda: None)  # type: ignore[arg-type]
    _, margins, _ = work.done(PARTS, lambda: None)
    assert [str(drawn.file) for drawn in margins] == ["0: behind 0 of 6", "kept", "2: behind 4 of 6"]
    assert worker.bodies == [0]


@pytest.mark.parametrize(("page_then", "laid_out_now"), [(4, [2]), (5, [2, 0])])
def test_the_first_part_is_taken_as_it_was_kept_if_the_pages_that_it_names_are_where_they_were(
    monkeypatch: pytest.MonkeyPatch, page_then: int, laid_out_now: list[int]
) -> None:
    first = replace(laid_out(0, 1), named={"anchor1.1": 2, "anchor2.1": page_then, "nowhere": None})
    monkeypatch.setattr(Before, "parts_kept", [first, laid_out(1, 2)])
    monkeypatch.setattr(sharing, "Restored", Before)
    worker = Hand()
    worker.drawn.set()  # nobody waits for the other
    work = sharing.SharedWork(MATERIALS, Hands(worker), lambda: None)  # type: ignore[arg-type]
    bodies, _, _ = work.done(PARTS, lambda: None)
    assert worker.bodies == laid_out_now
    assert (bodies[0] is first) == (laid_out_now == [2])


def test_fonts_are_written_by_a_worker_that_has_begun_where_nothing_else_was_to_be_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Slow(Hand):
        has_begun = False

        def begin(self, _materials: Materials, _advance: Callable[[], None]) -> bool:
            assert all_is_done.wait(10)
            time.sleep(0.05)
            self.has_begun = True
            return True

        def fonts(self, _used: Sequence[Any]) -> bytes:
            return b"early" if not self.has_begun else b"fonts"

    all_is_done = threading.Event()
    first = replace(laid_out(0, 1), named={"anchor1.1": 2})
    monkeypatch.setattr(Before, "parts_kept", [first, laid_out(1, 2), laid_out(2, 2)])
    monkeypatch.setattr(Before, "margins", lambda _, bare: DrawnMargins(Path(f"{bare.number}"), (), ()))
    monkeypatch.setattr(sharing, "Restored", Before)
    work = sharing.SharedWork(MATERIALS, Hands(Slow()), lambda: None)  # type: ignore[arg-type]
    bodies, _, _ = work.done(PARTS, lambda: None)
    assert [len(body.pages) for body in bodies] == [1, 2, 2]
    all_is_done.set()
    assert work.write_fonts([]) == b"fonts"


def test_the_largest_parts_are_begun_first_behind_that_with_the_contents() -> None:
    worker = Hand()
    worker.drawn.set()  # nobody waits for the other
    sizes = (5, 20, 10, 40, 30)
    parts = tuple(Part(number, size * "<p>Some</p>", name=str(number)) for number, size in enumerate(sizes))
    work = sharing.SharedWork(MATERIALS, Hands(worker), lambda: None)  # type: ignore[arg-type]
    bodies, _, _ = work.done(parts, lambda: None)
    assert worker.bodies == [0, 3, 4, 1, 2]
    assert [body.number for body in bodies] == [0, 1, 2, 3, 4]
