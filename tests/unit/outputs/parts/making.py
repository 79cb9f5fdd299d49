"""Reports laid out in this process, with the parts that were kept, and how many pages were laid out for them."""

import io
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache_folder import without_cache
from reportgen.outputs.html import Page
from reportgen.outputs.parts.crew import Crew
from reportgen.outputs.parts.dividing import divide
from reportgen.outputs.pdf import lay_out
from reportgen.outputs.templates import template_folders


class Steps:
    """Counts the pages that were begun."""

    def __init__(self) -> None:
        self.count = 0

    def stage(self, name: str, total: int | None) -> None:
        """Count no stage."""

    def advance(self, steps: int = 1) -> None:
        """Count a page."""
        self.count += steps


@dataclass(frozen=True)
class Made:
    """A report without charts and attachments, its pages, and how many of them were laid out for it."""

    content: bytes
    pages: int
    laid_out: int


def made(page: Page, own: Path | None = None) -> Made:
    """Lay a report out in this process alone, with the cache."""
    steps = Steps()
    with Crew(soon=False) as crew:
        crew.workers = lambda *_, **__: []  # type: ignore[method-assign]
        document = lay_out(page, divide(page.html), template_folders(own), crew, steps).document
        saved = io.BytesIO()
        document.save(saved, deterministic_id=True)
        return Made(saved.getvalue(), len(document.pages), steps.count)


def made_anew(page: Page, own: Path | None = None) -> Made:
    """Lay a report out without the cache."""
    with without_cache():
        return made(page, own)
