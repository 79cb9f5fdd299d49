"""What a passage of the notes is made of once it is written: HTML, and what the report itself draws and numbers."""

from typing import ClassVar, Literal

import msgspec
from markupsafe import Markup

from reportgen.knowledge.references import Reference
from reportgen.notes.shown import CrossReference, NamedTable
from reportgen.sections.figure import Figure
from reportgen.sections.report import Content, Entry

Numbered = Literal["figure", "table", "equation"]


class Heading(msgspec.Struct, frozen=True):
    """A heading below that of the section, numbered and listed in the contents."""

    kind: ClassVar[str] = "heading"
    title: str
    anchor: str


class ShownFigure(msgspec.Struct, frozen=True):
    """A figure of the report, shown here: `key` is that of the `NamedFigure`."""

    kind: ClassVar[str] = "figure"
    key: str
    figure: Figure


class ShownTable(msgspec.Struct, frozen=True):
    """A table of the report, shown here, numbered and with a caption."""

    kind: ClassVar[str] = "table"
    anchor: str
    table: NamedTable


class Number(msgspec.Struct, frozen=True):
    """The number of something that is shown here: "Figure 3:" in front of its caption, "(2)" beside an equation."""

    kind: Numbered
    anchor: str


class Link(msgspec.Struct, frozen=True):
    """A cross reference, to a label of the notes or a part of the report; `line` and `column` tell where it stands."""

    target: str | CrossReference
    line: int
    column: int


class Citation(msgspec.Struct, frozen=True):
    """Publications that are cited together, by their keys."""

    kind: ClassVar[str] = "citation"
    keys: tuple[str, ...]


Piece = Markup | Heading | ShownFigure | ShownTable | Number | Link | Citation


class Passage(Content, msgspec.Struct, frozen=True):
    """A passage: a section of its own with a `title`, or what stands before or behind what a section shows.

    `publications` are those it cites beyond those that the report knows.
    """

    title: str
    pieces: tuple[Piece, ...]
    anchor: str = ""
    publications: dict[str, Reference] = msgspec.field(default_factory=dict)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its headings."""
        return tuple(Entry(piece.title, piece.anchor) for piece in self.pieces if isinstance(piece, Heading))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures: those of the report that it shows, and its own pictures."""
        shown = (_figure(piece) for piece in self.pieces)
        return tuple(figure for figure in shown if figure)

    @property
    def references(self) -> tuple[str, ...]:
        """What it cites."""
        return tuple(key for piece in self.pieces if isinstance(piece, Citation) for key in piece.keys)


def _figure(piece: Piece) -> Figure | None:
    if isinstance(piece, ShownFigure):
        return piece.figure
    return Figure(piece.anchor, "", ()) if isinstance(piece, Number) and piece.kind == "figure" else None
