"""Finds where pages that are laid out print the numbers of figures, if other numbers would print alike.

Where they would not, or where a number is printed in a way that is not foreseen, the places are not known: the pages
are those of these numbers alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint.draw

from reportgen.outputs.engine.replacing import Replacement
from reportgen.outputs.engine.text_styles import TextStyles
from reportgen.outputs.parts.digit_shapes import DigitShape, digit_shape, writer
from reportgen.outputs.parts.figure_numbers import MARK, PrintedNumber

_GENERATED = ("::before", "::after", "::marker")
_SHOWS_GLYPHS = b"] TJ"
_STREAM, _END, _WORDS = b"\nstream\n", b"\nendobj", b"/Contents "
_DIGITS = tuple(b"%d" % digit for digit in range(10))
# A character of UTF-16, as strings have it that are more than ASCII.
_WIDE_DIGITS = tuple(b"%04x" % ord(str(digit)) for digit in range(10))
_MARK_OF_ORDER = 5


class _Numbered(bytes):
    """What is written for glyphs, with the places of the digits in it."""

    printed: PrintedNumber


class PrintedNumbers:
    """The places of `numbers`, by the anchors of their figures, in the document that is written."""

    def __init__(self, numbers: Mapping[str, str]) -> None:
        self._numbers = numbers
        self._draw = weasyprint.draw.draw_text
        self.begin()

    def begin(self) -> None:
        """Begin with a document, and forget what was found in another."""
        self._are_known = True
        self._streams: dict[int, Any] = {}
        self._texts: set[str] = set()
        self._styles = TextStyles()
        self._shapes: dict[Any, DigitShape | None] = {}

    def stand_in(self) -> Replacement:
        """Return what takes note of each number that is drawn."""
        return Replacement(weasyprint.draw, "draw_text", self._draw_text)

    def found(self, document: Any, file: Path, titles: Iterable[str]) -> tuple[PrintedNumber, ...] | None:
        """Return all places in `file`, which `document` was written to; None if not all are known.

        `titles` are other texts that were made from the pages, such as those of bookmarks.
        """
        if not self._are_known or any(map(self._is_quoted, titles)):
            return None
        if not self._numbers:
            return ()
        content = file.read_bytes()
        with suppress(ValueError):
            return (*self._in_text(content), *self._in_links(document, content))
        return None

    def _draw_text(self, stream: Any, textbox: Any, *how: Any) -> None:
        element = textbox.element
        anchor = "" if element is None else element.get(MARK, "")
        if anchor not in self._numbers or textbox.element_tag.endswith(_GENERATED):
            self._draw(stream, textbox, *how)
            return
        digits = re.findall(r"\d+", textbox.pango_layout.text)
        # Before the text is drawn: so the fonts are told of all digits in one order, whatever the number is.
        shape = self._shape(stream, textbox) if digits == [self._numbers[anchor]] else None
        first = len(stream.stream)
        self._draw(stream, textbox, *how)
        if digits:
            self._texts.add(_plain("".join(element.itertext())))
            self._are_known &= shape is not None and self._mark(stream, first, shape, anchor)

    def _shape(self, stream: Any, textbox: Any) -> DigitShape | None:
        layout = textbox.pango_layout
        before, number, after = re.split(r"(\d+)", layout.text)
        key = (before, len(number), after, self._styles.of(textbox.style), layout.justification_spacing)
        if key not in self._shapes:
            self._shapes[key] = digit_shape(writer(stream, textbox), before, len(number), after)
        return self._shapes[key]

    def _mark(self, stream: Any, first: int, shape: DigitShape, anchor: str) -> bool:
        """Mark what was written from the item `first` on; say whether it is what was foreseen."""
        items = stream.stream
        written = [at for at in range(first, len(items)) if _shows_glyphs(items[at])]
        if [items[at] for at in written] != shape.written(self._numbers[anchor]):
            return False
        at = written[shape.operation]
        items[at] = _Numbered(items[at])
        items[at].printed = PrintedNumber(anchor, shape.places, shape.digits)
        self._streams[id(stream)] = stream
        return True

    def _is_quoted(self, title: str) -> bool:
        return any(text in _plain(title) for text in self._texts)

    def _in_text(self, content: bytes) -> Iterator[PrintedNumber]:
        """Yield the places in what is drawn."""
        for stream in self._streams.values():
            start = content.index(_STREAM, stream.offset) + len(_STREAM)
            for item in stream.stream:
                data = item if isinstance(item, bytes) else pydyf._to_bytes(item)  # noqa: SLF001
                if isinstance(item, _Numbered):
                    yield _placed(item.printed, content, start, data)
                start += len(data) + 1

    def _in_links(self, document: Any, content: bytes) -> Iterator[PrintedNumber]:
        """Yield the places in the words that tell where links lead. Raises ValueError if they are not known."""
        for link in (box for page in document.pages for *_, box in page.links if box.link_annotation):
            marked = [inner for inner in link.element.iter() if inner.get(MARK) in self._numbers]
            if marked:
                (element,) = marked
                if element is not link.element or element.tag != "a":
                    raise ValueError(element)
                yield self._in_words(link.link_annotation, element.get(MARK), content)

    def _in_words(self, annotation: Any, anchor: str, content: bytes) -> PrintedNumber:
        words = annotation["Contents"]
        before, number, _ = re.split(r"(\d+)", words.string)
        if number != self._numbers[anchor]:
            raise ValueError(number)
        start = content.index(_WORDS + words.data, annotation.offset, content.index(_END, annotation.offset))
        start += len(_WORDS)
        if words.data[:1] == b"(":
            at = words.data.index(number.encode())
            return PrintedNumber(anchor, tuple(range(start + at, start + at + len(number))), _DIGITS)
        at = start + _MARK_OF_ORDER + len(before.encode("utf-16-be").hex())
        return PrintedNumber(anchor, tuple(range(at, at + 4 * len(number), 4)), _WIDE_DIGITS)


def _shows_glyphs(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(_SHOWS_GLYPHS)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _placed(printed: PrintedNumber, content: bytes, start: int, data: bytes) -> PrintedNumber:
    """Return places in `data` as places in the whole, where it starts. Raises ValueError if it does not."""
    if content[start : start + len(data)] != data:
        raise ValueError(start)
    return PrintedNumber(printed.anchor, tuple(start + place for place in printed.places), printed.digits)
