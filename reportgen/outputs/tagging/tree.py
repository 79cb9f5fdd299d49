"""Builds the structure tree from the laid-out boxes: one node an element of HTML, however many pages it goes over.

WeasyPrint has a tree of its own, which describes each page anew: a table over two pages is two tables with a header
each, a running head is read aloud on every page, an entry of the contents is three links and fifty dots.
"""

import logging
from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reportgen.outputs.tagging.content import PageContent
from reportgen.outputs.tagging.nodes import GROUPS, INLINE, Annotation, Node
from reportgen.outputs.tagging.roles import heading_level, is_silent, role_of

_POINTS_A_PIXEL = 0.75
_BETWEEN_ITEMS = GROUPS | {"L", "LI", "TOC", "TOCI", "Table", "THead", "TBody", "TFoot", "TR"}
_MAY_STAND_IN_ITEM = {"L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI", "TOC"}, "TOCI": {"TOC", "P"}}
_LOGGER = logging.getLogger("weasyprint")


class TreeBuilder:
    """Takes the pages in order, see `add_page`; afterwards `root` is the tree.

    `levels` are those of the headings that the first page stands under, if others come before it.
    `untold_areas` are those of links that nobody reads aloud, such as in the header of a table on its second page.
    """

    def __init__(self, language: str, levels: Sequence[int] = ()) -> None:
        self.root = Node("Document")
        self.untold_areas: list[Annotation] = []
        self._language = language
        self._nodes: dict[tuple[Any, str], Node] = {}
        self._heads: dict[Any, Any] = {}
        self._paragraphs: dict[Any, Node] = {}
        self._levels = list(levels)

    def add_page(self, page: Any, number: int, content: PageContent) -> None:
        """Add what stands on a page, the one with this number from 0."""
        self._page, self._number, self._content = page, number, content
        self._visit(page, self.root, None)

    def _visit(self, box: Any, owner: Node, block: Any) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001
        if isinstance(box, boxes.TextBox):
            self._add_text(box, owner, block)
        elif self._is_silent(box):
            self._silence(box, owner, is_furniture=isinstance(box, boxes.MarginBox))
        elif isinstance(box, boxes.ReplacedBox):
            self._add_picture(box, owner, block)
        else:
            block = box if isinstance(box, boxes.BlockContainerBox) else block
            node = self._node(box, owner, block)
            for child in box.children:
                self._visit(child, node, block)

    def _is_silent(self, box: Any) -> bool:
        """Say whether a box is for the eye alone: margins, dotted leaders, the header of a table on its next pages."""
        if isinstance(box, boxes.MarginBox) or box.is_leader:
            return True
        if box.element_tag in ("thead", "tfoot") and self._heads.setdefault(box.element, self._page) is not self._page:
            return True
        return box.element is not None and is_silent(box.element)

    def _silence(self, box: Any, owner: Node, *, is_furniture: bool) -> None:
        for inner in box.descendants(placeholders=True):
            if piece := self._content.piece(inner):
                piece.silence(b"/Pagination" if is_furniture else b"/Layout")
            if inner.link_annotation:
                self._add_area(inner, owner)

    def _add_area(self, box: Any, owner: Node) -> None:
        link = owner.nearest("Link")
        area = Annotation(self._number, box.link_annotation)
        if link:
            link.kids.append(area)
        else:
            self.untold_areas.append(area)

    def _node(self, box: Any, owner: Node, block: Any) -> Node:
        """Return the node of a box: anonymous boxes and the parts on several pages share that of their element."""
        if box.element is None:
            return owner
        key = (box.element, box.element_tag)
        node = self._nodes.get(key) or self._new_node(box, owner, block)
        if node is not owner:
            self._nodes[key] = node
        if box.link_annotation:
            self._add_area(box, node)
        return node

    def _new_node(self, box: Any, owner: Node, block: Any) -> Node:
        name, language = box.element_tag, box.element.get("lang", self._language)
        level = heading_level(name)
        role = self._heading(level) if level else role_of(name, box.element, owner)
        if role is None and box.link_annotation and not owner.nearest("Link"):
            role = "Link"
        if role is None and language != self._language:
            role = "Span" if isinstance(box, boxes.InlineBox) else "Div"
        if role is None:
            return owner
        place = self._place(role, owner, block)
        node = place.last(role) if role in ("Lbl", "LBody") else place.child(role)
        node.element = name
        node.language = language if language != self._language else None
        _add_attributes(node, box)
        return node

    def _heading(self, level: int) -> str:
        """Return H1 to H6: a level below the heading around it, whatever levels the templates or notes leave out."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return f"H{len(self._levels)}"

    def _place(self, role: str, owner: Node, block: Any) -> Node:
        """Return the node that a child of `owner` with this role is put in, where it cannot stand in `owner` itself."""
        if role in _MAY_STAND_IN_ITEM.get(owner.role, {role}):
            return self._paragraph(owner, block) if owner.role in GROUPS and role in INLINE else owner
        if owner.role == "L":
            starts = role == "Lbl" and any(kid.role == "LBody" for item in owner.nodes()[-1:] for kid in item.nodes())
            item = owner.child("LI") if starts else owner.last("LI")
            return self._place(role, item, block)
        if owner.role == "TOC":
            return self._place(role, owner.last("TOCI"), block)
        return owner.first("LBody" if owner.role == "LI" else "Reference")

    def _paragraph(self, owner: Node, block: Any) -> Node:
        """Return the paragraph for text that stands directly in a group, one for each block of lines."""
        paragraph = self._paragraphs.get(block)
        if paragraph is None or owner.kids[-1] is not paragraph:
            paragraph = self._paragraphs[block] = owner.child("P")
        return paragraph

    def _add_text(self, box: Any, owner: Node, block: Any) -> None:
        piece = self._content.piece(box)
        if piece is None:
            return
        if not box.text.strip() and owner.role in _BETWEEN_ITEMS:
            piece.silence(b"/Layout")
            return
        self._place("Span", owner, block).kids.append(self._content.mark(piece))
        if link := owner.nearest("Link"):
            link.text.append(box.text)

    def _add_picture(self, box: Any, owner: Node, block: Any) -> None:
        piece, alternative = self._content.piece(box), _alternative(box)
        if piece is None:
            return
        if not alternative:
            self._silence(box, owner, is_furniture=False)
            return
        role = "Formula" if box.element.get("role") == "math" else "Figure"
        node = self._place(role, owner, block).child(role)
        node.alternative = alternative
        node.attributes["Layout"] = {"BBox": self._area(box)}
        node.kids.append(self._content.mark(piece))

    def _area(self, box: Any) -> list[float]:
        """Return the corners of a box in points, counted from the lower left corner of the page."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = (
            left,
            self._page.margin_height() - top - box.height,
            left + box.width,
            self._page.margin_height() - top,
        )
        return [round(corner * _POINTS_A_PIXEL, 3) for corner in corners]


