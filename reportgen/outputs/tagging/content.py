"""The painted content of a page: the pieces of its boxes, and which stream holds them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.outputs.tagging.nodes import Mark
from reportgen.outputs.tagging.pieces import Piece


class PageContent:
    """The pieces of one page by their boxes, in its own stream or in those of groups painted with an opacity."""

    def __init__(self, page: int, pieces: Mapping[Any, Piece], groups: Sequence[Any]) -> None:
        self._page = page
        self._pieces = pieces
        self._groups = {id(group): group for group in groups}

    def piece(self, box: Any) -> Piece | None:
        """Return the piece that a box was painted as, if it was."""
        return self._pieces.get(box)

    def mark(self, piece: Piece) -> Mark:
        """Return a piece as the tree has it."""
        return Mark(self._page, piece.number, self._groups.get(id(piece.stream)))

    def groups(self) -> Iterator[tuple[Any, list[Mark]]]:
        """Yield the pieces in no group, and then each group with its pieces."""
        marks = defaultdict[Any, list[Mark]](list)
        for piece in self._pieces.values():
            mark = self.mark(piece)
            marks[mark.group].append(mark)
        for group in (None, *self._groups.values()):
            yield group, marks[group]
