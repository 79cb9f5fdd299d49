"""`reportgen render --check`, called in this process."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Terminal


def test_check_lists_typed_numbers_that_disagree_and_writes_nothing(reportgen: Terminal, five: Path) -> None:
    (five.parent / "notes.md").write_text("# A\n\nThe test accuracy of `MLP5layers` is 92.9 %, not {{ 1 }}.\n")

    status, output, error = reportgen("render", "--check")

    assert status == 1
    assert output.replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "notes.md:3:38: 92.9 % is typed, 92.23 % is recorded: write {{ run(5).test_accuracy }}\n"
    )
    assert error == "reportgen: 1 typed number disagrees with the records\n"
    assert {path.name for path in five.parent.iterdir()} == {"runs", "notes.md"}


def test_check_is_content_with_what_was_recorded(reportgen: Terminal, five: Path) -> None:
    (five.parent / "notes.md").write_text("# A\n\nA test accuracy of {{ best.test_accuracy }}, or 92.2 %.\n")

    assert reportgen("render", "--check") == (0, "notes.md: no typed number disagrees with the records\n", "")


@pytest.mark.usefixtures("five")
def test_check_reads_the_abstract_too(reportgen: Terminal) -> None:
    status, output, _ = reportgen("render", "--check", "--abstract", "We reach 97 %.", "--language", "fr")

    assert status == 1
    assert output.startswith("abstract:1:10: 97 % is typed, 98,79")


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("arguments", "notes", "message"),
    [
        ([], None, "there are no notes to check: name them with --notes, or begin with 'reportgen init'"),
        (["-o", "x.pdf"], "a", "--check writes nothing: leave out --output and --format"),
        ([], "{{ bets.name }}", "notes.md, line 1, column 4: unknown name 'bets', did you mean 'best'"),
    ],
)
def test_check_says_what_it_cannot_check(
    reportgen: Terminal, tmp_path: Path, arguments: list[str], notes: str | None, message: str
) -> None:
    if notes:
        (tmp_path / "notes.md").write_text(notes)

    status, output, error = reportgen("render", "--check", *arguments)

    assert (status != 0, output) == (True, "")
    assert message in error
