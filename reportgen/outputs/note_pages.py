"""The notes as a part of the filled templates: their sections, pictures, numbers, and the report's tables in them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from reportgen.knowledge.references import cited_as
from reportgen.language import _
from reportgen.outputs.pictures import Picture, read_picture
from reportgen.sections.report import Report, Section

if TYPE_CHECKING:
    from reportgen.notes.book import Notes
    from reportgen.notes.pieces import ShownTable


class NotePages:
    """The notes of one report, and what is known of them once its sections stand."""

    def __init__(self, notes: "Notes") -> None:
        self._notes = notes
        self.tables: Mapping[str, int] = {}
        self.warnings: tuple[str, ...] = ()

    @property
    def pictures(self) -> dict[str, Picture]:
        """Pictures and formulas, by their addresses."""
        formulas = {
            address: Picture(formula.svg, "image/svg+xml", scalable=True)
            for address, formula in self._notes.formulas.items()
        }
        return {**self._notes.pictures, **formulas}

    @property
    def sources(self) -> dict[Path, str]:
        """The files that the notes show and cite, with their names as seen from the notes."""
        return self._notes.sources

    def arrange(self, sections: list[Section]) -> list[Section]:
        """Return `sections` with the passages among and within them."""
        return self._notes.arrange(sections)

    def finish(self, sections: list[Section], figures: dict[str, int]) -> list[Section]:
        """Return the numbered `sections` with all cross references printed."""
        self.warnings = self._notes.warnings(sections)
        finished, numbers = self._notes.number(sections, figures)
        self.tables = numbers.tables
        return finished

    def cite(self, key: str) -> str:
        """Return the short citation of a publication that the report or the notes know."""
        return cited_as(self._notes.works[key])


def notes_of(report: Report) -> NotePages | None:
    """Return the notes that the settings name; None without any.

    Raises:
        NotesError: they have a mistake; the message says where.
    """
    if report.settings.notes is None:
        return None
    from reportgen.notes.book import write_notes

    return NotePages(write_notes(report, report.settings.notes, read_picture))


def show_table(environment: jinja2.Environment, notes: NotePages | None, shown: "ShownTable") -> Markup:
    """Return a table of the report as its section prints it, with a number and a caption.

    Raises:
        TemplateError: the template of the section has no such table.
    """
    section = shown.table.section
    html = environment.get_template(f"sections/{section.name}.html").render(section=section, parts=[])
    css = rf'[^>]*class="{shown.table.css}[ "]' if shown.table.css else ""
    found = re.search(rf"(<table\b{css}[^>]*>)(.*?</table>)", html, re.DOTALL)
    if found is None:
        raise jinja2.TemplateNotFound(f"sections/{section.name}.html with a table {shown.table.css!r}")
    outer = re.search(r'<section class="([^"]*)"', html)
    number = notes.tables[shown.anchor] if notes else 0
    caption = Markup('<caption id="{}"><b>{}</b> {}</caption>').format(
        shown.anchor, _("Table {number}:").format(number=number), shown.table.caption
    )
    # The rows have their ids where the section shows them.
    rows = Markup(re.sub(r' id="[^"]*"', "", found[2]))  # from a template, which has escaped it
    return Markup('<div class="shown-table {}">{}{}{}</div>\n').format(
        outer[1] if outer else "", Markup(found[1]), caption, rows
    )
