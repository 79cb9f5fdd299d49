"""Reports that two threads of a program render at the same time."""

import io
import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pydyf  # type: ignore[import-untyped]
from weasyprint import HTML
from weasyprint.layout import inline

from reportgen.cache_folder import without_cache
from reportgen.outputs.parts.crew import Crew
from reportgen.outputs.parts.dividing import divide
from reportgen.outputs.pdf import lay_out
from reportgen.outputs.templates import template_folders
from reportgen.progress import SILENT
from tests.unit.outputs.parts.long_page import long_page


def laid_out(name: str) -> bytes:
    """Return the report of runs of this name, without charts and attachments, laid out in this process alone."""
    page = long_page(8, name)
    with without_cache(), Crew(soon=False) as crew:
        crew.workers = lambda *_, **__: []  # type: ignore[method-assign]
        document = lay_out(page, divide(page.html), template_folders(None), crew, SILENT).document
        saved = io.BytesIO()
        document.save(saved, deterministic_id=True)
    return saved.getvalue()


def test_two_threads_get_their_reports_and_leave_the_engine_as_it_was() -> None:
    logger = logging.getLogger("weasyprint.progress")
    before = (inline.split_first_line, pydyf._to_bytes, logger.level, logger.propagate)
    names = ("Model", "Network")
    with ThreadPoolExecutor(len(names)) as threads:
        at_once = list(threads.map(laid_out, names))
    assert (inline.split_first_line, pydyf._to_bytes, logger.level, logger.propagate) == before
    assert at_once == [laid_out(name) for name in names]


def test_what_a_program_lays_out_itself_meanwhile_waits_and_is_what_it_was() -> None:
    before, render = own_document(), HTML.render
    with ThreadPoolExecutor(1) as threads:
        report = threads.submit(laid_out, "Model")
        while HTML.render is render and not report.done():
            time.sleep(0.01)
        assert own_document() == before
        assert report.result() == laid_out("Model")


def own_document() -> bytes:
    return bytes(HTML(string="<h1>An invoice</h1><p>Of <b>one</b> page").write_pdf(pdf_identifier=b"same"))
