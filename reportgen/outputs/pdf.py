"""The report as a PDF: WeasyPrint lays the pages out while the charts are drawn, pikepdf puts the charts in."""

import gc
import io
import logging
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.figures.drawing import Drawing, Drawn
from reportgen.outputs.engine.loading import load_weasyprint
from reportgen.outputs.engine.quicker import quicker_layout
from reportgen.outputs.html import Page, fill
from reportgen.outputs.target import check_target, write_target
from reportgen.outputs.templates import template_folders
from reportgen.progress import Progress
from reportgen.sections.report import Report


@dataclass(frozen=True)
class Written:
    """A PDF that was written: its pages, and what the engine or the fonts could not do."""

    pages: int
    warnings: tuple[str, ...]


def write_pdf(report: Report, target: Path, progress: Progress) -> Written:
    """Write `report` to `target`; an existing file is replaced only when the new one is complete.

    Raises:
        TemplateError: a template has a mistake.
        UsageError: `target` is no place for a file.
        RenderError: the figures could not be drawn, or `target` could not be written.
    """
    check_target(target)
    folders = template_folders(report.settings.templates)
    with Drawing(report.look) as drawing, _collector_paused():
        page = fill(report, folders)
        progress.stage("Drawing and laying out", None)
        drawing.submit(page.charts)
        laid_out, pages, warnings = _lay_out(page, folders, progress)
        progress.stage("Placing figures", None)
        drawn = drawing.finish()
        content = _finished(laid_out, drawn, report, page)
    progress.stage("Writing", None)
    write_target(target, content)
    return Written(pages, (*page.warnings, *warnings, *drawn.warnings))


def _lay_out(page: Page, folders: Sequence[Path], progress: Progress) -> tuple[io.BytesIO, int, tuple[str, ...]]:
    load_weasyprint()
    from weasyprint import HTML

    from reportgen.outputs.fetching import ReportFetcher
    from reportgen.outputs.tagging import own_structure

    fetcher = ReportFetcher(folders, page.pictures, page.beside_theme)

    with _weasyprint_log(progress) as log, own_structure(), quicker_layout():
        document = HTML(string=page.html, base_url="reportgen:", url_fetcher=fetcher).render()
        laid_out = _written(document)
        if log.missing:
            html = _with_substitutes(page.html, log.missing)
            readable = HTML(string=html, base_url="reportgen:", url_fetcher=fetcher).render()
            _copy_bookmarks(document, readable)
            document, laid_out = readable, _written(readable)
    return laid_out, len(document.pages), tuple(dict.fromkeys(log.messages))


def _written(document: Any) -> io.BytesIO:
    laid_out = io.BytesIO()
    # pikepdf compresses what it saves: compressing here too would be for nothing.
    document.write_pdf(laid_out, pdf_variant="pdf/a-3a", uncompressed_pdf=True)
    return laid_out


def _copy_bookmarks(source: Any, target: Any) -> None:
    """Give the bookmarks their full names back: a viewer shows them in faces of its own."""
    names = (name for page in source.pages for _, name, _, _ in page.bookmarks)
    for page in target.pages:
        page.bookmarks[:] = [(level, next(names), place, state) for level, _, place, state in page.bookmarks]


def _with_substitutes(html: str, missing: Iterable[int]) -> str:
    """Return the page with a sign in the place of each character that no font has: PDF/A and PDF/UA print no box."""
    head, body, text = html.partition("<body")
    return head + body + text.translate(dict.fromkeys(missing, "\N{REPLACEMENT CHARACTER}"))


def _finished(laid_out: io.BytesIO, drawn: Drawn, report: Report, page: Page) -> bytes:
    # pikepdf is loaded here: while it loads, the charts may still be drawn.
    from reportgen.outputs.enclosures import enclosures
    from reportgen.outputs.finishing import finish

    return finish(laid_out, drawn, enclosures(report, page.sources))


def _missing_character(record: logging.LogRecord) -> int | None:
    """Return the code of the character that no font has, if this is what WeasyPrint says."""
    if ".notdef" in str(record.msg) and isinstance(record.args, tuple) and isinstance(record.args[-1], int):
        return record.args[-1]
    return None


def _spoken(record: logging.LogRecord) -> str:
    """Say what WeasyPrint warns of; a character that no font has, with its name and what to do."""
    code = _missing_character(record)
    if code is not None:
        name = unicodedata.name(chr(code), "without a name")
        return f"no font has the character U+{code:04X} ({name}): install a font that does, such as fonts-noto"
    return f"layout: {record.getMessage()}"


class _Collector(logging.Handler):
    """Keeps what WeasyPrint warns of, and turns its progress messages into steps."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.messages: list[str] = []
        self.missing: set[int] = set()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            self.messages.append(_spoken(record))
            code = _missing_character(record)
            self.missing.update([] if code is None else [code])
        elif "Page" in record.getMessage():
            self._progress.advance()


@contextmanager
def _weasyprint_log(progress: Progress) -> Iterator[_Collector]:
    collector = _Collector(progress)
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger, level in zip(loggers, (logging.WARNING, logging.INFO), strict=True):
        logger.addHandler(collector)
        logger.setLevel(level)
        logger.propagate = False
    try:
        yield collector
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(collector)
            logger.setLevel(level)
            logger.propagate = propagate


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from searching the boxes of a layout for cycles again and again: a fifth of its time, in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
