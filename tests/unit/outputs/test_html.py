"""The templates: text stays text, own templates replace built-in ones, and a mistake in one is named where it is."""

import re
from pathlib import Path

import pytest

from reportgen.errors import TemplateError
from reportgen.outputs.html import fill, visible
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import Report, make_report
from reportgen.setting_values import SECTIONS, Author
from reportgen.settings import Settings
from reportgen.store.reading import Library
from tests.unit.analysis.small_runs import model, stored

HISTORY = {"accuracy": [0.5, 0.9], "loss": [0.9, 0.2]}


def report(name: str = "net", **settings: object) -> Report:
    library = Library((stored(name, metrics=HISTORY, model=model("x")),))
    return make_report(library, Settings(**settings))  # type: ignore[arg-type]


def html(folder: Path | None = None, name: str = "net", **settings: object) -> str:
    return fill(report(name, **settings), template_folders(folder)).html


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ 7*7 }}", '"><img src=http://127.0.0.1/x.png>', "a&b"]
)
def test_a_name_with_markup_in_it_stays_text(name: str) -> None:
    filled = html(name=name, title=name, authors=(Author(name),))
    assert "<script>" not in filled
    assert "<img src=http" not in filled
    assert "49" not in filled
    assert filled.count("&lt;script&gt;") >= 4 or "script" not in name


def test_the_head_of_the_page_is_told_before_its_sections_are_built() -> None:
    told: list[str] = []
    asked = report("<net>")
    page = fill(asked, template_folders(None), foretell=lambda nothing: told.append(nothing.html))
    assert page.html.startswith(told[0])
    assert told[0].endswith("<body>\n")
    assert told[0].count("stylesheet") > 5
    early = report()
    fill(early, template_folders(None), foretell=lambda _: told.append(str(vars(early).get("_contents"))))
    assert told[1] == "None"


def test_a_text_without_end_is_cut() -> None:
    assert "W" * 2001 not in html(name="W" * 2**20, title="W" * 2**20)
    assert visible("short\n" * 1000) == "short\n" * 1000
    assert len(visible("m\n" * 2**20)) < 2**18


def test_one_template_of_the_user_s_replaces_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "contents.html").write_text("<p>no contents today</p>")
    filled = html(tmp_path)
    assert "no contents today" in filled
    assert "Training reports" in filled


def test_a_folder_with_nothing_in_it_changes_nothing(tmp_path: Path) -> None:
    assert html(tmp_path) == html()


def test_the_order_of_the_sections_is_the_skeleton_s(tmp_path: Path) -> None:
    skeleton = (template_folders(None)[0] / "report.html").read_text()
    turned = re.sub(r"set order = \[.*?\]", 'set order = ["architectures", "summary"]', skeleton)
    (tmp_path / "report.html").write_text(turned)
    filled = html(tmp_path)
    assert filled.index('id="section-architectures"') < filled.index('id="section-summary"')
    assert 'id="section-training-reports"' not in filled


def test_an_unknown_name_is_reported_with_template_line_and_name(tmp_path: Path) -> None:
    (tmp_path / "contents.html").write_text("<p>fine</p>\n<p>{{ authr }}</p>\n")
    with pytest.raises(TemplateError, match=r"contents\.html, line 2: 'authr' is undefined"):
        html(tmp_path)


def test_an_unknown_attribute_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "summary.html").write_text("\n\n{{ section.content.rowz }}")
    with pytest.raises(TemplateError, match=r"summary\.html, line 3: .*'rowz'"):
        html(tmp_path)


def test_a_syntax_error_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "contents.html").write_text("<p>\n{% if %}\n</p>")
    with pytest.raises(TemplateError, match=r"contents\.html, line 2: Expected an expression"):
        html(tmp_path)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "contents.html").write_text('{% include "no-such.html" %}')
    with pytest.raises(TemplateError, match=r"no template 'no-such\.html'"):
        html(tmp_path)


def test_a_section_that_does_not_exist_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text('{% set parts = sections(["sumary"]) %}')
    with pytest.raises(TemplateError, match=r"section that does not exist: .*sumary"):
        html(tmp_path)


def test_a_folder_of_templates_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no such folder"):
        html(tmp_path / "nowhere")


def test_the_date_is_the_training_s_and_not_today_s() -> None:
    assert "26 September 2026" in html()


def test_every_chart_that_is_asked_for_is_handed_over() -> None:
    page = fill(report(), template_folders(None))
    assert len(page.charts) == 2
    assert [f"reportgen:chart/{number}" in page.html for number in range(3)] == [True, True, False]


def test_sections_are_left_out_and_moved_as_the_settings_say() -> None:
    moved = html(sections=("architectures", "summary"))
    assert moved.index('id="section-architectures"') < moved.index('id="section-summary"')
    assert "section-training-reports" not in moved
    without = html(sections=("-architectures",))
    assert 'id="section-architectures"' not in without
    assert 'id="section-training-reports"' in without


def test_every_section_of_the_skeleton_can_be_named_in_the_settings() -> None:
    skeleton = (template_folders(None)[0] / "report.html").read_text()
    order = re.search(r"set order = \[(.*?)\]", skeleton)
    assert order is not None
    assert set(re.findall(r'"(\w+)"', order[1])) <= set(SECTIONS)


@pytest.mark.parametrize("section", SECTIONS)
def test_no_link_leads_to_what_is_left_out(section: str) -> None:
    filled = html(sections=(f"-{section}",))
    targets = set(re.findall(r' id="([^"]+)"', filled))
    assert set(re.findall(r'href="#([^"]+)"', filled)) <= targets
    assert "See ." not in filled
