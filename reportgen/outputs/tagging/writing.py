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


class _Writer:
    """Writes nodes, and notes which node owns each piece of content."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        # The engine makes the list anew each time that it is asked for.
        self._pages = pdf.page_references
        self._owners: dict[Mark, Any] = {}
        self._annotations: list[tuple[Any, Any]] = []
        self.identifiers: dict[str, Any] = {}

    def added(self, content: dict[str, Any]) -> Any:
        entry = pydyf.Dictionary(content)
        self._pdf.add_object(entry)
        return entry

    def node(self, node: Node, parent: Any) -> Any:
        """Write a node with all that it holds; return the reference to it."""
        entry = self.added({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        first = next((kid for kid in node.kids if not isinstance(kid, Node)), None)
        if first:
            entry["Pg"] = self._pages[first.page]
        for key, text in (("Alt", node.alternative), ("Lang", node.language), ("ID", node.identifier)):
            if text:
                entry[key] = pydyf.String(text)
        if node.identifier:
            self.identifiers[node.identifier] = entry.reference
        if node.attributes:
            entry["A"] = pydyf.Array(_attributes(owner, values) for owner, values in node.attributes.items())
        entry["K"] = pydyf.Array(self._kid(kid, entry, first.page if first else None) for kid in node.kids)
        return entry.reference

    def _kid(self, kid: Node | Mark | Annotation, entry: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self.node(kid, entry.reference)
        place = {"Pg": self._pages[kid.page]}
        if isinstance(kid, Annotation):
            self._annotations.append((kid.entry, entry.reference))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.entry.reference} | place)
        self._owners[kid] = entry.reference
        if kid.page == page and kid.group is None:
            return kid.number
        group = {} if kid.group is None else {"Stm": kid.group.reference}
        return pydyf.Dictionary({"Type": "/MCR", "MCID": kid.number} | place | group)

    def parents(self, contents: Sequence[PageContent]) -> Any:
        """Return the way back, from each piece of content and each annotation to its node."""
        # WeasyPrint gave each page its own number as key.
        numbers: list[Any] = []
        for page, content in enumerate(contents):
            numbers += [page, self._owners_of(content.marks(None))]
        key = len(contents)
        for group, marks in chain.from_iterable(content.groups() for content in contents):
            group.extra["StructParents"] = key
            numbers += [key, self._owners_of(marks)]
            key += 1
        for place, (annotation, reference) in enumerate(self._annotations, start=key):
            annotation["StructParent"] = place
            numbers += [place, reference]
        return pydyf.Array(numbers)

    def _owners_of(self, marks: Sequence[Mark]) -> Any:
        owners = {mark.number: self._owners[mark] for mark in marks if mark in self._owners}
        return pydyf.Array(owners.get(number, "null") for number in range(max(owners, default=-1) + 1))


def _attributes(owner: str, values: dict[str, Any]) -> Any:
    written = {key: _value(value) for key, value in values.items()}
    return pydyf.Dictionary({"O": f"/{owner}"} | written)


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return pydyf.Array(pydyf.String(item) if isinstance(item, str) else item for item in value)
    return value
