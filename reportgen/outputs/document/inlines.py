"""Reads the text of an element: takes an lxml element, gives its runs, with blanks as a browser shows them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement, tostring

from reportgen.outputs.document.model import Break, Image, Inline, Look, Run, Text

# Spans that the style sheets set on lines of their own.
_LINES = frozenset(("setting", "words", "remark", "spread", "session", "details", "line"))
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# "width: 79mm", or a calculation that begins with it; in formulas "width: 4.2em".
_MM_AN_EM = 9.6 * 25.4 / 72
_SIZE = re.compile(r"(?<![\w-])(width|height):\s*(?:calc\(\s*)?([\d.]+)(mm|em)")
# Allow and forbid the breaking of a line: nothing that a text without lines has to say.
_BREAKING = {0x200B: None, 0x2060: None, 0xAD: None}


def text_of(element: HtmlElement) -> Text:
    """Return the text in `element`, without blanks at the ends of its lines."""
    return tidy(inlines(element, Look()))


def inlines(element: HtmlElement, look: Look) -> Iterator[Inline]:
    """Yield what `element` says, in the look that stands around it."""
    if element.tag in ("img", "svg"):
        yield image_of(element)
        return
    if element.tag == "br":
        yield Break()
        return
    look = _look_of(element, look)
    if element.text:
        yield Run(element.text, look)
    for child in element:
        if isinstance(child.tag, str):
            yield from _child(child, look)
        if child.tail:
            yield Run(child.tail, look)


def _child(child: HtmlElement, look: Look) -> Iterator[Inline]:
    stands_apart = not _LINES.isdisjoint(child.get("class", "").split()) or child.tag in ("p", "div", "li")
    if stands_apart:
        yield Break(is_soft=True)
    yield from inlines(child, look)
    if stands_apart:
        yield Break(is_soft=True)


def _look_of(element: HtmlElement, look: Look) -> Look:
    match element.tag:
        case "b" | "strong" | "dt":
            return replace(look, strong=True)
        case "i" | "em" | "cite":
            return replace(look, emphasized=True)
        case "code" | "kbd" | "samp":
            return replace(look, code=True)
        case "sup":
            return replace(look, height="raised")
        case "sub":
            return replace(look, height="lowered")
        case "a":
            return replace(look, link=element.get("href", ""))
    return look


def image_of(element: HtmlElement) -> Image:
    """Return the picture that an `img` or an `svg` shows, of the size that its style says."""
    sizes = sizes_of(element)
    alternative = element.get("alt") or element.get("aria-label") or ""
    is_drawing, is_formula = element.tag == "svg", "formula" in element.get("class", "").split()
    source = tostring(element, encoding="unicode", with_tail=False) if is_drawing else element.get("src", "")
    return Image(
        source, alternative, sizes.get("width", 0.0), sizes.get("height", 0.0), alternative if is_formula else ""
    )


def sizes_of(element: HtmlElement) -> dict[str, float]:
    """Return "width" and "height" of an element in millimetres, as far as its style says them."""
    found = _SIZE.findall(element.get("style", ""))
    return {name: float(value) * (_MM_AN_EM if unit == "em" else 1.0) for name, value, unit in found}


def tidy(found: Iterator[Inline]) -> Text:
    """Return the runs with blanks put together, neighbours of one look joined, no blank or break at either end."""
    joined: list[Inline] = []
    for inline in found:
        before = joined[-1] if joined else None
        if isinstance(inline, Run):
            _add_run(joined, Run(_BLANKS.sub(" ", inline.text).translate(_BREAKING), inline.look))
        elif isinstance(inline, Break):
            _strip_end(joined)
            before = joined[-1] if joined else None
            # Two stretches that are set apart have one break between them.
            if not (inline.is_soft and (before is None or isinstance(before, Break))):
                joined.append(inline)
        else:
            joined.append(inline)
    _strip_end(joined)
    while joined and isinstance(joined[-1], Break):
        joined.pop()
        _strip_end(joined)
    return tuple(joined)


def _add_run(joined: list[Inline], run: Run) -> None:
    before = joined[-1] if joined else None
    text = run.text
    if before is None or isinstance(before, Break) or (isinstance(before, Run) and before.text.endswith(" ")):
        text = text.lstrip(" ")
    if not text:
        return
    if isinstance(before, Run) and before.look == run.look:
        joined[-1] = Run(before.text + text, run.look)
    else:
        joined.append(Run(text, run.look))


def _strip_end(joined: list[Inline]) -> None:
    """Take the blanks from the end of the last line."""
    while joined and isinstance(last := joined[-1], Run) and last.text.endswith(" "):
        joined.pop()
        if stripped := last.text.rstrip(" "):
            joined.append(Run(stripped, last.look))
