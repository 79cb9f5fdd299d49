"""One area a line for each link, and words that say what it is."""

from collections.abc import Iterable, Sequence
from typing import Any

from reportgen.outputs.tagging.nodes import Annotation, Node

_SAME_LINE = 0.5


def join_areas(link: Node, pages: Sequence[Any]) -> None:
    """Join the areas of `link` that lie in one line, and give each the words of the link.

    The engine writes an area for each box inside a link: an entry of the contents has four, over each other.
    """
    kept: list[Annotation] = []
    joined: list[Annotation] = []
    for kid in [kid for kid in link.kids if isinstance(kid, Annotation)]:
        same = next((other for other in kept if _are_in_line(other, kid)), None)
        if same:
            same.entry["Rect"][:] = _union(same.entry["Rect"], kid.entry["Rect"])
        (joined if same else kept).append(kid)
    link.kids = [kid for kid in link.kids if kid not in joined]
    remove_areas(joined, pages)
    words = " ".join(" ".join(link.text).split())
    for annotation in kept:
        if words:
            annotation.entry["Contents"] = type(annotation.entry["Contents"])(words)


def remove_areas(areas: Iterable[Annotation], pages: Sequence[Any]) -> None:
    """Take areas from their pages."""
    for area in areas:
        pages[area.page]["Annots"].remove(area.entry.reference)


def _are_in_line(one: Annotation, other: Annotation) -> bool:
    if one.page != other.page:
        return False
    (bottom, top), (other_bottom, other_top) = (sorted(part.entry["Rect"][1::2]) for part in (one, other))
    overlap = min(top, other_top) - max(bottom, other_bottom)
    return bool(overlap > _SAME_LINE * min(top - bottom, other_top - other_bottom))


def _union(one: list[float], other: list[float]) -> list[float]:
    across, upright = [*one[::2], *other[::2]], [*one[1::2], *other[1::2]]
    return [min(across), min(upright), max(across), max(upright)]
