"""What the writing of one file of notes shares: its names, what it cites, shows, draws and labels."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from reportgen.errors import NotesError
from reportgen.knowledge.references import Reference
from reportgen.notes.expressions import Expressions
from reportgen.notes.formulas import Formula, draw_formula
from reportgen.notes.source import Held, Source

if TYPE_CHECKING:
    from markdown_it.token import Token

ADDRESS = "reportgen:notes/"
_MOST_FORMULAS = 500


class SizedPicture(Protocol):
    """A picture that is safe to print, with its natural size in pixels, 96 an inch."""

    @property
    def width(self) -> float: ...  # noqa: D102
    @property
    def height(self) -> float: ...  # noqa: D102
    @property
    def scalable(self) -> bool: ...  # noqa: D102


@dataclass
class Workshop:
    """`read_picture` reads a file beside the notes; `pictures` and `formulas` are kept by their addresses.

    `labels` are those of the notes, with the anchor of what they stand for; `shown` the parts of the report that the
    notes show, by their keys, with theirs. `footnotes` are the tokens of each footnote.
    """

    source: Source
    expressions: Expressions
    works: dict[str, Reference]
    read_picture: Callable[[Path], SizedPicture]
    pictures: dict[str, Any] = field(default_factory=dict)
    formulas: dict[str, Formula] = field(default_factory=dict)
    files: dict[Path, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    footnotes: "dict[int, list[Token]]" = field(default_factory=dict)
    note_numbers: dict[int, int] = field(default_factory=dict)
    _drawn: dict[tuple[str, bool], str] = field(default_factory=dict)
    _anchors: set[str] = field(default_factory=set)

    def anchor(self, wanted: str) -> str:
        """Return an id for something in the notes, `wanted` or like it, that nothing else has."""
        found, number = f"notes-{wanted}", 1
        while found in self._anchors:
            number += 1
            found = f"notes-{wanted}-{number}"
        self._anchors.add(found)
        return found

    def label(self, label: str, line: int) -> str:
        """Return the anchor of what `label`, such as "fig:setup", is given to.

        Raises:
            NotesError: something else has that label.
        """
        if label in self.labels:
            raise self.source.error(f"the label {label!r} is used twice", *self.source.place(label, line))
        self.labels[label] = self.anchor(label.replace(":", "-"))
        return self.labels[label]

    def value(self, held: Held) -> Any:
        """Return what an expression stands for. Raises NotesError with its place."""
        try:
            return self.expressions.evaluate(held.expression or "")
        except NotesError as error:
            raise self.misplaced(held, error.reason, error.word) from error

    def misplaced(self, held: Held, reason: str, word: str = "") -> NotesError:
        """Return the error with the place of `word` in an expression; of the expression, if it is not there."""
        before = held.text[: max(held.text.find(word), 0)] if word else ""
        line = held.line + before.count("\n")
        column = len(before) - (before.rfind("\n") + 1) + (held.column if "\n" not in before else 1)
        return self.source.error(reason, line, column)

    def formula(self, latex: str, line: int, *, is_block: bool) -> str:
        """Return the address of the drawing of `latex`. Raises NotesError with its place."""
        known = self._drawn.get((latex, is_block))
        if known:
            return known
        if len(self.formulas) >= _MOST_FORMULAS:
            raise self.source.error(f"more than {_MOST_FORMULAS} formulas", line)
        try:
            drawn = draw_formula(latex, is_block=is_block)
        except NotesError as error:
            first = next((part for part in latex.splitlines() if part.strip()), "$")
            raise self.source.error(error.reason, *self.source.place(error.word or first.strip(), line)) from error
        address = f"{ADDRESS}formula-{len(self.formulas) + 1}"
        self.formulas[address] = drawn
        self._drawn[latex, is_block] = address
        return address
