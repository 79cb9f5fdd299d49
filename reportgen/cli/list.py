"""`reportgen list`: the recorded runs, one a line."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_options

if TYPE_CHECKING:
    from reportgen.analysis.outcome import Outcome
    from reportgen.store.reading import StoredRun

_HEADS = ("№", "Name", "State", "Epochs", "#Parameters", "Result", "Time", "Id")
_RIGHT = (0, 3, 4, 5, 6)


@click.command("list")
@click.argument("runs", nargs=-1, type=FOLDER)
@output_options
@click.pass_obj
def list_runs(messages: Messages, /, runs: tuple[Path, ...]) -> None:
    """List the recorded runs, numbered by their start.

    RUNS are folders of runs, or folders that hold them, or reports: 'runs' if none is named. The result is the
    accuracy, or the loss where there is none, on the test data, else on the validation data, else on the training data.

    \b
    reportgen list
    reportgen list runs/ | grep failed
    reportgen list report.pdf
    """
    from reportgen.archive.opening import opened
    from reportgen.cli.tables import print_table
    from reportgen.cli.writing import problem_line
    from reportgen.store.layout import DEFAULT_RUNS

    with opened(runs or (Path(DEFAULT_RUNS),)) as records:
        library = records.library()
    for problem in library.problems:
        messages.warning(problem_line(problem))
    print_table(_HEADS, (_row(number, stored) for number, stored in enumerate(library.runs, start=1)), _RIGHT)


def _row(number: int, stored: "StoredRun") -> tuple[str, ...]:
    from reportgen.analysis.outcome import outcome_of, validation_is_test
    from reportgen.sections.names import short_name
    from reportgen.sections.numerals import count, duration

    run, outcome = stored.run, outcome_of(stored)
    return (
        str(number),
        short_name(run.name),
        run.state,
        str(outcome.epochs_run),
        count(run.model.parameters if run.model else None),
        _result(outcome, "test" if validation_is_test(run) else "val."),
        duration(run.duration_seconds),
        run.id,
    )


def _result(outcome: "Outcome", validation: str) -> str:
    from reportgen.sections.numerals import MISSING, measured, percent

    sources = {"test": "test", "validation": validation, "training": "train"}
    if accuracy := outcome.test_accuracy or outcome.training_accuracy:
        return f"{percent(accuracy.number)} {sources[accuracy.source]}"
    if loss := outcome.test_loss or outcome.training_loss:
        return f"loss {measured(loss.number)} {sources[loss.source]}"
    return MISSING
