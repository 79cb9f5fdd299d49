"""Builds the tree of boxes in fewer steps: most boxes need none of what CSS may ask for.

The engine goes through all boxes once each for tables, flexible boxes and grids, looking for boxes that have to be
added or taken away, and through each text with several regular expressions. Here boxes without any part of a table
in them, rows of cells and groups of rows are passed on as they are; the two other searches are left out where there is
no such box; and of texts only those are searched that have more than single spaces in them.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes, build

_WHITE = " \t\r\n"
_CONTAINERS = (boxes.FlexContainerBox, boxes.GridContainerBox)
_COLUMNS = (boxes.TableColumnBox, boxes.TableColumnGroupBox)
# What a row and a group of rows hold.
_HELD = {boxes.TableRowBox: boxes.TableCellBox, boxes.TableRowGroupBox: boxes.TableRowBox}


def create_anonymous_boxes(box: Any) -> Any:
    """Stand in for the engine's function of this name."""
    tables = _Tables()
    box = tables.completed(box)
    if tables.has_containers:
        box = build.grid_boxes(build.flex_boxes(box))
    return build.block_in_inline(build.inline_in_block(box))


class _Tables:
    """Adds and takes away boxes as tables need them, and notes whether there is a container of another kind."""

    def __init__(self) -> None:
        self.has_containers = False

    def completed(self, box: Any) -> Any:
        """Do what the engine's `anonymous_table_boxes` does."""
        if not isinstance(box, boxes.ParentBox) or box.is_running():
            return box
        self.has_containers = self.has_containers or isinstance(box, _CONTAINERS)
        children = [child if isinstance(child, boxes.TextBox) else self.completed(child) for child in box.children]
        if box.tabular_container:
            held = _HELD.get(type(box))
            own = held and _of_kind(children, held)
        elif isinstance(box, _COLUMNS) or any(_is_tabular(child) for child in children):
            own = None
        else:
            own = children
        if own is None:
            return build.table_boxes_children(box, children)
        box.children = own
        return box


def _is_tabular(box: Any) -> bool:
    return bool(box.proper_table_child or box.internal_table_or_caption)


def _of_kind(children: list[Any], kind: type) -> list[Any] | None:
    """Return the children of a kind if nothing but single pieces of white space stands between them."""
    own = [child for child in children if isinstance(child, kind)]
    if len(own) == len(children):
        return own
    is_between = [not isinstance(child, kind) for child in children]
    if not own or any(map(all, pairwise(is_between))):
        return None
    return own if all(child.is_whitespace() for child in children if not isinstance(child, kind)) else None


def space_collapser(theirs: Callable[..., bool]) -> Callable[..., bool]:
    """Return a stand-in for `TextBox.process_whitespace`."""

    def process_whitespace(box: Any, following_collapsible_space: bool = False) -> bool:
        text = box.text
        if not text or box.style["white_space"] not in ("normal", "nowrap"):
            return theirs(box, following_collapsible_space)
        if not text.strip(_WHITE):
            text = " "
        elif "\n" in text or "  " in text or "\t" in text or "\r" in text:
            return theirs(box, following_collapsible_space)
        ends_with_space: bool = text.endswith(" ")
        if following_collapsible_space and text[0] == " ":
            text = text[1:]
            box.leading_collapsible_space = True
        box.text = text
        return ends_with_space

    return process_whitespace


def transformer(theirs: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return a stand-in for `TextBox.process_text_transform`."""

    def process_text_transform(box: Any) -> None:
        style = box.style
        if style["text_transform"] != "none" or style["hyphens"] == "none":
            theirs(box)

    return process_text_transform


def inline_in_block(box: Any) -> Any:
    """Stand in for the engine's function of this name: put what stands in lines into boxes of lines."""
    if not box.children or box.is_running() or box.is_note():
        return box
    if box.leading_collapsible_space is False:
        box.leading_collapsible_space = box.children[0].leading_collapsible_space
    children = []
    is_space_left = False
    for child in box.children:
        if is_space_left:
            child.leading_collapsible_space = True
        if not isinstance(child, boxes.TextBox):
            children.append(inline_in_block(child))
        elif child.text:
            children.append(child)
        else:
            is_space_left = child.leading_collapsible_space
            continue
        is_space_left = False
    if box.trailing_collapsible_space is False:
        box.trailing_collapsible_space = is_space_left
    box.children = _in_lines(box, children) if isinstance(box, boxes.BlockContainerBox) else children
    return box


def _in_lines(box: Any, children: list[Any]) -> list[Any]:
    blocks: list[Any] = []
    line: list[Any] = []
    for child in children:
        if (line and child.is_absolutely_positioned()) or (
            isinstance(child, boxes.InlineLevelBox) or (line and not child.is_in_normal_flow())
        ):
            if line or not _is_space(child):
                line.append(child)
            continue
        if line:
            blocks.append(boxes.BlockBox.anonymous_from(box, [boxes.LineBox.anonymous_from(box, line)]))
            line = []
        blocks.append(child)
    if line:
        line_box = boxes.LineBox.anonymous_from(box, line)
        blocks.append(boxes.BlockBox.anonymous_from(box, [line_box]) if blocks else line_box)
    return blocks


def _is_space(box: Any) -> bool:
    """Say whether a box is one space, which a line does not begin with."""
    return (
        isinstance(box, boxes.TextBox)
        and box.text == " "
        and box.style["white_space"] in ("normal", "nowrap", "pre-line")
    )
