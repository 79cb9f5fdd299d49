"""Reads the page that the templates fill in a tenth of the time that the engine's HTML parser takes.

That parser, tinyhtml5, mends whatever the web holds, a character at a time: 0.7 s for 30 runs. What the templates write
needs no mending: every element is closed where it should be. Such a body is read tag by tag with one regular
expression, and becomes the tree that tinyhtml5 builds. What HTML would read otherwise than it is written (a block in a
paragraph, a cell outside a row, a link in a link, an element that nobody closed), an element that is not in the list
below, an odd reference: with any of these the whole page goes to tinyhtml5, and nothing is lost but time. The head is
read by tinyhtml5 in either case.

The rules are those of https://html.spec.whatwg.org/multipage/parsing.html#tree-construction.
"""

import html
import io
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

_VOID = {"br", "hr", "img", "wbr"}
_PLAIN = set("abbr bdi bdo cite data del dfn ins kbd label mark q samp span sub sup time var".split())
_FORMATTING = set("a b big code em i small s strike strong tt u".split())
_HEADINGS = {f"h{level}" for level in range(1, 7)}
# What ends a paragraph that is open.
_BLOCKS = _HEADINGS | set(
    "address article aside blockquote dd details dialog div dl dt figcaption figure footer header hr li main nav ol p "
    "pre section summary table ul".split()
)
# What stands in these alone, and what else these hold: nothing but white space.
_PARENTS = {
    "li": {"ol", "ul"},
    "dt": {"dl"},
    "dd": {"dl"},
    "caption": {"table"},
    "colgroup": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
}
_CHILDREN = {
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "colgroup": set[str](),
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
}
_KNOWN = _VOID | _PLAIN | _FORMATTING | _BLOCKS | set(_PARENTS)
# In these a paragraph may begin whatever is open around them.
_BOUNDARIES = {"table", "caption", "td", "th"}

_ATTRIBUTES = r'(?:\s+[a-z][a-z0-9-]*(?:="[^"]*")?)*'
_TOKEN = re.compile(rf"([^<]+)|<([a-z][a-z0-9]*)({_ATTRIBUTES})\s*(/?)>|</([a-z][a-z0-9]*)>|<!--([\w ]*)-->")
_ATTRIBUTE = re.compile(r'([a-z][a-z0-9-]*)(?:="([^"]*)")?')
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|nbsp)|#(\d{1,5}));")
_SPACE = " \t\n\f"
# What the parser would turn into something else before it reads anything.
_CHANGED = re.compile("[\0\r\ud800-\udfff\ufeff]")
_BODY = re.compile(r"(.*?<body[^<>]*>)(.*)(</body>\s*(?:</html>\s*)?)", re.DOTALL)


class _UnusualError(Exception):
    """The page has something that takes an HTML parser."""


def quick_parser(parse: Callable[..., Any]) -> Callable[..., Any]:
    """Return a stand-in for `parse`, tinyhtml5's, that leaves to it what it cannot read itself."""

    def read(document: Any, **options: Any) -> Any:
        page = document.read() if hasattr(document, "read") else document
        # Bytes, or elements in a namespace: not how the report's page comes.
        if isinstance(page, str) and options == {"namespace_html_elements": False}:
            try:
                return _read(page, parse)
            except _UnusualError:
                pass
        return parse(io.StringIO(page) if isinstance(page, str) else page, **options)

    return read


def _read(page: str, parse: Callable[..., Any]) -> Any:
    parts = _BODY.fullmatch(page)
    if parts is None or _CHANGED.search(page):
        raise _UnusualError
    before, content, after = parts.groups()
    root = parse(io.StringIO(f"{before}<i></i>{after}"), namespace_html_elements=False)
    body = root.find("body")
    # Else the head holds what looks like a body.
    if body is None or [child.tag for child in body] != ["i"] or body.text or len(body[0]):
        raise _UnusualError
    _fill(body, _content(content))
    return root


def _fill(body: Any, content: Any) -> None:
    """Put what `content` holds in the place of the one child of `body`."""
    rest = body[0].tail or ""
    del body[0]
    body.text = content.text
    body.extend(content)
    if len(body):
        body[-1].tail = (body[-1].tail or "") + rest or None
    else:
        body.text = (body.text or "") + rest or None


def _content(text: str) -> Any:
    builder = ElementTree.TreeBuilder(insert_comments=True)
    builder.start("body", {})
    _Reader(builder).read(text)
    builder.end("body")
    return builder.close()


class _Reader:
    """Reads tags and text in order; `_open` are the elements that are not closed yet, outermost first."""

    def __init__(self, builder: Any) -> None:
        self._builder = builder
        self._open = ["body"]
        # For each of them: is a paragraph open that a block would end?
        self._paragraphs = [False]
        self._attributes: dict[str, dict[str, str]] = {"": {}}

    def read(self, text: str) -> None:
        place = 0
        for token in _TOKEN.finditer(text):
            if token.start() != place:
                raise _UnusualError
            place = token.end()
            characters, start, attributes, slash, end, comment = token.groups()
            if characters:
                self._add_text(characters)
            elif start:
                self._start(start, attributes, slash)
            elif comment is not None:
                self._builder.comment(comment)
            elif len(self._open) > 1 and self._open.pop() == end:
                self._paragraphs.pop()
                self._builder.end(end)
            else:
                raise _UnusualError
        if place != len(text) or len(self._open) != 1:
            raise _UnusualError

    def _add_text(self, characters: str) -> None:
        parent = self._open[-1]
        if parent in _CHILDREN and characters.strip(_SPACE):
            raise _UnusualError
        # A line feed at the beginning of preformatted text is none.
        if parent == "pre" and characters[0] == "\n":
            raise _UnusualError
        self._builder.data(_plain(characters))

    def _start(self, name: str, attributes: str, slash: str) -> None:
        parent = self._open[-1]
        if parent in _CHILDREN:
            is_in_place = name in _CHILDREN[parent]
        elif name in _PARENTS:
            # A division may group the terms of a list.
            holder = self._open[-2] if parent == "div" and name in ("dt", "dd") else parent
            is_in_place = holder in _PARENTS[name]
        else:
            is_in_place = name in _KNOWN
        ends_paragraph = self._paragraphs[-1] and name in _BLOCKS
        is_nested = (name == "a" and "a" in self._open) or (name in _HEADINGS and parent in _HEADINGS)
        if not is_in_place or ends_paragraph or is_nested or (slash and name not in _VOID):
            raise _UnusualError
        self._builder.start(name, self._attributes_of(attributes))
        if name in _VOID:
            self._builder.end(name)
        else:
            self._open.append(name)
            self._paragraphs.append(name == "p" or (self._paragraphs[-1] and name not in _BOUNDARIES))

    def _attributes_of(self, text: str) -> dict[str, str]:
        found = self._attributes.get(text)
        if found is None:
            pairs = _ATTRIBUTE.findall(text)
            found = self._attributes[text] = {name: _plain(value) for name, value in pairs}
            if len(found) != len(pairs):
                raise _UnusualError
        return found.copy()


def _plain(text: str) -> str:
    """Return `text` with the characters that its references stand for."""
    if "&" not in text:
        return text
    if len(_REFERENCE.findall(text)) != text.count("&"):
        raise _UnusualError
    return _REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    if not reference[2]:
        return html.unescape(reference[0])
    code = int(reference[2])
    # Beside these lie controls, which HTML reads as characters of Windows, and halves of pairs.
    if not (0x20 <= code < 0x7F or 0xA0 <= code < 0xD800):
        raise _UnusualError
    return chr(code)
