"""Answers what the engine asks of boxes again and again while it places them: in one step, or once for each style.

Which boxes are below another, on which named page a box begins and ends, whether it keeps the floats around it out, how
margins collapse, whether there is anything behind it to paint: asked tens of thousands of times on 118 pages, mostly of
boxes that have nothing of the kind. The answers are worked out from the same values in the same order.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes

from reportgen.outputs.engine.sizes import SQUARE, has_square_corners, own_values

# The engine gives what it gathers in, and below a box also how that is turned, in which form and in which link it is.
_GIVEN_BELOW = 7


def descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """Stand in for `Box.descendants`, with one iterator for all levels."""
    stack = [box]
    while stack:
        box = stack.pop()
        if isinstance(box, boxes.Box):
            yield box
            stack.extend(reversed(box.children))
        elif placeholders:
            stack.append(box._box)  # noqa: SLF001
        else:
            yield box


def page_values(box: Any) -> tuple[Any, Any]:
    """Stand in for `ParentBox.page_values`: the name of the first page and that of the last, each looked for once."""
    if getattr(box.style.root_style, "names_no_page", False):
        return "", ""
    return _page_value(box, 0), _page_value(box, -1)


def _page_value(box: Any, place: int) -> Any:
    values = []
    while True:
        values.append(box.style["page"])
        if not isinstance(box, boxes.ParentBox) or isinstance(box, boxes.TableBox):
            break
        children = box.children if place == 0 else reversed(box.children)
        edge = next((child for child in children if child.is_in_normal_flow() or child.is_floated()), None)
        if edge is None:
            break
        box = edge
    # The innermost box that has a name, else the outermost without one.
    return next((value for value in reversed(values) if value), values[0])


def collapse_margin(adjoining_margins: Sequence[float]) -> float:
    """Stand in for the engine's function of this name."""
    largest: float = 0
    smallest: float = 0
    for margin in adjoining_margins:
        if margin > largest:
            largest = margin
        elif margin < smallest:
            smallest = margin
    return largest + smallest


def decoration_remover(theirs: Callable[[Any, bool, bool], None]) -> Callable[..., None]:
    """Return a stand-in for `ParentBox.remove_decoration`, which mostly is asked to remove none."""

    def remove_decoration(box: Any, start: bool, end: bool) -> None:
        if start or end:
            theirs(box, start, end)

    return remove_decoration


def context_teller(theirs: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return a stand-in for `establishes_formatting_context`, which styles answer for boxes of one class."""

    def establishes_formatting_context(box: Any) -> bool:
        if box.is_column or "is_floated" in box.__dict__:
            return theirs(box)
        try:
            known = box.style.contexts
        except AttributeError:
            known = box.style.contexts = {}
        kind = type(box)
        if kind not in known:
            known[kind] = theirs(box)
        answer: bool = known[kind]
        return answer

    return establishes_formatting_context


def positioner(theirs: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """Return a stand-in for `relative_positioning`, which looks at each piece of each line."""

    def relative_positioning(box: Any, containing_block: Any) -> None:
        if box.style["position"] == "relative":
            theirs(box, containing_block)
        elif isinstance(box, (boxes.InlineBox, boxes.LineBox)):
            for child in box.children:
                if child.children or child.style["position"] == "relative":
                    relative_positioning(child, containing_block)

    return relative_positioning


def background_layer(theirs: Callable[..., None]) -> Callable[..., None]:
    """Return a stand-in for `layout_box_backgrounds`."""

    def layout_box_backgrounds(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        if style is not None or box is page or not _is_bare(box.style):
            theirs(page, box, get_image, layout_children, style)
            return
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)
        own = own_values(box)
        own.update(SQUARE)
        own["background"] = None

    return layout_box_backgrounds


def _is_bare(style: Any) -> bool:
    """Say whether boxes of a style have neither background, shadow, images at their borders nor round corners."""
    try:
        known: bool = style.is_bare
    except AttributeError:
        known = style.is_bare = (
            has_square_corners(style)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not style["box_shadow"]
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
        )
    return known


def anchor_gatherer(theirs: Callable[..., None]) -> Callable[..., None]:
    """Return a stand-in for `gather_anchors`, which looks at each box for links, bookmarks and parts of forms."""

    def gather_anchors(box: Any, *given: Any) -> None:
        link = box.link or (given[-1] if len(given) == _GIVEN_BELOW else None)
        if link or not _is_unmarked(box.style) or (box.element is not None and box.element.tag == "form"):
            theirs(box, *given)
            return
        for child in box.all_children():
            gather_anchors(child, *given)

    return gather_anchors


def _is_unmarked(style: Any) -> bool:
    """Say whether boxes of a style are neither turned, nor targets, nor bookmarks, nor parts of forms."""
    try:
        known: bool = style.is_unmarked
    except AttributeError:
        known = style.is_unmarked = (
            not style["transform"]
            and not style["anchor"]
            and style["bookmark_level"] == "none"
            and style["appearance"] != "auto"
        )
    return known
