"""Writes a passage of the notes: tokens of Markdown become the pieces of a `Passage`."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from msgspec.structs import replace

from reportgen.errors import NotesError
from reportgen.knowledge.references import REFERENCES
from reportgen.notes.inline import LABEL, SHOWN, formula_image, plain_text, write_inline
from reportgen.notes.markdown import PLACES
from reportgen.notes.nearest import nearest
from reportgen.notes.note_pictures import picture_address, picture_style, place_picture
from reportgen.notes.pieces import Citation, Heading, Number, Passage, Piece, ShownFigure, ShownTable
from reportgen.notes.shown import NamedExperiment, NamedFigure, NamedTable
from reportgen.notes.source import Held, Source
from reportgen.notes.workshop import Workshop

if TYPE_CHECKING:
    from markdown_it.token import Token

_HEADING_END = re.compile(rf"\s*\{{#({LABEL})\}}\s*$")
_PICTURE_END = re.compile(rf"\s*\{{\s*(?:#({LABEL}))?\s*(?:width=\"?([^\s\"}}]+)\"?)?\s*\}}\s*$")
_CAPTION = re.compile(r"Table:\s+")
_PLAIN_TAGS = ("bullet_list", "list_item", "blockquote", "thead", "tbody", "tr")
_TAG_NAMES = {"bullet_list": "ul", "list_item": "li"}
_LOWEST = 4


def write_passage(workshop: Workshop, tokens: "list[Token]", title: str, anchor: str) -> Passage:
    """Return the passage of `tokens`, the footnotes that it refers to at its end."""
    known = set(workshop.note_numbers)
    pieces = [*_Writer(workshop, tokens).pieces()]
    new = [key for key in workshop.note_numbers if key not in known]
    if new:
        pieces += _footnotes(workshop, new)
    joined = tuple(_joined(pieces))
    cited = [key for piece in joined if isinstance(piece, Citation) for key in piece.keys]
    works = {key: workshop.works[key] for key in cited if workshop.works[key] is not REFERENCES.get(key)}
    return Passage(title, joined, anchor, works)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield `pieces`, neighbouring texts as one."""
    text = Markup("")
    for piece in pieces:
        if isinstance(piece, Markup):
            text += piece
            continue
        yield from (text, piece) if text else (piece,)
        text = Markup("")
    if text:
        yield text


def _footnotes(workshop: Workshop, keys: list[int]) -> Iterator[Piece]:
    yield Markup('<ol class="footnotes" start="{}">\n').format(workshop.note_numbers[keys[0]])
    for key in keys:
        yield Markup('<li id="note-{}">').format(workshop.note_numbers[key])
        yield from _Writer(workshop, workshop.footnotes[key]).pieces()
        yield Markup("</li>\n")
    yield Markup("</ol>\n")


