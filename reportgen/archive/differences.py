"""Where two PDFs of one report differ: in their pages, values, texts, pictures, and in what lies over the pages.

Takes the report as it was handed in and as it is regenerated; gives `Difference`s in the order of the pages.
"""

import difflib
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

import pikepdf

from reportgen.archive.blocks import Block, blocks_of
from reportgen.archive.embedded import DAMAGED
from reportgen.archive.pages import Box, Pages, painted_pages

Kind = Literal["value", "text", "picture", "page", "annotation", "document", "attachment"]

_LONGEST = 2_000


@dataclass(frozen=True)
class Difference:
    """What is `printed` in one place, and what the records give there.

    `kind` "value" is a cell of a table, "picture" anything that only looks different. `page` counts from 1, 0 for what
    is on none; `table` counts from 1 below the heading `section`, 0 outside of tables.
    """

    kind: Kind
    page: int
    printed: str
    regenerated: str
    section: str = ""
    table: int = 0
    row: str = ""
    column: str = ""


class Content:
    """A PDF and what it says, read once."""

    def __init__(self, document: pikepdf.Pdf, pages: Pages) -> None:
        self.document = document
        self.pages = pages
        self.marked = [pages.marked_texts(number) for number in range(len(pages))]
        self.blocks = blocks_of(document, self.marked)
        self.texts = [pages.text(number) for number in range(len(pages))]


def find_differences(printed: pikepdf.Pdf, content: bytes, regenerated: bytes, *, exact: bool) -> list[Difference]:
    """Return where the report `printed`, with the bytes `content`, says something else than the one `regenerated`.

    Args:
        printed: the report as it was handed in.
        content: its bytes.
        regenerated: the bytes of the report made from its attachments.
        exact: whether both were made by the same versions, so that the pages must look alike, too.

    Raises:
        ArchiveError: the pages of `printed` cannot be read.
    """
    with ExitStack() as stack:
        ours = stack.enter_context(pikepdf.open(io.BytesIO(regenerated)))
        theirs = Content(printed, stack.enter_context(painted_pages(content)))
        fresh = Content(ours, stack.enter_context(painted_pages(regenerated)))
        found = list(_blocks(theirs.blocks, fresh.blocks))
        found += _document(printed, ours)
        if exact:
            found += _pages(theirs, fresh, {difference.page for difference in found})
    return sorted(found, key=lambda difference: difference.page)


