"""The structure tree as it is built: nodes with roles of ISO 32000-1, 14.8.4, and the painted content they own."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

GROUPS = frozenset({"Document", "Sect", "Art", "Div", "BlockQuote"})
"""Roles that hold blocks: text that stands in them directly needs a paragraph of its own."""

INLINE = frozenset({"Link", "Code", "Span"})
"""Roles that stand in a line of text."""

KEPT_EMPTY = frozenset({"TH", "TD", "TR"})
"""Roles that mean something without content: a column of a table has a cell in each row."""


class Mark(NamedTuple):
    """A piece of painted content: the page, counted from 0, its number there, and the group it is painted in."""

    page: int
    number: int
    group: Any = None


@dataclass(frozen=True)
class Annotation:
    """A link's area on a page, as the engine wrote it."""

    page: int
    entry: Any


@dataclass(eq=False)
class Node:
    """An element of structure with its children in reading order."""

    role: str
    parent: "Node | None" = None
    element: str = ""
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    alternative: str | None = None
    language: str | None = None
    identifier: str | None = None
    text: list[str] = field(default_factory=list)

    def child(self, role: str) -> "Node":
        """Add a child to the end and return it."""
        node = Node(role, self)
        self.kids.append(node)
        return node

    def last(self, role: str) -> "Node":
        """Return the child that stands last if it has this role, else a new one."""
        last = self.kids[-1] if self.kids else None
        return last if isinstance(last, Node) and last.role == role else self.child(role)

    def first(self, role: str) -> "Node":
        """Return the first child with this role, a new one if there is none."""
        return next((kid for kid in self.nodes() if kid.role == role), None) or self.child(role)

    def nearest(self, role: str) -> "Node | None":
        """Return this node or the innermost one around it that has the role."""
        return self if self.role == role else (self.parent.nearest(role) if self.parent else None)

    def nodes(self) -> list["Node"]:
        """Return the children that are nodes."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def prune(self) -> bool:
        """Take away what holds nothing; say whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.prune()]
        return bool(self.kids) or self.role in KEPT_EMPTY
