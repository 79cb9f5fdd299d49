"""Lines of text that were laid out before: their sizes are looked up, not asked of Pango again.

The same words stand in a report in the same look again and again: labels, names of classes, numbers; and each table
asks for the widths of its cells before it sets them. Of 19,000 lines on 113 pages Pango lays out 3,400. A line is known
by its text and its look; where it fits into the width, the width changes nothing, else it is known by its width too.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from weasyprint.text.line_break import Layout, can_break_text, strut

from reportgen.outputs.engine.text_styles import TextStyle, TextStyles

_MOST_LINES = 5_000
_MOST_ENDS = 20_000
_LONGEST = 400
"""Longer texts hardly ever come again, and would be remembered anew from each of their lines on."""


class Line(NamedTuple):
    """A line as it was laid out: its text, and what the engine is told of it beside the layout."""

    text: str
    direction: int
    length: int
    resume_at: int | None
    width: float
    height: float
    baseline: float


class Lines:
    """The lines of documents, by their looks: of each up to a number at which all of it are forgotten."""

    def __init__(self, styles: TextStyles, split_first_line: Callable[..., tuple[Any, ...]]) -> None:
        self._styles = styles
        self._split = split_first_line
        self._last: Any = None
        # Asked for each two letters at which elements meet, mostly.
        self.can_break_text = lru_cache(maxsize=_MOST_ENDS)(can_break_text)
        self._struts: dict[int, tuple[Any, tuple[float, float]]] = {}

    def split_first_line(  # noqa: PLR0913, PLR0917  # the engine's own parameters
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        """Stand in for the engine's function of this name."""
        look = self._styles.of(style)
        if look.is_spaced or justification_spacing or len(text) > _LONGEST:
            return self._split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        width = max_width if look.wraps else None
        line: Line | None = look.lines.get(text)
        if line is None or (width is not None and line.width > width):
            key = (text, width, is_line_start, minimum)
            line = look.lines.get(key)
            if line is None:
                laid_out = self._split(text, style, context, max_width, 0, is_line_start, minimum)
                _remember(look.lines, key, laid_out)
                self._styles.keep(laid_out[0].text, look, self._last)
                return laid_out
        return _laid_out(line, look, max_width)

    def measure(self, theirs: Callable[..., tuple[Any, ...]], *given: Any, **named: Any) -> tuple[Any, ...]:
        """Stand in for `first_line_metrics`, which is `theirs`: at its end the engine lets go of Pango's layout."""
        _, _, layout, *_ = given
        self._last = layout.layout
        return theirs(*given, **named)

    def strut(self, style: Any) -> tuple[float, float]:
        """Stand in for the engine's function of this name, whose own memory makes a text of the whole style first."""
        known = self._struts.get(id(style))
        if known is None:
            # The style stands beside what is known of it, to keep its identity.
            known = self._struts[id(style)] = (style, strut(style))
        return known[1]


def _remember(lines: dict[Any, Line], key: tuple[Any, ...], laid_out: tuple[Any, ...]) -> None:
    """Keep a line: by its text where it is all of it and fits, else by what else it depends on too."""
    layout, *sizes = laid_out
    line = Line(layout.text, layout.first_line_direction, *sizes)
    text, width = key[:2]
    is_whole = line.resume_at is None and line.text == text and (width is None or line.width <= width)
    if len(lines) >= _MOST_LINES:
        lines.clear()
    lines[text if is_whole else key] = line


def _laid_out(line: Line, look: TextStyle, max_width: float | None) -> tuple[Any, ...]:
    """Return what the engine's function does; the layout is a new one, for drawing may change its text."""
    layout = Layout.__new__(Layout)
    layout.justification_spacing, layout.first_line_direction, layout.max_width = 0, line.direction, max_width
    layout.text = line.text
    layout.__dict__.update(look.metrics)
    return (layout, *line[2:])
