"""Where passages of the notes go, and how sections, figures and tables are numbered with them."""

import pytest

from reportgen.errors import NotesError
from reportgen.outputs.html import fill
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.sample_runs import sample_run, write_store
from tests.unit.notes.conftest import html_of


def test_headings_at_the_front_are_sections_and_the_others_count_on(finished):
    sections = finished("# One\n\na\n\n## Part\n\n# Two\n")
    assert [(section.number, section.title) for section in sections[:3]] == [(1, "One"), (2, "Two"), (3, "Summary")]
    assert [entry.title for entry in sections[0].entries] == ["Part"]


def test_text_without_a_heading_is_an_introduction(finished):
    assert finished("a\n\n# Next\n\nb\n")[0].title == "Introduction"


def test_the_highest_headings_of_a_front_are_its_sections_and_no_level_is_left_out(finished):
    sections = finished("## One\n\n#### Deep\n\na\n\n## Two\n\nb\n")
    assert [section.title for section in sections[:2]] == ["One", "Two"]
    assert [entry.title for entry in sections[0].entries] == ["Deep"]


def test_a_passage_stands_before_or_behind_what_a_section_shows(finished):
    text = "::: before summary\n## First\n\na\n:::\n\n::: after training_reports\n## Last\n\nb\n:::\n"
    sections = {section.name: section for section in finished(text)}
    assert sections["summary"].before is not None
    assert [entry.title for entry in sections["summary"].entries] == ["First"]
    reports = sections["training_reports"]
    assert reports.entries[-1].title == "Last"
    assert reports.place(reports.entries[-1].anchor) == 6
    assert [section.number for section in finished(text)] == [1, 2, 3, 4, 5, 6]


def test_headings_around_a_section_begin_sections(finished):
    text = "::: before summary\n# Earlier\n\na\n:::\n\n::: after summary\n# Later\n\nb\n:::\n"
    assert [section.title for section in finished(text)[:4]] == ["Earlier", "Summary", "Later", "Leaderboard"]


def test_a_passage_replaces_a_section_under_its_title_or_under_its_own(finished):
    own, other = (finished(f"::: replace leaderboard\n{text}\n:::\n")[1] for text in ("a", "# Ranks\n\na"))
    assert (own.title, own.anchor, html_of(own)) == ("Leaderboard", "section-leaderboard", "<p>a</p>\n")
    assert (other.title, html_of(other)) == ("Ranks", "<p>a</p>\n")


def test_a_section_with_nothing_to_say_can_be_replaced(finished):
    sections = finished("::: replace left_out\nAll records were read.\n:::\n")
    assert sections[-1].title == "Records left out"


def test_text_around_a_section_that_is_not_there_is_told(report, notes):
    from reportgen.sections.report import build_sections

    written = notes("::: after left_out\na\n:::\n")
    built = build_sections(report, ["summary", "left_out"], written.arrange)
    (warning,) = written.warnings(built)
    assert "notes.md, line 1: this report has no section 'left_out'" in warning


def test_cross_references_print_the_numbers_of_what_the_report_shows(finished):
    text = (
        '{{ figure("confusion", run=best) }}\n\n{{ table("summary") }}\n\n'
        '{{ ref(figure("confusion", run=best)) }}, {{ ref(table("summary")) }}, {{ ref(figure("history", run=5)) }}, '
        '{{ ref(figure("loss", run=5)) }}, {{ ref(table("layers", run=5)) }}, {{ section("leaderboard") }}\n'
    )
    html = html_of(finished(text)[0])
    assert '<a href="#notes-figure" data-figure="notes-figure">Figure 1</a>, <a href="#notes-table">Table 1</a>' in html
    run = '<a href="#figure-5" data-figure="figure-5">'
    assert f"{run}Figure 6</a>, {run}Figure 6 (b)</a>" in html
    assert '<a href="#architecture-5">section 6.3</a>, <a href="#section-leaderboard">section 3</a>' in html


def test_an_experiment_is_shown_with_its_table_and_figure(tmp_path):
    runs = [sample_run("net", batch_size=size, seed=size) for size in (32, 64, 128)]
    store = write_store(tmp_path / "runs", runs)
    name = 'experiment("batch_size")'
    text = f"{{{{ {name} }}}}\n\n{{{{ ref({name}.figure) }}}} of {{{{ ref({name}) }}}}\n"
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    settings = Settings(notes=tmp_path / "notes.md", sections=("summary", "experiments"))
    html = fill(make_report(read_library([store]), settings), template_folders(None)).html
    assert '<caption id="notes-table"><b>Table 1:</b> Batch size.</caption>' in html
    assert 'data-figure="notes-figure">Figure 1</a> of <a href="#experiment-1">section 3.1</a>' in html


def test_an_experiment_that_nobody_made_is_told(finished):
    with pytest.raises(NotesError, match="there is no experiment 'batch_size'; there are none"):
        finished('{{ experiment("batch_size") }}')
