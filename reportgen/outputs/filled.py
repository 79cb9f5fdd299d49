"""The report filled and read as a document, for the forms that are made from one."""

from dataclasses import dataclass

from reportgen.outputs.document.model import Document
from reportgen.outputs.document.reading import read_document
from reportgen.outputs.html import Page, fill
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import Report


@dataclass(frozen=True)
class Filled:
    """A document, and the page that it was read from: its images are found there by their addresses."""

    document: Document
    page: Page


def filled_document(report: Report) -> Filled:
    """Return `report` as a document. Raises what `fill` raises."""
    page = fill(report, template_folders(report.settings.templates))
    return Filled(read_document(page.html), page)
