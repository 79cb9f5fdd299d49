"""The report of the last session, with words that were written for the whole store."""

from pathlib import Path

import pytest

from tests.read_pdf import text_of
from tests.sample_runs import first_document_runs, sample_run, write_store
from tests.unit.cli.conftest import Terminal


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Five runs, and one of a later session, with few pages."""
    (tmp_path / "report.toml").write_text('sections = ["summary", "algorithms"]\n')
    again = sample_run("again", seed=9, session_id="later")
    return write_store(tmp_path / "runs", [*first_document_runs(), again])


@pytest.mark.usefixtures("store")
def test_the_notes_that_init_wrote_for_all_runs_do_not_keep_the_last_from_its_report(
    reportgen: Terminal, tmp_path: Path
) -> None:
    reportgen("init")

    status, output, error = reportgen("run")

    assert (status, output[:18]) == (0, "report.pdf: 1 run,")
    assert "notes.md, line 16, column 15: there is nothing for the table" in error
    assert "it ranks three runs or more, not 1. The notes name what only all runs together have" in error
    assert "'reportgen render' writes that of all runs" in error
    assert "What was to be done" not in text_of(tmp_path / "report.pdf")
    assert reportgen("verify", "report.pdf")[0] == 0

    status, output, error = reportgen("render")

    assert (status, output[:19], error) == (0, "report.pdf: 6 runs,", "")
    assert "What was to be done" in text_of(tmp_path / "report.pdf")


@pytest.mark.usefixtures("store")
def test_notes_that_fit_the_last_session_are_in_its_report(reportgen: Terminal, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("The best is {{ best.name }}.\n")

    status, _, error = reportgen("run")

    assert (status, error) == (0, "")
    assert "The best is again." in text_of(tmp_path / "report.pdf")


@pytest.mark.usefixtures("store")
def test_an_abstract_that_names_another_run_is_left_out_without_the_notes(reportgen: Terminal, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("Notes of {{ last.name }}.\n")

    status, _, error = reportgen("run", "--abstract", 'Beats {{ run("MLP5layers") }}.')

    assert status == 0
    assert "there is no run 'MLP5layers'" in error
    assert "The abstract names what only all runs together have" in error
    assert "Notes of again." in text_of(tmp_path / "report.pdf")
    assert "Beats" not in text_of(tmp_path / "report.pdf")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("notes", "reason"),
    [
        ('{{ run("MLP4layers").name }}', "there is no run 'MLP4layers'"),
        ('{{ table("leaderbord") }}', "there is no table 'leaderbord', did you mean 'leaderboard'?"),
    ],
)
def test_a_mistyped_name_stays_an_error(reportgen: Terminal, tmp_path: Path, notes: str, reason: str) -> None:
    (tmp_path / "notes.md").write_text(notes)

    status, _, error = reportgen("run")

    assert status != 0
    assert reason in error
    assert not (tmp_path / "report.pdf").exists()
