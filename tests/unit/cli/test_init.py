"""`reportgen init`, called in this process: what it writes, and what it leaves alone."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from reportgen.first_files.guesses import language_of, title_of
from reportgen.notes.book import write_notes
from reportgen.outputs.pictures import read_picture
from reportgen.sections.report import make_report
from reportgen.settings import Settings, load_settings
from reportgen.store.reading import read_library
from tests.sample_runs import (
    SampleRun,
    bare_run,
    custom_loop_run,
    first_document_runs,
    nasty_runs,
    odd_runs,
    sample_run,
    write_store,
)
from tests.unit.cli.conftest import Terminal


def test_init_writes_two_files_and_says_what_comes_next(reportgen: Terminal, tmp_path: Path) -> None:
    status, output, error = reportgen("init")

    assert (status, output.splitlines()) == (0, ["report.toml", "notes.md"])
    assert error.startswith("reportgen: next: fill in report.toml, train with 'reportgen run train.py', write notes.md")
    assert load_settings([tmp_path]).title == title_of(tmp_path)


def test_init_explains_every_setting_and_each_line_that_it_comments_out_is_allowed(
    reportgen: Terminal, tmp_path: Path
) -> None:
    reportgen("init", "--language", "en")
    written = (tmp_path / "report.toml").read_text(encoding="utf-8")
    commented = re.sub(r"^# (?=\w+ = |We train|\"\"\")", "", written, flags=re.MULTILINE)
    first_of_each = re.sub(r"^authors = \[\"[^\n]*\n", "", commented, flags=re.MULTILINE)
    (tmp_path / "report.toml").write_text(first_of_each, encoding="utf-8")

    assert tomllib.loads(first_of_each).keys() == {field.name for field in fields(Settings)}
    settings = load_settings([tmp_path])
    assert (settings.course, settings.theme, settings.authors[1].name) == (
        "CS-101 Machine Learning",
        "plain",
        "Alan Turing",
    )


def test_init_leaves_files_alone_unless_it_is_told_to_write_over_them(reportgen: Terminal, tmp_path: Path) -> None:
    for name in ("report.toml", "notes.md"):
        (tmp_path / name).write_text("mine")

    status, output, error = reportgen("init")

    assert (status, output) == (2, "")
    assert error.endswith("are there and left alone: move one away, or write over both with --force\n")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine", "mine"]
    assert reportgen("init", "--force")[0] == 0
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") != "mine"


def test_init_writes_the_file_that_is_missing_as_the_other_one_says(reportgen: Terminal, five: Path) -> None:
    mine = 'language = "fr"\nselect = ["1"]\n'
    (five.parent / "report.toml").write_text(mine)

    _, output, error = reportgen("init")

    assert output == "notes.md\n"
    assert error.startswith("reportgen: report.toml is there and left alone\n")
    assert (five.parent / "report.toml").read_text() == mine
    assert "MLP5layers" not in (five.parent / "notes.md").read_text(encoding="utf-8")


def test_init_makes_a_folder_and_refers_to_the_runs_in_it(reportgen: Terminal, tmp_path: Path) -> None:
    write_store(tmp_path / "lab-3" / "runs", first_document_runs())

    _, output, error = reportgen("init", "lab-3", "--language", "fr")

    written = (tmp_path / "lab-3" / "report.toml").read_text(encoding="utf-8")
    assert 'title = "Lab 3"' in written
    assert 'language = "fr"' in written
    assert "lab-3/notes.md" in output
    assert "next: go to lab-3, fill in" in error
    notes = (tmp_path / "lab-3" / "notes.md").read_text(encoding="utf-8")
    assert 'run("MLP5layers")' in notes
    assert "[@kingma2015]" in notes


@pytest.mark.parametrize(
    ("runs", "language"),
    [
        (first_document_runs, "fr"),
        (odd_runs, "el"),
        (nasty_runs, "de"),
        (lambda: [sample_run(evaluate=False)], "es"),
        (lambda: [sample_run(validation=False, evaluate=False, state="failed", epochs=1)], "pt"),
        (list, "it"),
    ],
)
def test_the_notes_that_init_writes_can_be_printed(
    reportgen: Terminal, tmp_path: Path, runs: object, language: str
) -> None:
    assert callable(runs)
    made: list[SampleRun] = runs()
    if made:
        write_store(tmp_path / "runs", made)

    reportgen("init", "--language", language)

    store = tmp_path / "runs" if made else write_store(tmp_path / "later", [sample_run()])
    settings = load_settings([tmp_path])
    report = make_report(read_library([store]), settings)
    notes = write_notes(report, tmp_path / "notes.md", read_picture)
    assert [placed.sections[0].title != "" for placed in notes.placed] == [True]


@pytest.mark.parametrize("later", [bare_run, custom_loop_run])
def test_the_notes_that_init_writes_before_any_run_can_be_printed_whatever_is_recorded(
    reportgen: Terminal, tmp_path: Path, later: Callable[[], SampleRun]
) -> None:
    reportgen("init")

    report = make_report(read_library([write_store(tmp_path / "runs", [later()])]), load_settings([tmp_path]))

    assert write_notes(report, tmp_path / "notes.md", read_picture).placed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--language", "fx"], "the command line: language = 'fx': allowed are en, fr, de, es, it, pt, el"),
        (["a-file"], "a-file is no folder: name one for the report, or a new one"),
    ],
)
def test_init_says_what_it_cannot_do(reportgen: Terminal, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "a-file").touch()

    status, output, error = reportgen("init", *arguments)

    assert (status, output, error) == (2, "", f"reportgen: error: {message}\n")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "el_GR"}, "el"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "pt_BR@latin"}, "pt"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "it_IT"}, "it"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_user_where_it_is_one_of_the_report_s(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize(("folder", "title"), [("lab-3", "Lab 3"), ("Tp3_mnist", "Tp 3 mnist"), ("εργασία", "Εργασία")])
def test_the_title_is_guessed_from_the_folder(tmp_path: Path, folder: str, title: str) -> None:
    assert title_of(tmp_path / folder) == title
