"""Every report can be heard, and read in fifty years: PDF/UA-1 and PDF/A-3a, and a structure that says what is what."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pikepdf
import pytest

from reportgen.api import Rendered
from tests.read_pdf import bookmarks_of
from tests.read_structure import structure_of
from tests.standards import findings_of_meaning, findings_of_standards

Reports = Callable[[str], Rendered]


@pytest.mark.parametrize("store", ["first document", "odd", "nasty", "deep and failed"])
def test_the_checker_of_both_standards_finds_nothing(rendered: Reports, store: str) -> None:
    assert findings_of_standards(rendered(store).path) == []


def test_the_checker_of_meaning_finds_nothing(rendered: Reports) -> None:
    assert findings_of_meaning(rendered("deep and failed").path) == []


def test_each_figure_says_what_it_shows_and_stands_with_its_caption(rendered: Reports) -> None:
    root = structure_of(rendered("first document").path)
    groups = [group for group in root.all("Div") if any(kid.role == "Figure" for kid in group.kids)]
    figures = root.all("Figure")
    assert sum(len(group.all("Figure")) for group in groups) == len(figures) > 15
    assert all(len(figure.alternative.split()) >= 5 for figure in figures)
    for group in groups:
        captions = [kid for kid in group.kids if kid.role == "Caption"]
        # A caption for each part and one for the whole; a figure of one part needs no other.
        assert len(captions) >= len(group.all("Figure")), group


def test_equations_are_formulas_that_are_read_aloud(rendered: Reports) -> None:
    formulas = structure_of(rendered("deep and failed").path).all("Formula")
    assert any("w at t" in formula.alternative for formula in formulas)


def test_each_header_of_a_table_says_what_it_heads_and_each_row_is_complete(rendered: Reports) -> None:
    tables = structure_of(rendered("odd").path).all("Table")
    assert len(tables) > 10
    for table in tables:
        assert {str(header.attributes.get("/Scope")) for header in table.all("TH")} <= {"/Column", "/Row"}
        assert {len(row.kids) for row in table.all("TR")} == {len(table.all("TR")[0].kids)}


def test_a_table_over_several_pages_is_one_table_with_one_header(rendered: Reports) -> None:
    layers = max(structure_of(rendered("deep and failed").path).all("Table"), key=lambda table: len(table.all("TR")))
    assert len(layers.all("TR")) == 61
    assert Counter(kid.role for kid in layers.kids) == {"THead": 1, "TBody": 1}


@pytest.mark.parametrize("store", ["first document", "odd", "deep and failed"])
def test_no_heading_skips_a_level(rendered: Reports, store: str) -> None:
    levels = [int(heading.role[1]) for heading in structure_of(rendered(store).path).all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(following <= level + 1 for level, following in pairwise(levels))


def test_each_line_of_the_contents_is_one_link_to_its_heading(rendered: Reports) -> None:
    path = rendered("first document").path
    lines = structure_of(path).all("TOCI")
    assert len(lines) == len(bookmarks_of(path))
    for line in lines:
        (link,) = line.all("Link")
        assert len(link.links) == 1
        # The number, the title, the page: no dots.
        assert link.pieces == 3


def test_every_link_stands_in_the_structure_and_says_where_it_leads(rendered: Reports) -> None:
    path = rendered("odd").path
    told = [target for link in structure_of(path).all("Link") for target in link.links]
    with pikepdf.open(path) as document:
        links = [link for sheet in document.pages for link in sheet.get("/Annots", [])]
        assert len(told) == len(links)
        assert all(str(link.Contents).strip() for link in links)


def test_facts_are_lists_of_labels_and_bodies(rendered: Reports) -> None:
    items = structure_of(rendered("first document").path).all("LI")
    assert sum([kid.role for kid in item.kids] == ["Lbl", "LBody"] for item in items) > 50


def test_heads_and_numbers_of_pages_are_not_read_aloud(rendered: Reports) -> None:
    with pikepdf.open(rendered("first document").path) as document:
        for sheet in list(document.pages)[1:]:
            assert sheet.Contents.read_bytes().count(b"/Type /Pagination") >= 2


def test_viewers_show_the_title_and_know_the_language(rendered: Reports) -> None:
    with pikepdf.open(rendered("first document").path) as document:
        assert document.Root.Lang == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert {sheet.get("/Tabs") for sheet in document.pages} == {"/S"}
