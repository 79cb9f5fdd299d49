"""The painted content of a page: which stream holds a piece of it, and how a piece becomes an artifact."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.outputs.tagging.nodes import Mark

_FURNITURE = {"Type": "/Pagination"}
_DECORATION = {"Type": "/Layout"}


class PageContent:
    """The streams of one page: its own, and those of the groups that are painted with an opacity."""

    def __init__(self, page: int, stream: Any, groups: Sequence[Any]) -> None:
        self._page = page
        self._groups = groups
        # WeasyPrint opens a piece with three items: its tag, a dictionary with its number, and the operator.
        self._openings = {
            item["MCID"]: (painted, place)
            for painted in (stream, *groups)
            for place, item in enumerate(painted.stream)
            if isinstance(item, dict) and "MCID" in item
        }

    def mark(self, number: int) -> Mark:
        """Return the piece with this number."""
        stream, _ = self._openings[number]
        return Mark(self._page, number, stream if stream in self._groups else None)

    def marks(self, group: Any) -> list[Mark]:
        """Return the pieces in a group, or in none."""
        return [mark for number in self._openings if (mark := self.mark(number)).group is group]

    def groups(self) -> Iterator[tuple[Any, list[Mark]]]:
        """Yield each group with its pieces."""
        for group in self._groups:
            yield group, self.marks(group)

    def silence(self, number: int, *, is_furniture: bool) -> None:
        """Make a piece an artifact: furniture of the page, such as its number, or decoration."""
        stream, place = self._openings[number]
        properties = stream.stream[place]
        properties.clear()
        properties.update(_FURNITURE if is_furniture else _DECORATION)
        stream.stream[place - 1] = "/Artifact"
