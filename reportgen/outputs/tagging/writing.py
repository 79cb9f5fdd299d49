"""Writes a structure tree into the PDF that WeasyPrint is about to write: ISO 32000-1, 14.7."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import pydyf  # type: ignore[import-untyped]

from reportgen.outputs.tagging.content import PageContent
from reportgen.outputs.tagging.nodes import Annotation, Mark, Node


def write_tree(pdf: Any, root: Node, contents: Sequence[PageContent]) -> None:
    """Add the objects of the tree to `pdf` and name it in the catalog."""
    writer = _Writer(pdf)
    tree = writer.added({"Type": "/StructTreeRoot"})
    tree["K"] = pydyf.Array([writer.node(root, tree.reference)])
    tree["ParentTree"] = writer.added({"Nums": writer.parents(contents)}).reference
    if writer.identifiers:
        named = chain.from_iterable((pydyf.String(name), at) for name, at in sorted(writer.identifiers.items()))
        tree["IDTree"] = writer.added({"Names": pydyf.Array(named)}).reference
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


# Of no two nodes alike, such as the place of a picture.
_OF_ONE = frozenset({"Layout"})


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf is untyped
    """An object of a PDF by what it is written as."""

    data = b""


class _Writer:
    """Writes nodes, and notes which node owns each piece of content."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        # The engine makes the list anew each time that it is asked for.
        self._pages = pdf.page_references
        self._owners: dict[Mark, bytes] = {}
        self._annotations: list[tuple[Any, Any]] = []
        self._shared: dict[bytes, bytes] = {}
        self.identifiers: dict[str, Any] = {}

    def added(self, content: dict[str, Any]) -> Any:
        entry = pydyf.Dictionary(content)
        self._pdf.add_object(entry)
        return entry

    def node(self, node: Node, parent: bytes) -> bytes:
        """Write a node with all that it holds; return the reference to it."""
        entry = _Written()
        self._pdf.add_object(entry)
        reference: bytes = entry.reference
        first = next((kid for kid in node.kids if not isinstance(kid, Node)), None)
        items = [b"<</S /%b/P %b" % (node.role.encode(), parent)]
        if first:
            items.append(b"/Pg " + self._pages[first.page])
        for key, text in ((b"/Alt ", node.alternative), (b"/Lang ", node.language), (b"/ID ", node.identifier)):
            if text:
                items.append(key + pydyf.String(text).data)
        if node.identifier:
            self.identifiers[node.identifier] = reference
        if node.attributes:
            attributes = [self._attributes(owner, values) for owner, values in node.attributes.items()]
            items.append(b"/A [%b]" % b" ".join(attributes) if len(attributes) > 1 else b"/A " + attributes[0])
        kids = [self._kid(kid, reference, first.page if first else None) for kid in node.kids]
        is_plain = len(kids) == 1 and kids[0].isdigit()
        items.append(b"/K %b>>" % kids[0] if is_plain else b"/K [%b]>>" % b" ".join(kids))
        entry.data = b"".join(items)
        return reference

    def _attributes(self, owner: str, values: dict[str, Any]) -> bytes:
        """Return what `owner` says of a node; what it says of many is written once."""
        content = pydyf.Dictionary({"O": f"/{owner}"} | {key: _value(value) for key, value in values.items()})
        written: bytes = content.data
        if owner in _OF_ONE:
            return written
        if written not in self._shared:
            self._pdf.add_object(content)
            self._shared[written] = content.reference
        return self._shared[written]

    def _kid(self, kid: Node | Mark | Annotation, parent: bytes, page: int | None) -> bytes:
        if isinstance(kid, Node):
            return self.node(kid, parent)
        place = self._pages[kid.page]
        if isinstance(kid, Annotation):
            self._annotations.append((kid.entry, parent))
            return b"<</Type /OBJR/Obj %b/Pg %b>>" % (kid.entry.reference, place)
        self._owners[kid] = parent
        if kid.group is not None:
            return b"<</Type /MCR/MCID %d/Pg %b/Stm %b>>" % (kid.number, place, kid.group.reference)
        return b"%d" % kid.number if kid.page == page else b"<</Type /MCR/MCID %d/Pg %b>>" % (kid.number, place)

    def parents(self, contents: Sequence[PageContent]) -> Any:
        """Return the way back, from each piece of content and each annotation to its node."""
        # WeasyPrint gave each page its own number as key.
        numbers: list[Any] = []
        in_groups: list[tuple[Any, list[Mark]]] = []
        for page, content in enumerate(contents):
            (_, marks), *others = content.groups()
            numbers += [page, self._owners_of(marks)]
            in_groups += others
        for key, (group, marks) in enumerate(in_groups, start=len(contents)):
            group.extra["StructParents"] = key
            numbers += [key, self._owners_of(marks)]
        for place, (annotation, reference) in enumerate(self._annotations, start=len(contents) + len(in_groups)):
            annotation["StructParent"] = place
            numbers += [place, reference]
        return pydyf.Array(numbers)

    def _owners_of(self, marks: Sequence[Mark]) -> Any:
        owners = {mark.number: owner for mark in marks if (owner := self._owners.get(mark))}
        return pydyf.Array(owners.get(number, "null") for number in range(max(owners, default=-1) + 1))


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return pydyf.Array(pydyf.String(item) if isinstance(item, str) else item for item in value)
    return value