class _Writer:
    """Goes through tokens once; `_line` is the line of the file where the current block begins."""

    def __init__(self, workshop: Workshop, tokens: "list[Token]") -> None:
        self._workshop = workshop
        self._tokens = tokens
        self._place = 0
        self._line = 1

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of all blocks."""
        while self._place < len(self._tokens):
            token = self._tokens[self._place]
            self._place += 1
            if token.map:
                self._line = self._workshop.source.line(token.map[0])
            yield from self._block(token)

    def _block(self, token: "Token") -> Iterator[Piece]:
        kind, _, end = token.type.rpartition("_")
        if kind in _PLAIN_TAGS:
            name = _TAG_NAMES.get(kind, kind)
            yield Markup("<{}>" if end == "open" else "</{}>\n").format(name)
        elif token.type == "paragraph_open":
            yield from self._paragraph(is_tight=token.hidden)
        elif token.type == "heading_open":
            yield from self._heading(int(token.tag[1:]))
        elif token.type == "table_open":
            yield from self._table()
        else:
            yield from self._other(token)

    def _other(self, token: "Token") -> Iterator[Piece]:
        match token.type:
            case "inline":
                yield from write_inline(self._workshop, token.children or [], self._line)
            case "fence" | "code_block":
                yield self._code(token)
            case "math_block" | "math_block_label":
                yield from self._equation(token)
            case "ordered_list_open":
                start = token.attrs.get("start", 1)
                yield Markup("<ol>") if start == 1 else Markup('<ol start="{}">').format(start)
            case "ordered_list_close":
                yield Markup("</ol>\n")
            case "th_open" | "td_open":
                right = "right" in str(token.attrs.get("style", "")) or "center" in str(token.attrs.get("style", ""))
                scope = Markup(' scope="col"') if token.tag == "th" else ""
                yield Markup('<{}{} class="{}">').format(token.tag, scope, "" if right else "text")
            case "th_close" | "td_close":
                yield Markup("</{}>").format(token.tag)
            case "hr":
                yield Markup("<hr>\n")
            case "container_before_open" | "container_after_open" | "container_replace_open":
                raise self._error("::: stands within something else; place it at the margin", ":::")

    def _paragraph(self, *, is_tight: bool) -> Iterator[Piece]:
        inline, self._place = self._tokens[self._place], self._place + 2
        children = inline.children or []
        alone = self._workshop.source.split(inline.content.strip())
        held = alone[0] if len(alone) == 1 and isinstance(alone[0], Held) else None
        if is_comment(self._workshop.source, inline.content):
            return
        value = self._workshop.value(held) if held else None
        if inline.content.startswith(":::"):
            raise self._unknown_place(inline.content)
        if held and isinstance(value, SHOWN):
            yield from self._shown(value, held)
        elif children and children[0].type == "image" and (end := self._picture_end(children[1:])) is not None:
            yield from self._picture(children[0], *end)
        else:
            yield Markup("" if is_tight else "<p>")
            yield from write_inline(self._workshop, children, self._line)
            yield Markup("" if is_tight else "</p>\n")

    def _unknown_place(self, text: str) -> NotesError:
        word = (text.strip(": \n").split() or [""])[0]
        if not word:
            return self._error("a ::: that closes nothing", ":::")
        if word in PLACES:
            return self._error(f"write ::: {word} and the name of a section, such as ::: {word} summary", word)
        return self._error(f"::: {word[:40]} is not known{nearest(word, PLACES)}", word)

    def _shown(self, value: Any, held: Held) -> Iterator[Piece]:
        if isinstance(value, NamedExperiment):
            yield from (piece for part in (value.table, value.figure) if part for piece in self._shown(part, held))
        elif isinstance(value, NamedFigure):
            anchor = self._workshop.anchor("figure")
            self._workshop.shown.setdefault(value.key, anchor)
            yield ShownFigure(value.key, replace(value.figure, anchor=anchor))
        elif isinstance(value, NamedTable):
            anchor = self._workshop.anchor("table")
            self._workshop.shown.setdefault(value.key, anchor)
            yield ShownTable(anchor, value)

    def _picture_end(self, after: "list[Token]") -> tuple[str, str] | None:
        """Return label and width behind an image that stands alone; None if something else stands behind it."""
        if not after:
            return "", ""
        found = _PICTURE_END.match(after[0].content) if len(after) == 1 and after[0].type == "text" else None
        return (found[1] or "", found[2] or "") if found else None

    def _picture(self, image: "Token", label: str, width: str) -> Iterator[Piece]:
        workshop = self._workshop
        path = place_picture(workshop, str(image.attrs.get("src", "")), self._line)
        address = picture_address(workshop, path, self._line)
        try:
            style = picture_style(workshop.pictures[address], width)
        except NotesError as error:
            raise self._error(error.reason, error.word) from error
        anchor = workshop.label(label, self._line) if label else workshop.anchor("figure")
        words = plain_text(workshop, image.children or [])
        alternative = workshop.source.typed(str(image.attrs.get("title", ""))) or words or path.stem
        picture = Markup('<img src="{}" alt="{}" style="{}">').format(address, alternative, style)
        opened = Markup('<figure class="picture" id="{}">{}\n<figcaption><b data-figure="{}">')
        yield opened.format(anchor, picture, anchor)
        yield Number("figure", anchor)
        yield Markup("</b> ")
        yield from write_inline(workshop, image.children or [], self._line)
        yield Markup("</figcaption></figure>\n")

    def _heading(self, level: int) -> Iterator[Piece]:
        inline, self._place = self._tokens[self._place], self._place + 2
        title, anchor = heading_of(self._workshop, inline.children or [], self._line)
        if level == 2:
            yield Heading(title, anchor)
        else:
            name = f"h{min(level + 1, _LOWEST)}"
            yield Markup('<{} id="{}">{}</{}>\n').format(Markup(name), anchor, title, Markup(name))

    def _table(self) -> Iterator[Piece]:
        caption = self._caption()
        yield Markup('<table class="written">\n')
        if caption:
            label, children = caption
            anchor = self._workshop.label(label, self._line) if label else self._workshop.anchor("table")
            yield Markup('<caption id="{}"><b>').format(anchor)
            yield Number("table", anchor)
            yield Markup("</b> ")
            yield from write_inline(self._workshop, children, self._line)
            yield Markup("</caption>\n")
        while (token := self._tokens[self._place]).type != "table_close":
            self._place += 1
            yield from self._block(token)
        self._place += 4 if caption else 1
        yield Markup("</table>\n")

    def _caption(self) -> "tuple[str, list[Token]] | None":
        """Return the label and the text of the caption behind the table, "Table: Text {#tbl:label}"."""
        end = next(
            place for place in range(self._place, len(self._tokens)) if self._tokens[place].type == "table_close"
        )
        following = self._tokens[end + 1 : end + 4]
        if len(following) < 3 or following[0].type != "paragraph_open" or not _CAPTION.match(following[1].content):
            return None
        children = following[1].children or []
        children[0].content = _CAPTION.sub("", children[0].content, count=1)
        return _label_at_end(children), children

    def _code(self, token: "Token") -> Markup:
        typed = self._workshop.source.typed(token.content).rstrip("\n")
        language = self._workshop.source.typed(token.info).strip().split(" ")[0][:30] if token.info else ""
        named = Markup('<p class="language">{}</p>').format(language) if language else ""
        css = Markup(' class="language-{}"').format(language) if language else ""
        return Markup('<div class="code-block">{}<pre><code{}>{}</code></pre></div>\n').format(named, css, typed)

    def _equation(self, token: "Token") -> Iterator[Piece]:
        image = formula_image(self._workshop, token.content, self._line, is_block=True)
        if token.type == "math_block":
            yield Markup('<div class="equation">{}</div>\n').format(image)
            return
        label = token.info if token.info.startswith("eq:") else f"eq:{token.info}"
        anchor = self._workshop.label(label, self._line)
        yield Markup('<div class="equation" id="{}">{} <span class="equation-number">').format(anchor, image)
        yield Number("equation", anchor)
        yield Markup("</span></div>\n")

    def _error(self, reason: str, word: str) -> NotesError:
        return self._workshop.source.error(reason, *self._workshop.source.place(word, self._line))


def is_comment(source: Source, text: str) -> bool:
    """Whether a paragraph is made of comments alone."""
    pieces = source.split(text)
    return bool(pieces) and all(
        piece.isspace() if isinstance(piece, str) else piece.expression is None for piece in pieces
    )


def heading_of(workshop: Workshop, children: "list[Token]", line: int) -> tuple[str, str]:
    """Return the title of a heading and its anchor: that of its label, "# Title {#sec:label}", or one of its words."""
    label = _label_at_end(children)
    title = plain_text(workshop, children)
    if not title:
        raise workshop.source.error("a heading without a text", line)
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40] or "section"
    return title, workshop.label(label, line) if label else workshop.anchor(slug)


def _label_at_end(children: "list[Token]") -> str:
    """Take the label from the end of a text and return it; "" if there is none."""
    last = children[-1] if children and children[-1].type == "text" else None
    found = _HEADING_END.search(last.content) if last else None
    if last is None or found is None:
        return ""
    last.content = last.content[: found.start()]
    return found[1]
