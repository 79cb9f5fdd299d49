"""`reportgen names`, called in this process."""

from pathlib import Path

import pytest

from reportgen.notes.run_values import RUN_VALUES
from tests.unit.cli.conftest import Terminal


@pytest.mark.usefixtures("five")
def test_names_lists_runs_values_tables_figures_and_experiments_with_what_they_are_now(reportgen: Terminal) -> None:
    status, output, error = reportgen("names")

    lines = {line.split("  ")[0]: " ".join(line.split()) for line in output.splitlines()}
    assert (status, error) == (0, "")
    assert lines["best"] == "best 1: ConvNet2layers the best of the runs that completed"
    assert lines["best.test_accuracy"] == "best.test_accuracy 98.80 % test accuracy"
    assert lines["best.parameters"] == "best.parameters 1 199 882 number of parameters"
    assert {f"best.{name}" for name in RUN_VALUES} <= lines.keys()
    assert {"run(5)", 'table("leaderboard")', 'figure("history", run=best)'} <= lines.keys()


@pytest.mark.usefixtures("five")
def test_names_of_one_run_that_match_a_text_are_its_own(reportgen: Terminal) -> None:
    _, output, _ = reportgen("names", "--run", "MLP5layers", "--find", "Accuracy", "--find", "test")

    assert [" ".join(line.split()) for line in output.splitlines()[1:]] == [
        'run("MLP5layers").test_accuracy 92.23 % test accuracy'
    ]


def test_names_speaks_the_language_of_the_report_and_leaves_out_what_it_leaves_out(
    reportgen: Terminal, five: Path
) -> None:
    (five.parent / "report.toml").write_text('language = "fr"\nselect = ["MLP*"]\n', encoding="utf-8")

    _, output, _ = reportgen("names", "--find", "best")

    assert "best.test_accuracy 92,23 %" in " ".join(output.split())
    assert "ConvNet" not in output


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--find", "acuracy"], "nothing is called 'acuracy'; 'reportgen names' lists all there is"),
        (["--run", "MLP5layer"], "there is no run 'MLP5layer' among the numbers 1 to 5, did you mean 'MLP5layers'"),
        (["nowhere"], "nowhere does not exist: record a training with 'reportgen run train.py', or name"),
    ],
)
def test_names_says_what_it_cannot_find(reportgen: Terminal, arguments: list[str], message: str) -> None:
    status, output, error = reportgen("names", *arguments)

    assert (status, output) == (2, "")
    assert error.startswith(f"reportgen: error: {message}")
