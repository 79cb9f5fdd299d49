"""What an expression of the notes can show beside text: figures, tables, experiments, links to any of them."""

import msgspec

from reportgen.sections.figure import Figure
from reportgen.sections.report import Section


class NamedFigure(msgspec.Struct, frozen=True):
    """A figure of the report by its name; `home` is the anchor of the figure of a section that has it as `part`.

    `part` is the letter of the subfigure, "" for all of it. `key` tells it from all others.
    """

    key: str
    figure: Figure
    home: str
    part: str = ""


class NamedTable(msgspec.Struct, frozen=True):
    """A table of the report by its name: the one of class `css` in the section that `section` fills.

    `home` is the anchor of the section or subsection that shows it.
    """

    key: str
    section: Section
    css: str
    caption: str
    home: str


class NamedExperiment(msgspec.Struct, frozen=True):
    """An experiment by what varied in it; a grid has no table, one of few numbers no figure."""

    key: str
    title: str
    sentence: str
    home: str
    table: NamedTable | None
    figure: NamedFigure | None


class NamedSection(msgspec.Struct, frozen=True):
    """A section of the report by its name."""

    name: str
    anchor: str


Shown = NamedFigure | NamedTable | NamedExperiment


class CrossReference(msgspec.Struct, frozen=True):
    """A link that prints the number of what it leads to: "Figure 7", "Table 2", "section 3.1"."""

    target: Shown | NamedSection
