"""Numbers of what the notes show, and cross references that print them: "Figure 7", "Table 2", "section 3.1"."""

from collections.abc import Callable, Sequence

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from reportgen.errors import NotesError
from reportgen.language import _
from reportgen.notes.nearest import nearest
from reportgen.notes.pieces import Link, Number, Passage, Piece, ShownTable
from reportgen.notes.shown import CrossReference, NamedExperiment, NamedFigure, NamedSection, NamedTable
from reportgen.notes.workshop import Workshop
from reportgen.sections.report import Content, Section


class Numbers(msgspec.Struct, frozen=True):
    """The numbers in a finished report, by anchor; those of sections as text: "3.1"."""

    figures: dict[str, int]
    tables: dict[str, int]
    equations: dict[str, int]
    sections: dict[str, str]


def numbers_of(sections: Sequence[Section], figures: dict[str, int]) -> Numbers:
    """Count the tables and equations of the notes through the report, and its sections."""
    pieces = [
        piece for section in sections for part in section.parts if isinstance(part, Passage) for piece in part.pieces
    ]
    tables = [anchor for piece in pieces if (anchor := _anchor(piece, "table"))]
    equations = [anchor for piece in pieces if (anchor := _anchor(piece, "equation"))]
    numbered = {section.anchor: str(section.number) for section in sections}
    for section in sections:
        numbered |= {entry.anchor: f"{section.number}.{place}" for place, entry in enumerate(section.entries, start=1)}
    return Numbers(figures, _counted(tables), _counted(equations), numbered)


def _anchor(piece: Piece, kind: str) -> str:
    """Return the anchor of a piece that has a number of that kind, else ""."""
    if isinstance(piece, ShownTable):
        return piece.anchor if kind == "table" else ""
    return piece.anchor if isinstance(piece, Number) and piece.kind == kind else ""


def _counted(anchors: Sequence[str]) -> dict[str, int]:
    return {anchor: number for number, anchor in enumerate(anchors, start=1)}


def print_numbers(sections: Sequence[Section], numbers: Numbers, workshop: Workshop) -> list[Section]:
    """Return `sections` with the numbers and cross references of their passages as text.

    Raises:
        NotesError: a reference leads to a label that is not there, or to something that the report does not show.
    """
    printer = _printer(numbers, workshop)

    def printed(section: Section) -> Section:
        before, after = section.before, section.after
        return replace(
            section,
            before=_printed(before, printer) if before else None,
            content=_printed(section.content, printer),
            after=_printed(after, printer) if after else None,
        )

    return list(map(printed, sections))


def _printed(part: Content, printer: Callable[[Piece], Piece]) -> Content:
    return replace(part, pieces=tuple(map(printer, part.pieces))) if isinstance(part, Passage) else part


def _printer(numbers: Numbers, workshop: Workshop) -> Callable[[Piece], Piece]:
    def printed(piece: Piece) -> Piece:
        if isinstance(piece, Number):
            return Markup.escape(_number(piece, numbers))
        if isinstance(piece, Link):
            anchor, text = _link(piece, numbers, workshop)
            figure = Markup(' data-figure="{}"').format(anchor) if anchor in numbers.figures else ""
            return Markup('<a href="#{}"{}>{}</a>').format(anchor, figure, text)
        return piece

    return printed


def _number(piece: Number, numbers: Numbers) -> str:
    match piece.kind:
        case "figure":
            return _("Figure {number}:").format(number=numbers.figures[piece.anchor])
        case "table":
            return _("Table {number}:").format(number=numbers.tables[piece.anchor])
        case _:
            return f"({numbers.equations[piece.anchor]})"


def _link(link: Link, numbers: Numbers, workshop: Workshop) -> tuple[str, str]:
    """Return where a cross reference leads, and what it prints."""
    if isinstance(link.target, str):
        if link.target not in workshop.labels:
            reason = f"there is no label {link.target!r}{nearest(link.target, workshop.labels)}"
            raise workshop.source.error(reason, link.line, link.column)
        anchor = workshop.labels[link.target]
        return anchor, _text(anchor, numbers)
    anchor, letter = _home(link.target, numbers, workshop)
    if not anchor:
        what = getattr(link.target.target, "key", "") or getattr(link.target.target, "name", "")
        reason = f"this report does not show {what!r}; show it in the notes, or leave the reference out"
        raise workshop.source.error(reason, link.line, link.column)
    return anchor, _text(anchor, numbers, letter)


def _home(reference: CrossReference, numbers: Numbers, workshop: Workshop) -> tuple[str, str]:
    """Return the anchor of what is referred to, "" if the report does not show it, and the letter of a subfigure."""
    target = reference.target
    if isinstance(target, NamedSection):
        return (target.anchor if target.anchor in numbers.sections else ""), ""
    if target.key in workshop.shown:
        return workshop.shown[target.key], ""
    if isinstance(target, NamedFigure):
        return (target.home, target.part) if target.home in numbers.figures else ("", "")
    if isinstance(target, NamedTable | NamedExperiment):
        return (target.home if target.home in numbers.sections else ""), ""
    return "", ""


def _text(anchor: str, numbers: Numbers, letter: str = "") -> str:
    if anchor in numbers.figures and letter:
        return _("Figure {number} ({letter})").format(number=numbers.figures[anchor], letter=letter)
    if anchor in numbers.figures:
        return _("Figure {number}").format(number=numbers.figures[anchor])
    if anchor in numbers.tables:
        return _("Table {number}").format(number=numbers.tables[anchor])
    if anchor in numbers.equations:
        return f"({numbers.equations[anchor]})"
    if anchor in numbers.sections:
        return _("section {number}").format(number=numbers.sections[anchor])
    raise NotesError(f"nothing has the anchor {anchor!r}")
