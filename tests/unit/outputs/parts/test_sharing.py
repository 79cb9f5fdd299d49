"""Who lays out what: parts and margins shared out among a worker and this process."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from reportgen.outputs.parts import sharing
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import DrawnMargins, Ending, LaidOutPage, LaidOutPart, Materials, PageFrame

PARTS = tuple(Part(number, f"<p>{number}</p>", name=str(number)) for number in range(3))
MATERIALS = Materials(Path(), "", (), {}, None)


def laid_out(number: int, pages: int) -> LaidOutPart:
    frame = PageFrame((), (), {}, ())
    found = tuple(LaidOutPage(page, (f"anchor{number}.{page}",), (), frame) for page in range(1, pages + 1))
    return LaidOutPart(number, Path(), found, {}, (), ())


class Hand:
    """Lays out parts of two pages; the first is thought to have one page until margins of another were drawn."""

    def __init__(self) -> None:
        self.drawn = threading.Event()
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

    def margins(self, number: int, _frames: Sequence[PageFrame], around: Any) -> DrawnMargins:
        self.drawn.set()
        return DrawnMargins(Path(f"{number}: behind {around.before} of {around.pages}"), (), ())


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


def test_a_worker_that_can_do_all_alone_does(own: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {1: laid_out(1, 2), 2: laid_out(2, 2)}
    monkeypatch.setattr(sharing, "_known", lambda *_: known)
    worker = Hand()
    worker.drawn = own.drawn
    work = sharing.SharedWork(MATERIALS, Hands(worker), lambda: None)  # type: ignore[arg-type]
    _, margins, _ = work.done(PARTS, lambda: None)
    assert (worker.bodies, own.bodies) == ([0], [])
    assert len(margins) == 3
