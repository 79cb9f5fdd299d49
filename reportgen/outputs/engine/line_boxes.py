"""Boxes of text put into lines with fewer questions: what they answer alike for every box is asked once.

A box of text has no margins, borders or sizes of its own, whatever contains it; a line beside which nothing floats has
the width of its block; and a box that neither floats nor is placed is in the flow. WeasyPrint works all of that out
for each of 17,000 boxes and 23,000 lines on 113 pages, several times.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages

from reportgen.outputs.engine.lines import Lines

_SIZES = (
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
    *(
        name
        for side in ("top", "right", "bottom", "left")
        for name in (f"margin_{side}", f"padding_{side}", f"border_{side}_width")
    ),
)

_IN_PLACE = ("static", "relative")


class TextBoxes:
    """Puts boxes of text into lines."""

    def __init__(self, lines: Lines, split_inline_level: Callable[..., tuple[Any, ...]]) -> None:
        self._lines = lines
        self._split_other = split_inline_level
        self._sizes: dict[str, Any] = {}

    def split_inline_level(  # noqa: PLR0913, PLR0917  # the engine's own parameters
        self,
        context: Any,
        box: Any,
        position_x: float,
        max_x: float,
        bottom_space: float,
        skip_stack: Any,
        *others: Any,
    ) -> tuple[Any, ...]:
        """Stand in for the engine's function of this name."""
        containing_block, line_children, first_line_style = others[0], others[-3], others[-1]
        if first_line_style or not isinstance(box, boxes.TextBox):
            return self._split_other(context, box, position_x, max_x, bottom_space, skip_stack, *others)
        self._resolve_sizes(box, containing_block)
        box.position_x = position_x
        skip = next(iter(skip_stack)) or 0 if skip_stack else 0
        new_box, resume_at, breaks = self.split_text_box(
            context, box, max_x - position_x, skip, is_line_start=not line_children
        )
        first, last = _ends(box.text, resume_at)
        stack = None if resume_at is None else {resume_at: None}
        return new_box, stack, breaks, first, last, {"left": 0, "right": 0}

    def _resolve_sizes(self, box: Any, containing_block: Any) -> None:
        if type(box.style) is not AnonymousStyle:
            resolve_percentages(box, containing_block)
            return
        if not self._sizes:
            resolve_percentages(box, containing_block)
            self._sizes = {name: getattr(box, name) for name in _SIZES}
        box.__dict__.update(self._sizes)

    def split_text_box(
        self, context: Any, box: Any, available_width: float | None, skip: int, is_line_start: bool = True
    ) -> tuple[Any, int | None, Any]:
        """Stand in for the engine's function of this name."""
        style = box.style
        text = box.text.encode()[skip:].decode() if skip else box.text
        if style["font_size"] == 0 or not text:
            return None, None, False
        layout, length, resume_at, width, height, baseline = self._lines.split_first_line(
            text, style, context, available_width, box.justification_spacing, is_line_start
        )
        assert resume_at != 0
        new_box = None
        if length > 0:
            new_box = box.copy_with_text(layout.text)
            half_leading = (self._lines.strut(style)[0] - height) / 2
            new_box.width, new_box.height, new_box.pango_layout = width, height, layout
            new_box.margin_top = new_box.margin_bottom = half_leading
            new_box.baseline = baseline + half_leading
        if resume_at is None:
            return new_box, None, False
        # Only the sign of a line break, which the text keeps, stands between two lines beside spaces.
        between = text.encode()[length:resume_at].decode()
        return new_box, resume_at + skip, bool(between.strip(" "))


def _ends(text: str, resume_at: int | None) -> tuple[str | None, str | None]:
    """Return the first letter of a line, and the last one before the place where its text is resumed."""
    if not text:
        return None, None
    return text[0], text[-1] if resume_at is None else text.encode()[:resume_at].decode()[-1]


def collision_avoider(theirs: Callable[..., tuple[float, float, float]]) -> Callable[..., tuple[float, float, float]]:
    """Return a stand-in for the engine's `avoid_collisions` of a line."""

    def avoid_collisions(
        context: Any, box: Any, containing_block: Any, outer: bool = True
    ) -> tuple[float, float, float]:
        if (
            outer
            or context.excluded_shapes
            or box.style["float"] != "none"
            or containing_block.style["direction"] != "ltr"
        ):
            return theirs(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        # In the engine's order: the last digits of the sums depend on it.
        right = left + containing_block.width - box.margin_right
        left += box.margin_left
        return left - box.margin_left, box.position_y + box.margin_top - box.margin_top, right - left

    return avoid_collisions


def flow_teller(theirs: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return a stand-in for the engine's `is_in_normal_flow`, which asks five questions of two properties."""

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        return (style["float"] == "none" and style["position"] in _IN_PLACE) or theirs(box)

    return is_in_normal_flow
