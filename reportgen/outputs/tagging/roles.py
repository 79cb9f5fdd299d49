"""The role of an HTML element in the structure tree, by its name, its ARIA role and the node it stands in."""

from typing import Any

from reportgen.outputs.tagging.nodes import Node

_BLOCKS = {
    "section": "Sect",
    "nav": "Sect",
    "article": "Art",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "figcaption": "Caption",
    "caption": "Caption",
    "dl": "L",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SILENT = frozenset({"presentation", "none"})


def heading_level(name: str) -> int | None:
    """Return the level of a heading, 1 to 6; None for any other element."""
    return _HEADINGS.get(name)


def is_silent(element: Any) -> bool:
    """Say whether an element is there for the eye alone: nobody reads it aloud."""
    return element.get("aria-hidden") == "true" or element.get("role") in _SILENT


def role_of(name: str, element: Any, owner: Node) -> str | None:
    """Return the role of an element that stands in `owner`; None if it means nothing by itself."""
    if name in ("ul", "ol"):
        # A list in a <nav> is the table of contents.
        return "TOC" if owner.role in ("TOC", "TOCI") or owner.element == "nav" else "L"
    if name == "li":
        return "TOCI" if owner.role == "TOC" else "LI"
    if name == "a":
        return "Link" if element.get("href") else None
    if owner.role in ("L", "LI"):
        return _role_in_list(name, element, owner) or _BLOCKS.get(name)
    if name == "p" and "caption" in element.get("class", "").split():
        return "Caption"
    return _BLOCKS.get(name)


def _role_in_list(name: str, element: Any, owner: Node) -> str | None:
    """Return the role of what stands in a list: markers, terms and their explanations, and a <div> around both."""
    if name in {"li::marker", "dt"} or (owner.role == "LI" and element.get("class") == "no"):
        return "Lbl"
    if name == "dd":
        return "LBody"
    return "LI" if name == "div" and owner.role == "L" else None
