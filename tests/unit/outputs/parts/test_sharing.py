"""Who lays out what: parts and margins shared out among a worker and this process."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from reportgen.outputs.parts import sharing
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import (
    BareMargins,
    DrawnMargins,
    Ending,
    LaidOutPage,
    LaidOutPart,
    Materials,
    PageFrame,
)

LITTLE, MUCH = "<p>Little</p>", f"<p>{30_000 * '.'}</p>"
PARTS = tuple(Part(number, MUCH, name=str(number)) for number in range(3))
MATERIALS = Materials(Path(), "", (), {}, None)


def laid_out(number: int, pages: int) -> LaidOutPart:
    frame = PageFrame((), (), {}, ())
    found = tuple(LaidOutPage(page, (f"anchor{number}.{page}",), (), frame) for page in range(1, pages + 1))
    return LaidOutPart(number, Path(), found, {}, (), ())


class Hand:
    """Lays out parts of two pages; the first is thought to have one page until margins of another were drawn."""

    def __init__(self) -> None:
        self.drawn = threading.Event()
        self.has_drawn = {number: threading.Event() for number in range(5)}
        self.told: dict[str, int] = {}
        self.bodies: list[int] = []

    def begin(self, _materials: Materials, _advance: Callable[[], None]) -> None:
        """Begin at once."""

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
    """A crew of one worker, which is there already."""

    def __init__(self, hand: Hand) -> None:
        self.there = (hand,)

    def workers(self, most: int, *, apart: bool = False) -> tuple[Hand, ...]:
        return self.there


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Have this process work as a hand of the test's."""
    hand = Hand()
    monkeypatch.setattr(sharing.SharedWork, "_workplace", lambda _: hand)
    return hand


def test_margins_are_drawn_again_where_the_first_part_gets_more_pages_after_all(own: Hand) -> None:
    worker = Hand()
    worker.drawn = own.drawn
    work = sharing.SharedWork(MATERIALS, Hands(worker), lambda: None)  # type: ignore[arg-type]
    bodies, margins, beside = work.done(PARTS, lambda: "done")
    assert [body.number for body in bodies] == [0, 1, 2]
    assert [str(drawn.file) for drawn in margins] == [
        "0: behind 0 of 6", "1: behind 2 of 6", "2: behind 4 of 6",
    ]  # fmt: skip
    assert beside == "done"
    assert (worker.told or own.told)["anchor2.1"] == 4
    assert sorted(worker.bodies + own.bodies) == [0, 1, 2]


class Before:
    """Has kept `parts_kept`, and the margins of the second part; asked for others, it calls `missed` first."""

    parts_kept: Sequence[LaidOutPart] = ()
    missed = staticmethod(lambda: None)

    def __init__(self, _materials: Materials) -> None:
        """Begin at once."""

    def parts(self, _parts: Sequence[Part]) -> Sequence[LaidOutPart]:
        return self.parts_kept

    def margins(self, bare: BareMargins) -> DrawnMargins | None:
        if bare.number == 1:
            return DrawnMargins(Path("kept"), (), ())
        self.missed()
        return None


@pytest.mark.parametrize("missing", [LITTLE, MUCH])
def test_this_process_helps_where_much_is_missing_and_takes_what_was_kept_in_any_case(
    own: Hand, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr(Before, "parts_kept", [laid_out(1, 2)])
    monkeypatch.setattr(sharing, "Restored", Before)
    worker = Hand()
    worker.drawn = own.drawn
    own.drawn.set()  # nobody waits for the other
    parts = (*PARTS[:2], Part(2, missing))
    work = sharing.SharedWork(MATERIALS, Hands(worker), lambda: None)  # type: ignore[arg-type]
    _, margins, _ = work.done(parts, lambda: None)
    assert sorted(worker.bodies + own.bodies) == [0, 2]
    assert not own.bodies or missing == MUCH
    assert [str(drawn.file) for drawn in margins] == ["0: behind 0 of 6", "kept", "2: behind 4 of 6"]


def test_a_worker_does_not_wait_for_margins_that_may_have_been_kept(own: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
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
    assert (worker.bodies, own.bodies) == ([0], [])


@pytest.mark.usefixtures("own")
def test_the_largest_parts_are_begun_first_behind_that_with_the_contents() -> None:
    worker = Hand()
    worker.drawn.set()  # nobody waits for the other
    sizes = (5, 20, 10, 40, 30)
    parts = tuple(Part(number, size * "<p>Some</p>", name=str(number)) for number, size in enumerate(sizes))
    work = sharing.SharedWork(MATERIALS, Hands(worker), lambda: None)  # type: ignore[arg-type]
    bodies, _, _ = work.done(parts, lambda: None)
    assert worker.bodies == [0, 3, 4, 1, 2]
    assert [body.number for body in bodies] == [0, 1, 2, 3, 4]
