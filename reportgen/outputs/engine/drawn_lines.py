"""Lines of text that were drawn before: what was written for their glyphs is written again.

To draw a line, WeasyPrint has Pango lay it out once more, and looks at each glyph: its font, its width, its kerning.
For the same text in the same look all of this comes out alike; only place and colour differ, and these are written
before it. A font is told of its glyphs when they are drawn first. Of 15,600 lines on 113 pages 3,200 differ.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pydyf import _to_bytes  # type: ignore[import-untyped]

from reportgen.outputs.engine.text_styles import TextStyles

_MOST_LINES = 20_000

Piece = tuple[tuple[str, float] | None, bytes]
"""What is written in one go: the choice of the font and size named first, or what needs no name, its glyphs."""


class DrawnLines:
    """The lines of a document that were drawn, up to a number at which it forgets them all."""

    def __init__(self, styles: TextStyles, draw_text: Callable[..., None]) -> None:
        self._styles = styles
        self._draw = draw_text
        self._fonts: Any = None
        self._drawn: dict[tuple[str, int], list[Piece]] = {}

    def draw_text(
        self, stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: str | tuple[str, str]
    ) -> None:
        """Stand in for the engine's function of this name."""
        layout, style = textbox.pango_layout, textbox.style
        look = self._styles.of(style)
        is_odd = look.is_decorated or look.is_spaced or layout.justification_spacing
        if is_odd or text_overflow != "clip" or block_ellipsis != "none" or style["visibility"] != "visible":
            self._draw(stream, textbox, offset_x, text_overflow, block_ellipsis)
            return
        if not textbox.text.strip():
            stream.set_color(style["color"])
            stream.begin_text()
            stream.end_text()
            return
        self._begin(stream)
        key = (layout.text, look.number)
        drawn = self._drawn.get(key)
        if drawn is None:
            with _noted(stream) as pieces:
                self._draw(stream, textbox, offset_x, text_overflow, block_ellipsis)
            if _is_plain(stream, pieces):
                self._drawn[key] = pieces
        else:
            stream.set_color(style["color"])
            _draw_again(stream, textbox.position_x, textbox.position_y + textbox.baseline, drawn)

    def _begin(self, stream: Any) -> None:
        """Forget what was drawn with the fonts of another document, or when there is too much of it."""
        fonts = stream._fonts  # noqa: SLF001
        if fonts is not self._fonts or len(self._drawn) > _MOST_LINES:
            self._drawn.clear()
            self._fonts = fonts


@contextmanager
def _noted(stream: Any) -> Iterator[list[Piece]]:
    """Note what is written into `stream` as text."""
    pieces: list[Piece] = []

    def set_font_size(font: str, size: float) -> None:
        pieces.append(((font, size), b"/" + _to_bytes(font) + b" " + _to_bytes(size) + b" Tf"))
        type(stream).set_font_size(stream, font, size)

    def set_text_rise(height: float) -> None:
        pieces.append((None, _to_bytes(height) + b" Ts"))
        type(stream).set_text_rise(stream, height)

    def show_text(text: str) -> None:
        pieces.append((None, b"[" + _to_bytes(text) + b"] TJ"))
        type(stream).show_text(stream, text)

    stream.set_font_size, stream.set_text_rise, stream.show_text = set_font_size, set_text_rise, show_text
    try:
        yield pieces
    finally:
        del stream.set_font_size, stream.set_text_rise, stream.show_text


def _is_plain(stream: Any, pieces: list[Piece]) -> bool:
    """Say whether nothing but text was written: no picture of an emoji, and no warning of a missing glyph."""
    names = {choice[0] for choice, _ in pieces if choice}
    used = [font for font in stream._fonts.values() if font.hash in names]  # noqa: SLF001
    return not any(font.svg or font.png or font.colr or font.missing for font in used)


def _draw_again(stream: Any, x: float, y: float, pieces: list[Piece]) -> None:
    stream.begin_text()
    written = stream.stream
    written.append(b"1 0 0 -1 %b %b Tm" % (_to_bytes(x), _to_bytes(y)))
    for choice, operation in pieces:
        if choice:
            if choice == stream._current_font:  # noqa: SLF001
                continue
            stream._current_font = choice  # noqa: SLF001
        written.append(operation)
    stream.end_text()
