"""Into which parts a real report is divided, and which of them are laid out again when a run is added at its end."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from reportgen.outputs.html import Page, fill
from reportgen.outputs.parts.dividing import PAGE_BEGINS, Part, divide
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.benchmarks.stores import write_realistic_store
from tests.unit.outputs.parts.making import made, made_anew

pytestmark = pytest.mark.usefixtures("cache")

RUNS = 8
"""So many that no number of a figure gets a digit more when one is added."""


def page_of(folder: Path, runs: int) -> Page:
    """Return the report of as many runs, the first of those of a larger store."""
    store = write_realistic_store(folder / f"{runs} runs", runs)
    return fill(make_report(read_library([store]), Settings(detail="full")), template_folders(None))


def names_the_run(part: Part) -> bool:
    return f'="#run-{RUNS + 1}"' in part.html or f'="run-{RUNS + 1}"' in part.html


def test_only_parts_that_name_the_added_run_are_laid_out_again_and_the_report_is_the_same(tmp_path: Path) -> None:
    before, after = page_of(tmp_path, RUNS), page_of(tmp_path, RUNS + 1)
    known = {part.name: part.numbers for part in divide(before.html)}
    parts = divide(after.html)
    again = [part for part in parts if part.name not in known]
    assert again == [part for part in parts if names_the_run(part)]
    kept = [part for part in parts if part.name in known]
    assert any(part.numbers != known[part.name] for part in kept)
    made(before)
    grown = made(after)
    assert grown.content == made_anew(after).content
    assert grown.laid_out < 3 / 4 * grown.pages


def texts(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_contents_that_fill_a_page_are_a_part_and_all_stands_where_it_would_without_that(tmp_path: Path) -> None:
    page = page_of(tmp_path, 5)
    first, second, *_ = divide(page.html)
    assert (first.html.count("<section"), second.html.count('class="summary')) == (0, 1)
    flowing = page.html.replace('<ol class="page">', "<ol>").replace(str(PAGE_BEGINS), "", 1)
    assert divide(flowing)[0].html.count('class="summary') == 1
    assert texts(made(page).content) == texts(made(replace(page, html=flowing)).content)
    longer = divide(page_of(tmp_path, 6).html)
    assert 'class="page"' not in longer[0].html
    assert len({part.name for part in divide(page.html)} & {part.name for part in longer}) > 2
