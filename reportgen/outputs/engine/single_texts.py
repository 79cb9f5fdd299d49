"""Lays out lines that hold one piece of text: two thirds of all lines of a report.

For such a line in a block that reads from left to right, beside which nothing floats, most of what the engine does has
one outcome: no other box can be broken or aligned, nothing is to be moved twice, and the place that it looks for three
times is the same each time. What remains is done here in the engine's order, so that sums have the same last digits; a
line that turns out to hold nothing, or is of another kind, is left to the engine.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

NextLine = Callable[..., tuple[Any, Any]]


def line_maker(theirs: NextLine) -> NextLine:
    """Return a stand-in for the engine's `get_next_linebox`."""

    def get_next_linebox(  # noqa: PLR0913, PLR0917  # the engine's
        context: Any, line: Any, position_y: float, bottom_space: float, skip_stack: Any, block: Any, *others: Any
    ) -> tuple[Any, Any]:
        if not any(others[2:]) and not context.excluded_shapes and _is_single(line, block):
            made = _made(context, line, position_y, bottom_space, skip_stack, block)
            if made is not None:
                return made
        return theirs(context, line, position_y, bottom_space, skip_stack, block, *others)

    return get_next_linebox


def _is_single(line: Any, block: Any) -> bool:
    if len(line.children) != 1 or type(line.children[0]) is not boxes.TextBox:
        return False
    text, style = line.children[0], line.style
    return (
        block.style["direction"] == style["direction"] == "ltr"
        and style["position"] == "static"
        and style["float"] == "none"
        and text.is_in_normal_flow()
        and text.style["vertical_align"] == "baseline"
        and not (line.padding_left or line.margin_left or line.border_left_width)
        and not (line.padding_right or line.margin_right or line.border_right_width)
    )


def _made(  # noqa: PLR0913, PLR0917  # what the engine gives
    context: Any, line: Any, position_y: float, bottom_space: float, skip_stack: Any, block: Any
) -> tuple[Any, Any] | None:
    """Return the next line and where the one after it begins; None if there is nothing to be put into it."""
    (text,) = line.children
    if skip_stack or not text.text or text.text[0] == " ":
        skip_stack = inline.skip_first_whitespace(line, skip_stack)
        if skip_stack == "continue":
            return None, None
    line.position_y = position_y
    line.width = line.height = 0
    position_x, position_y, width = inline.avoid_collisions(context, line, block, outer=False)
    line.position_x, line.position_y = position_x, position_y
    text.position_y = position_y
    found = inline.split_inline_level(
        context,
        text,
        position_x + line.text_indent,
        (position_x + width) * (1 + 1e-9),
        bottom_space,
        skip_stack[0] if skip_stack else None,
        block,
        *([], [], [], [], []),
        None,
        None,
    )
    new_text, resume_at, is_line_kept, *_ = found
    if new_text is None:
        return None
    resume_at = None if resume_at is None else {0: resume_at}
    new_line = line.copy_with_children([new_text])
    new_line.remove_decoration(start=skip_stack is not None, end=resume_at is not None)
    _measure(line, new_line, new_text)
    if new_text.text.endswith(" "):
        inline.remove_last_whitespace(context, new_line)
    across = inline.text_align(context, new_line, width, last=resume_at is None or is_line_kept)
    _place(new_line, new_text, across, position_y)
    return new_line, resume_at


def _measure(line: Any, new_line: Any, new_text: Any) -> None:
    """Set the sizes of a line by its text and by the height of lines in its style."""
    new_line.width = new_text.position_x + new_text.margin_width() - new_line.content_box_x()
    line_height, new_line.baseline = inline.strut(new_line.style)
    new_line.height = new_line.style["font_size"]
    half_leading = (line_height - new_line.height) / 2
    new_line.margin_top = half_leading - new_line.border_top_width - new_line.padding_top
    new_line.margin_bottom = half_leading - new_line.border_bottom_width - new_line.padding_bottom
    line.width, line.height = new_line.width, new_line.height


def _place(line: Any, text: Any, across: float, position_y: float) -> None:
    """Put a line at `position_y`, as high as both its text and itself are, and its text on its baseline."""
    text.position_y = top = 0 - text.baseline
    bottom = top + text.margin_height()
    own_top = 0 - line.baseline
    own_bottom = own_top + line.margin_height()
    top, bottom = min(top, own_top), max(bottom, own_bottom)
    line.baseline = -top
    line.position_y = top
    line.height = bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(across, position_y - top)
    # Sums are not exact.
    line.position_y = position_y