def _blocks(printed: Sequence[Block], regenerated: Sequence[Block]) -> Iterator[Difference]:
    """Yield what stands elsewhere, what is said otherwise, and what is said only by one."""
    theirs, ours = [_key(block) for block in printed], [_key(block) for block in regenerated]
    start = next((place for place, pair in enumerate(zip(theirs, ours, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        start = min(len(theirs), len(ours))
    matcher = difflib.SequenceMatcher(None, theirs[start:], ours[start:], autojunk=False)
    for change, first, end, our_first, our_end in matcher.get_opcodes():
        if change != "equal":
            yield from _changed(printed[start + first : start + end], regenerated[start + our_first : start + our_end])


def _key(block: Block) -> tuple[str, bool]:
    return block.text, bool(block.place.table)


def _changed(printed: Sequence[Block], regenerated: Sequence[Block]) -> Iterator[Difference]:
    for place in range(max(len(printed), len(regenerated))):
        theirs = printed[place] if place < len(printed) else None
        ours = regenerated[place] if place < len(regenerated) else None
        known = ours or theirs
        if known is None:
            return
        yield Difference(
            kind="value" if known.place.table else "text",
            page=(theirs or known).page,
            printed=theirs.text[:_LONGEST] if theirs else "",
            regenerated=ours.text[:_LONGEST] if ours else "",
            section=known.place.section,
            table=known.place.table,
            row=known.place.row,
            column=known.place.column,
        )


def _pages(theirs: Content, ours: Content, explained: set[int]) -> Iterator[Difference]:
    """Yield pages that only one of both has, and what looks different on pages whose texts are the same."""
    for number, our_number in _paired(theirs.texts, ours.texts):
        if our_number is None and number is not None:
            yield Difference("page", number + 1, _beginning(theirs.texts[number]), "no such page")
        elif number is None and our_number is not None:
            yield Difference("page", our_number + 1, "no such page", _beginning(ours.texts[our_number]))
        elif number is not None and our_number is not None:
            yield from _page(theirs, number, ours, our_number, is_explained=number + 1 in explained)


def _paired(theirs: Sequence[str], ours: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which page of one is which of the other, told by their texts; None where the other has none."""
    if len(theirs) == len(ours):
        yield from ((number, number) for number in range(len(theirs)))
        return
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    for _, first, end, our_first, our_end in matcher.get_opcodes():
        yield from zip_longest(range(first, end), range(our_first, our_end))


def _beginning(text: str) -> str:
    return " ".join(text.split())[:120]


def _page(theirs: Content, number: int, ours: Content, our_number: int, *, is_explained: bool) -> Iterator[Difference]:
    yield from _annotations(theirs, number, ours, our_number)
    size, our_size = theirs.pages.size(number), ours.pages.size(our_number)
    if size != our_size:
        yield Difference("page", number + 1, f"{size[0]:g} × {size[1]:g} points", f"{our_size[0]:g} × {our_size[1]:g}")
    elif not is_explained:
        yield from _looks(theirs, number, ours, our_number)


def _looks(theirs: Content, number: int, ours: Content, our_number: int) -> Iterator[Difference]:
    box = _unlike(theirs.pages, number, ours.pages, our_number)
    if box:
        where = f"at {box[0]:.0f}–{box[2]:.0f} × {box[1]:.0f}–{box[3]:.0f} points from the lower left corner"
        text, our_text = theirs.pages.text_in(number, box), ours.pages.text_in(our_number, box)
        yield Difference("picture", number + 1, text[:_LONGEST], our_text[:_LONGEST], section=where)
    elif theirs.texts[number] != ours.texts[our_number]:
        yield Difference("text", number + 1, *_first_unlike(theirs.texts[number], ours.texts[our_number]))


def _first_unlike(theirs: str, ours: str) -> tuple[str, str]:
    """Return the first line that two texts do not share."""
    for line, our_line in zip(theirs.splitlines(), ours.splitlines(), strict=False):
        if line != our_line:
            return line[:_LONGEST], our_line[:_LONGEST]
    longer = theirs.splitlines()[len(ours.splitlines()) :], ours.splitlines()[len(theirs.splitlines()) :]
    return " ".join(longer[0])[:_LONGEST], " ".join(longer[1])[:_LONGEST]


def _unlike(theirs: Pages, number: int, ours: Pages, our_number: int) -> Box | None:
    """Return the part of a page that looks different; None if nothing does."""
    import numpy as np

    picture, our_picture = theirs.picture(number), ours.picture(our_number)
    rows, columns = np.nonzero(picture != our_picture)
    if not len(rows):
        return None
    return theirs.box(number, (int(rows.min()), int(rows.max())), (int(columns.min()), int(columns.max())))


def _annotations(theirs: Content, number: int, ours: Content, our_number: int) -> Iterator[Difference]:
    found = Counter(_annotations_of(theirs.document.pages[number]))
    wanted = Counter(_annotations_of(ours.document.pages[our_number]))
    for described in found - wanted:
        yield Difference("annotation", number + 1, described, "none")
    for described in wanted - found:
        yield Difference("annotation", number + 1, "none", described)


def _annotations_of(page: Any) -> Iterator[str]:
    """Yield each annotation of a page in words: its kind, where it leads and where it stands."""
    try:
        for item in page.obj.get("/Annots", []):
            edges = ", ".join(f"{float(edge):.1f}" for edge in item.get("/Rect", []))
            action = item.get("/A")
            target = action.get("/URI", action.get("/D", action.get("/S", ""))) if action is not None else ""
            yield f"{str(item.get('/Subtype', '?')).strip('/')} {_named(target or item.get('/Dest', ''))} at {edges}"
    except DAMAGED:
        yield "a damaged annotation"


def _named(target: Any) -> str:
    if isinstance(target, pikepdf.Array):
        return "to a page"
    return f"to {str(target)[:200]}" if str(target) else ""


def _document(printed: pikepdf.Pdf, regenerated: pikepdf.Pdf) -> Iterator[Difference]:
    """Yield what a document has besides its pages: scripts, forms, layers; and titles that are not the report's."""
    added = sorted(set(printed.Root.keys()) - set(regenerated.Root.keys()))
    for name in added:
        yield Difference("document", 0, f"an entry {name} in its catalogue", "none")
    for name in ("/Title", "/Author", "/Creator"):
        theirs, ours = (_entry(document, name) for document in (printed, regenerated))
        if theirs != ours:
            yield Difference("document", 0, f"{name.strip('/')} {theirs}", ours)


def _entry(document: pikepdf.Pdf, name: str) -> str:
    try:
        return str(document.docinfo.get(name, ""))[:_LONGEST]
    except DAMAGED:
        return ""
