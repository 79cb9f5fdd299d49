"""The outline of a PDF, the tree of bookmarks that viewers show beside the pages: ISO 32000-1, 12.3.3."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from reportgen.outputs.parts.facts import Bookmark

# Once for all: a name takes 224 bytes in a document.
_PLACE = pikepdf.Name.XYZ


@dataclass
class _Entry:
    """An entry with those below it."""

    level: int
    content: pikepdf.Object
    closed: bool = False
    below: "list[_Entry]" = field(default_factory=list)


def add_outline(document: pikepdf.Pdf, bookmarks: Sequence[Sequence[Bookmark]]) -> None:
    """Give `document` an outline of the bookmarks of each page, in order; none if there are none."""
    root = _Entry(0, document.make_indirect(pikepdf.Dictionary()))
    path = [root]
    for entry in _entries(document, bookmarks):
        while path[-1].level >= entry.level:
            path.pop()
        path[-1].below.append(entry)
        path.append(entry)
    if root.below:
        root.content.Count = _linked(root)
        document.Root.Outlines = root.content


def _entries(document: pikepdf.Pdf, bookmarks: Sequence[Sequence[Bookmark]]) -> Iterator[_Entry]:
    for page, listed in zip(document.pages, bookmarks, strict=True):
        for bookmark in listed:
            place: list[Any] = [page.obj, _PLACE, *(round(edge, 6) for edge in bookmark.place), 0]
            content = pikepdf.Dictionary(Title=pikepdf.String(bookmark.title), Dest=pikepdf.Array(place))
            yield _Entry(bookmark.level, document.make_indirect(content), bookmark.state == "closed")


def _linked(entry: _Entry) -> int:
    """Tie the entries below `entry` to it and to each other; return how many lines they take up when it is open."""
    lines = len(entry.below)
    for before, after in zip(entry.below, entry.below[1:], strict=False):
        before.content.Next, after.content.Prev = after.content, before.content
    for child in entry.below:
        child.content.Parent = entry.content
        inner = _linked(child)
        child.content.Count = -inner if child.closed else inner
        lines += 0 if child.closed else inner
    if entry.below:
        entry.content.First, entry.content.Last = entry.below[0].content, entry.below[-1].content
    return lines
