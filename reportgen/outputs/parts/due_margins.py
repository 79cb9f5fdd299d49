"""Which margins are to be drawn: they show how many pages all parts have, and running heads of the parts before.

That is known when the first part is laid out so far that the contents lack nothing but numbers. Should the first part
get more or fewer pages with these, what was drawn by then is drawn once more.
"""

from collections.abc import Iterable, Mapping, Sequence

from reportgen.outputs.parts.facts import DrawnMargins, Ending, LaidOutPart, Surroundings


class DueMargins:
    """The margins of parts, by their numbers. For one thread at a time."""

    def __init__(self) -> None:
        self._around: tuple[Surroundings, ...] = ()
        self._in_hand: set[int] = set()
        self._drawn: dict[int, tuple[Surroundings, DrawnMargins]] = {}

    @property
    def can_be_drawn(self) -> bool:
        """Whether it is known what they show, of the first part so far."""
        return bool(self._around)

    def surround(self, first: Ending, others: Sequence[LaidOutPart]) -> None:
        """Say how the first part ends, and what the `others` are like."""
        total = first.pages + sum(len(body.pages) for body in others)
        around = [Surroundings(0, total, {})]
        before, strings = first.last, first.strings
        for body in others:
            around.append(Surroundings(before, total, strings))
            before += body.pages[-1].number
            strings = {**strings, **body.strings}
        self._around = tuple(around)

    def left(self, bodies: Iterable[int]) -> list[int]:
        """Return which of `bodies` wait for their margins, and for somebody who draws them."""
        if not self.can_be_drawn:
            return []
        return [number for number in bodies if number not in self._in_hand and not self._holds(number)]

    def around(self, number: int) -> Surroundings:
        """Return what the margins of a part show."""
        return self._around[number]

    def begin(self, number: int) -> None:
        """Take note that somebody draws the margins of a part."""
        self._in_hand.add(number)

    def keep(self, number: int, around: Surroundings, drawn: DrawnMargins) -> None:
        """Take what was drawn, for what it shows, be it that somebody draws the same."""
        self._in_hand.discard(number)
        self._drawn[number] = (around, drawn)

    def are_done(self, bodies: Mapping[int, LaidOutPart]) -> bool:
        """Say whether those of all `bodies` hold."""
        return self.can_be_drawn and all(map(self._holds, bodies))

    def drawn(self, number: int) -> DrawnMargins:
        """Return those of a part."""
        return self._drawn[number][1]

    def _holds(self, number: int) -> bool:
        drawn = self._drawn.get(number)
        return drawn is not None and drawn[0] == self._around[number]
