"""Writes what stands within a line: text with values, citations, cross references, code, formulas, small pictures."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from reportgen.errors import NotesError
from reportgen.notes.expressions import text_of
from reportgen.notes.named_runs import NamedRun
from reportgen.notes.nearest import nearest
from reportgen.notes.note_pictures import picture_address, picture_style, place_picture
from reportgen.notes.pieces import Citation, Link, Piece
from reportgen.notes.shown import CrossReference, NamedExperiment, NamedFigure, NamedSection, NamedTable
from reportgen.notes.source import Held, without_marks
from reportgen.notes.workshop import Workshop
from reportgen.sections.anchors import run_anchor

if TYPE_CHECKING:
    from markdown_it.token import Token

SHOWN = (NamedFigure, NamedTable, NamedExperiment)
LABEL = r"(?:fig|tbl|eq|sec):[\w-]+"

_TAGS = {"em": "em", "strong": "strong", "s": "s"}
# Citations, references to labels, and what looks like something that is not there.
_SPECIAL = re.compile(
    rf"\[(@[^\[\]\n]*)\]|@({LABEL})|(\{{\{{|\{{%|\{{#(?!\w+:))|(\[\^[^\[\]\s]+\])"
    r"|(\]\([^()<>\n]*[^\S\n][^()<>\n]*\.(?i:png|jpe?g|svg)\))"
)
_ALLOWED_LINKS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def write_inline(workshop: Workshop, tokens: "list[Token]", line: int) -> Iterator[Piece]:
    """Yield the pieces of what stands within a line, or several; `line` is that of the file where it begins."""
    linked: list[bool] = []
    for token in tokens:
        kind = token.type.rsplit("_", 1)[0]
        if kind in _TAGS:
            yield Markup(f"<{_TAGS[kind]}>" if token.nesting > 0 else f"</{_TAGS[kind]}>")
        elif token.type == "link_open":
            linked.append(bool(_ALLOWED_LINKS.match(str(token.attrs.get("href", "")))))
            yield from _link(workshop, token, line) if linked[-1] else ()
        elif token.type == "link_close":
            yield Markup("</a>" if linked.pop() else "")
        else:
            yield from _leaf(workshop, token, line)


def _leaf(workshop: Workshop, token: "Token", line: int) -> Iterator[Piece]:
    match token.type:
        case "text":
            yield from write_text(workshop, token.content, line)
        case "softbreak":
            yield Markup("\n")
        case "hardbreak":
            yield Markup("<br>")
        case "code_inline":
            yield Markup("<code>{}</code>").format(workshop.source.typed(token.content))
        case "math_inline" | "math_inline_double":
            yield formula_image(workshop, token.content, line, is_block=False)
        case "image":
            yield _small_picture(workshop, token, line)
        case "footnote_ref":
            yield _footnote_mark(workshop, token)
        case _:
            yield escape(workshop.source.typed(token.content))


def write_text(workshop: Workshop, text: str, line: int) -> Iterator[Piece]:
    """Yield the pieces of a text without marks of Markdown."""
    for piece in workshop.source.split(text):
        if isinstance(piece, Held):
            yield from _held(workshop, piece)
        else:
            yield from _plain(workshop, piece, line)


def _held(workshop: Workshop, held: Held) -> Iterator[Piece]:
    if held.expression is None:
        return
    value = workshop.value(held)
    if isinstance(value, CrossReference | NamedSection):
        reference = value if isinstance(value, CrossReference) else CrossReference(value)
        yield Link(reference, held.line, held.column)
        return
    if isinstance(value, SHOWN):
        raise workshop.misplaced(
            held, "a figure or table stands in a paragraph of its own: leave a blank line around it"
        )
    try:
        text = escape(without_marks(text_of(value)))
    except NotesError as error:
        raise workshop.misplaced(held, error.reason) from error
    is_run = isinstance(value, NamedRun)
    yield Markup('<a href="#{}">{}</a>').format(run_anchor(value.numbered), text) if is_run else text


def _plain(workshop: Workshop, text: str, line: int) -> Iterator[Piece]:
    position = 0
    for found in _SPECIAL.finditer(text):
        yield escape(text[position : found.start()])
        position = found.end()
        if found[1]:
            yield _citation(workshop, found[1], line)
        elif found[2]:
            yield Link(found[2], *workshop.source.place(f"@{found[2]}", line))
        else:
            raise workshop.source.error(*_misread(found[3] or found[4] or found[5], workshop, line))
    yield escape(text[position:])


def _misread(text: str, workshop: Workshop, line: int) -> tuple[str, int, int]:
    place = workshop.source.place(text, line)
    if text.startswith("]("):
        return f"the name of a file with spaces stands between < and >: {text[1]}<{text[2:-1]}>)", *place
    if text.startswith("[^"):
        return f"there is no footnote {text}; write {text}: and its text in a paragraph of its own", *place
    if text == "{{":
        return "{{ is not closed by }}; to print it, write `{{`", *place
    return f"{text} is not known here; values stand between {{{{ and }}}}, and code between `", *place


def _citation(workshop: Workshop, text: str, line: int) -> Citation:
    keys = []
    for part in text.split(";"):
        key = part.strip().removeprefix("@")
        if not part.strip().startswith("@") or not re.fullmatch(r"[\w:.+/-]+", key):
            place = workshop.source.place(part.strip() or "[@", line)
            raise workshop.source.error(f"{part.strip()!r} cites nothing; write [@key] or [@key; @other]", *place)
        if key not in workshop.works:
            place = workshop.source.place(f"@{key}", line)
            raise workshop.source.error(f"there is no reference {key!r}{nearest(key, workshop.works)}", *place)
        keys.append(key)
    return Citation(tuple(keys))


def _link(workshop: Workshop, token: "Token", line: int) -> Iterator[Piece]:
    address = str(token.attrs["href"])
    if "%EE%80%80" in address:
        raise workshop.source.error("a value cannot stand in an address", line)
    yield Markup('<a href="{}">').format(address)


def formula_image(workshop: Workshop, latex: str, line: int, *, is_block: bool) -> Markup:
    """Return the image of a formula, its baseline on that of the line."""
    typed = workshop.source.typed(latex).strip()
    address = workshop.formula(typed, line, is_block=is_block)
    drawn = workshop.formulas[address]
    style = f"width: {drawn.width:.3f}em; height: {drawn.height:.3f}em; vertical-align: {-drawn.depth:.3f}em"
    return Markup('<img class="formula" role="math" src="{}" alt="{}" style="{}">').format(
        address, " ".join(typed.split()), style
    )


def _small_picture(workshop: Workshop, token: "Token", line: int) -> Markup:
    picture = place_picture(workshop, str(token.attrs.get("src", "")), line)
    address = picture_address(workshop, picture)
    style = picture_style(workshop.pictures[address], "")
    return Markup('<img src="{}" alt="{}" style="{}">').format(address, plain_text(workshop, [token]), style)


def _footnote_mark(workshop: Workshop, token: "Token") -> Markup:
    number = workshop.note_numbers.setdefault(token.meta["id"], len(workshop.note_numbers) + 1)
    is_first = not token.meta.get("subId")
    mark = Markup('<sup class="note-mark"{}><a href="#note-{}">{}</a></sup>')
    return mark.format(Markup(' id="note-mark-{}"').format(number) if is_first else "", number, number)


def plain_text(workshop: Workshop, tokens: "list[Token]") -> str:
    """Return the text of `tokens` without any marks: for headings in the contents, and for alternative texts."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "image":
            parts.append(plain_text(workshop, token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "text":
            parts += [_plain_value(workshop, piece) for piece in workshop.source.split(token.content)]
        elif token.type in ("code_inline", "math_inline"):
            parts.append(workshop.source.typed(token.content))
    return " ".join("".join(parts).split())


def _plain_value(workshop: Workshop, piece: Any) -> str:
    if isinstance(piece, str):
        return piece
    if piece.expression is None:
        return ""
    try:
        return without_marks(text_of(workshop.value(piece)))
    except NotesError as error:
        raise workshop.misplaced(piece, error.reason) if not error.line else error from error
