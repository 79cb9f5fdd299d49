"""The structure trees of parts as one: ISO 32000-1, 14.7.

An element that goes on in the next part, such as a section of many pages, becomes one again.
"""

from collections.abc import Sequence
from typing import Any

import pikepdf


class Structure:
    """The structure of `document`, which has its first part so far."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._root = document.Root.StructTreeRoot
        self._owners: list[Any] = list(self._root.ParentTree.Nums)
        self._identifiers = dict(_pairs(self._root.get("/IDTree")))

    def add(self, tree: pikepdf.Object, pages: Sequence[pikepdf.Page], joined: int) -> None:
        """Add the `tree` of the next part, on `pages`; `joined` elements of it began in the part before."""
        _join(self._root.K[0], tree.K[0], joined)
        shift = int(self._owners[-2]) + 1
        for place, item in enumerate(tree.ParentTree.Nums):
            self._owners.append(item if place % 2 else int(item) + shift)
        _shift_keys(pages, shift)
        self._identifiers |= dict(_pairs(tree.get("/IDTree")))

    def finish(self) -> None:
        """Write what all parts have in common."""
        self._root.ParentTree.Nums = pikepdf.Array(self._owners)
        if self._identifiers:
            names: list[Any] = []
            for name in sorted(self._identifiers):
                names += [pikepdf.String(name), self._identifiers[name]]
            self._root.IDTree = self._document.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(names)))


def _pairs(tree: pikepdf.Object | None) -> list[tuple[bytes, pikepdf.Object]]:
    names = [] if tree is None else list(tree.Names)
    return [(bytes(name), entry) for name, entry in zip(names[::2], names[1::2], strict=True)]


def _join(first: pikepdf.Object, second: pikepdf.Object, joined: int) -> None:
    """Put what `second` holds behind what `first` holds; `joined` levels below become one, too."""
    kids = list(second.K)
    if joined and kids and len(first.K):
        _join(first.K[-1], kids.pop(0), joined - 1)
    for kid in kids:
        kid.P = first
        first.K.append(kid)


def _shift_keys(pages: Sequence[pikepdf.Page], shift: int) -> None:
    """Add `shift` to the keys under which pages, the groups on them and their links find their elements."""
    groups = {group.objgen: group for page in pages[:1] for group in page.resources.XObject.values()}
    for group in groups.values():
        if "/StructParents" in group:
            group.StructParents += shift
    for page in pages:
        page.obj.StructParents += shift
        for link in page.obj.get("/Annots", ()):
            if "/StructParent" in link:
                link.StructParent += shift
