"""The pages on learning algorithms and the references, as they stand in the PDF."""

import re
from pathlib import Path
from typing import Any

import pytest

from reportgen.api import render
from reportgen.built_in import built_in_folder
from reportgen.outputs.html import fill
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.read_pdf import (
    addresses_of,
    bookmarks_of,
    draws_pixels,
    lines_of,
    links_of,
    page_sizes,
    text_of,
    words_of,
)
from tests.sample_runs import first_document_runs, sample_runs, write_store

SECTIONS = ("summary", "training_reports", "algorithms", "bibliography")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("algorithms") / "runs", first_document_runs())


@pytest.fixture(scope="module")
def pages(store: Path) -> Path:
    render(store, store.parent / "report.pdf", settings=Settings(sections=SECTIONS))
    return store.parent / "report.pdf"


def html_of(store: Path, **settings: Any) -> str:
    return fill(make_report(read_library([store]), Settings(**settings)), (built_in_folder(),)).html


def test_each_optimizer_has_a_heading_equations_and_its_parameters(pages: Path) -> None:
    titles = [title.split(" ", 1)[1] for _, title, _ in bookmarks_of(pages) if title.startswith("3.")]
    assert titles == ["Adam", "RMSProp", "Stochastic Gradient Descent", "Losses"]
    printed = lines_of(pages)
    for row in (
        r"η Learning rate: the size of a step 0\.001 0\.001",
        r"β1 Decay rate of the mean gradient 0\.9 0\.9",
        r"ε Small number that keeps the denominator from 0 1e-07 1e-07",
    ):
        assert re.search(row, printed), row
    assert "For classes that exclude each other, with labels as one-hot vectors." in text_of(pages)
    assert not draws_pixels(pages)


def test_the_text_of_the_equations_is_on_the_page_and_inside_its_margins(pages: Path) -> None:
    (page,) = {page for _, title, page in bookmarks_of(pages) if title.endswith("Adam") and title.startswith("3.")}
    words = [word for word in words_of(pages) if word.page == page]
    assert any("β" in word.text for word in words)
    assert all(word.left >= 24 / 25.4 * 72 - 1 and word.right <= (210 - 24) / 25.4 * 72 + 1 for word in words)


def test_citations_are_numbers_in_the_order_of_the_text_and_lead_to_their_entries(pages: Path) -> None:
    printed = " ".join(text_of(pages).split())
    for cited in ("Optimizer Adam [1]", "Optimizer RMSProp [2]", "Optimizer Stochastic Gradient Descent [3]"):
        assert cited in printed
    listed = printed.rpartition("References")[2]
    assert re.findall(r"\[(\d)\] (\S+)", listed) == [("1", "Diederik"), ("2", "Tijmen"), ("3", "Herbert")]
    targets = {name for _, name, _ in links_of(pages) if name.startswith("reference-")}
    assert targets == {"reference-kingma2015", "reference-tieleman2012", "reference-robbins1951"}
    assert addresses_of(pages) == [
        "https://arxiv.org/abs/1412.6980",
        "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
        "https://doi.org/10.1214/aoms/1177729586",
    ]


@pytest.mark.parametrize("room", [202, 214], ids=["room for two of three", "room for one of three"])
def test_no_reference_stands_alone_on_a_page(store: Path, room: int) -> None:
    theme = store.parent / f"room-{room}.css"
    theme.write_text(f".bibliography > h2 {{ break-before: page; padding-top: {room}mm }}")
    path = store.parent / f"room-{room}.pdf"
    render(store, path, settings=Settings(sections=("algorithms", "bibliography"), theme=theme))
    pages = range(1, len(page_sizes(path)) + 1)
    listed = [re.findall(r"^ ?\[\d\]", lines_of(path, page), re.MULTILINE) for page in pages]
    numbers = [len(found) for found in listed]
    assert sum(numbers) == 3
    assert 1 not in numbers


def test_without_the_list_of_references_citations_are_authors_and_year_and_link_nowhere(store: Path) -> None:
    html = html_of(store, sections=("training_reports", "algorithms"))
    assert "(Kingma and Ba, 2015)" in html
    assert "reference-" not in html


def test_papers_that_only_a_section_left_out_cites_are_not_listed(store: Path) -> None:
    assert "reference-" not in html_of(store, sections=("summary", "bibliography"))


def test_equations_have_their_words_as_alternative_text(store: Path) -> None:
    words = re.findall(r'alt="([^"]+)"', html_of(store, sections=("algorithms",)))
    assert "Equation: w at t is w at t minus 1, minus eta times g at t." in words


def test_equal_equations_of_many_runs_are_drawn_once(tmp_path: Path) -> None:
    library = read_library([write_store(tmp_path / "runs", sample_runs(60))])
    page = fill(make_report(library, Settings(sections=("algorithms",))), (built_in_folder(),))
    assert len(page.charts) == 4