def _alternative(box: Any) -> str:
    """Return what is read aloud instead of a picture; nothing for one that decorates."""
    if "::" in box.element_tag:
        return ""
    label = box.element.get("aria-label") or box.element.get("alt")
    if label is None:
        label = "".join(text for part in box.element if part.tag.endswith("}title") for text in part.itertext())
        if not label:
            _LOGGER.warning("the picture %r has no alternative text", box.element.get("src", "svg"))
    return " ".join(label.split())


def _add_attributes(node: Node, box: Any) -> None:
    if node.role == "L":
        node.attributes["List"] = {"ListNumbering": _NUMBERINGS.get(_numbering(box) or "", "/None")}
    elif node.role in ("TH", "TD"):
        spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
        table = {name: span for name, span in spans.items() if span != 1}
        if node.role == "TH":
            is_column = box.element.get("scope", "col" if node.nearest("THead") else "row").startswith("col")
            table["Scope"] = "/Column" if is_column else "/Row"
        if table:
            node.attributes["Table"] = table


_NUMBERINGS = {"disc": "/Disc", "circle": "/Circle", "square": "/Square", "decimal": "/Decimal"}


def _numbering(box: Any) -> str | None:
    style = box.style["list_style_type"]
    return style if isinstance(style, str) and box.element_tag in ("ul", "ol") else None
