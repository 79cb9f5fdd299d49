"""The notes of a report: read, written and placed. What `outputs` asks for.

`write_notes` takes the file of notes, `short_html` a text of a few sentences.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup

from reportgen.errors import NotesError
from reportgen.knowledge.references import REFERENCES, Reference
from reportgen.notes.citations import bibliography_beside, read_works
from reportgen.notes.expressions import Expressions
from reportgen.notes.formulas import Formula
from reportgen.notes.markdown import parse
from reportgen.notes.namespace import Namespace
from reportgen.notes.numbering import Numbers, numbers_of, print_numbers
from reportgen.notes.placing import Placed, arrange, blocks_of, unplaced, write_block
from reportgen.notes.source import read_source, source_of
from reportgen.notes.workshop import SizedPicture, Workshop
from reportgen.notes.writing import write_passage
from reportgen.sections.report import Report, Section

ReadPicture = Callable[[Path], SizedPicture]


class Notes(msgspec.Struct, frozen=True):
    """What was written, with the pictures and formulas that it shows, by their addresses."""

    placed: tuple[Placed, ...]
    workshop: Workshop
    bibliography: Path | None

    @property
    def pictures(self) -> Mapping[str, Any]:
        """The pictures, as `read_picture` gave them."""
        return self.workshop.pictures

    @property
    def formulas(self) -> Mapping[str, Formula]:
        """The formulas, drawn."""
        return self.workshop.formulas

    @property
    def works(self) -> Mapping[str, Reference]:
        """All publications that can be cited, by key."""
        return self.workshop.works

    @property
    def sources(self) -> dict[Path, str]:
        """The files of pictures and the bibliography, with their names as seen from the notes."""
        folder = self.workshop.source.path.parent.resolve()
        files = (*self.workshop.files, *([self.bibliography.resolve()] if self.bibliography else []))
        return {
            path: path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name for path in files
        }

    def arrange(self, sections: Sequence[Section]) -> list[Section]:
        """Return `sections` with the passages of the notes among and within them."""
        return arrange(self.placed, sections)

    def number(self, sections: Sequence[Section], figures: dict[str, int]) -> tuple[list[Section], Numbers]:
        """Return the finished `sections` with all numbers printed, and the numbers.

        Raises:
            NotesError: a cross reference leads nowhere.
        """
        numbers = numbers_of(sections, figures)
        return print_numbers(sections, numbers, self.workshop), numbers

    def warnings(self, sections: Sequence[Section]) -> tuple[str, ...]:
        """Return which passages are not in the finished report, whose sections are `sections`."""
        path = self.workshop.source.path
        return tuple(
            f"{path}, line {block.line}: this report has no section {block.section!r}, so what stands "
            f"{block.place} it is left out"
            for block in unplaced(self.placed, sections)
        )


def write_notes(report: Report, path: Path, read_picture: ReadPicture) -> Notes:
    """Read the notes in the file `path` and write them with the values of `report`.

    Raises:
        NotesError: they have a mistake; the message says where.
    """
    source = read_source(path)
    bibliography = report.settings.bibliography or bibliography_beside(path)
    works = read_works(bibliography)
    workshop = Workshop(source, Expressions(Namespace(report)), works, read_picture)
    try:
        blocks = blocks_of(source, _without_footnotes(workshop))
        return Notes(tuple(write_block(workshop, block) for block in blocks), workshop, bibliography)
    except RecursionError as error:
        raise NotesError("lists, quotes or brackets are nested too deeply", path=path) from error


def short_html(report: Report, text: str, where: str) -> Markup:
    """Return a short text in Markdown, such as an abstract, as safe HTML: values by name, emphasis, links, lists.

    `where` says in errors where the text stands. No pictures, formulas, headings, citations or figures.

    Raises:
        NotesError: it has a mistake.
    """
    source = source_of(text, Path(where))
    workshop = Workshop(source, Expressions(Namespace(report)), dict(REFERENCES), _no_picture)
    tokens = _without_footnotes(workshop)
    for token in tokens:
        if token.type.startswith(("heading", "container", "table", "math")):
            line = source.line(token.map[0]) if token.map else 0
            raise source.error("only paragraphs and lists can stand here", line)
    passage = write_passage(workshop, tokens, "", "")
    if workshop.formulas or not all(isinstance(piece, Markup) for piece in passage.pieces):
        raise source.error("no formulas, citations, figures, tables and cross references can stand here")
    return Markup("").join(piece for piece in passage.pieces if isinstance(piece, Markup))


def _no_picture(path: Path) -> SizedPicture:
    raise NotesError(f"no picture can stand here: {path.name}")


def _without_footnotes(workshop: Workshop) -> list[Any]:
    """Return the tokens of the notes, those of the footnotes kept apart."""
    tokens: list[Any] = []
    note: list[Any] | None = None
    for token in parse(workshop.source):
        if token.type == "footnote_open":
            note = workshop.footnotes[token.meta["id"]] = []
        elif token.type == "footnote_close":
            note = None
        elif not token.type.startswith("footnote_"):
            (tokens if note is None else note).append(token)
    return tokens
