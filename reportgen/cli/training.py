"""A program or a notebook run under the recorder and its report written: what `run` and `demo` have in common."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.messages import Messages
from reportgen.cli.session_report import write_session_report
from reportgen.cli.writing import Wanted
from reportgen.errors import ReportgenError
from reportgen.outputs.formats import choose_form
from reportgen.recording.options import NO_CHOICES, Choices
from reportgen.recording.program import Ended, Program, check_program, run_program
from reportgen.records.run import Run
from reportgen.sections.numerals import counted
from reportgen.settings import Settings
from reportgen.store.reading import read_library

if TYPE_CHECKING:
    from reportgen.recording.notebook import NotebookEnded, NotebookOptions


@dataclass(frozen=True)
class Recording:
    """Where the runs are kept, and what was chosen for them."""

    runs: Path
    choices: Choices = NO_CHOICES


@dataclass(frozen=True)
class Report:
    """The report to write after the training."""

    wanted: Wanted
    settings: Settings

    def check_target(self) -> None:
        """Raise UsageError if it could not be written."""
        form, target = choose_form(self.wanted.form, self.wanted.output)
        form.check(target)


def train_and_report(program: Program, recording: Recording, report: Report | None, messages: Messages) -> int:
    """Run `program`, write `report` of its runs (None: no report) and return the exit status of both.

    It is the program's own if that is not 0, else 1 if the report could not be written.

    Raises:
        ProgramError: there is no such program.
        UsageError: the runs or the report could not be written, told before the training.
    """
    check_program(program)
    if report:
        report.check_target()
    ended = run_program(program, recording.runs, recording.choices)
    messages.program_status = ended.exit_status
    if ended.signal:
        messages.remark(f"{program.shown} was ended by {ended.signal}")
    _tell_runs(ended, program.shown, messages)
    return _write(ended, report, messages)


def execute_and_report(
    path: Path, options: "NotebookOptions", runs: Path, report: Report | None, messages: Messages
) -> int:
    """Execute the notebook at `path`, write `report` of its runs (None: no report) and return the exit status of both.

    Raises what `train_and_report` raises.
    """
    from reportgen.cli.cells import CellLines
    from reportgen.recording.notebook import run_notebook

    if report:
        report.check_target()
    executed = run_notebook(path, runs, options, CellLines(messages))
    messages.program_status = executed.ended.exit_status
    _tell_notebook(executed, path, messages)
    _tell_runs(executed.ended, str(path), messages)
    return _write(executed.ended, report, messages)


def _tell_notebook(executed: "NotebookEnded", path: Path, messages: Messages) -> None:
    from reportgen.cli.cells import ending_lines

    outcome = executed.outcome
    if not outcome.is_complete:
        say = messages.remark if outcome.signal and not outcome.kernel_died else messages.error
        say(ending_lines(outcome, str(path)))
    if executed.not_written:
        messages.warning(executed.not_written)
    if executed.kept:
        messages.remark(f"the notebook with its results: {executed.kept}")


def _write(ended: Ended, report: Report | None, messages: Messages) -> int:
    if not report or not ended.run_folders:
        return ended.exit_status
    try:
        # Standard output is the program's: `reportgen run train.py > table.csv`.
        write_session_report(ended.run_folders, report.wanted, report.settings, messages, messages.remark)
    except ReportgenError as error:
        messages.error(
            f"{error}. The runs are kept: once this is put right, 'reportgen run' without a program writes their report"
        )
        return ended.exit_status or error.exit_status
    return ended.exit_status


def _tell_runs(ended: Ended, program: str, messages: Messages) -> None:
    if ended.problem:
        messages.warning(ended.problem)
    if ended.run_folders:
        messages.detail(f"{counted(len(ended.run_folders), 'run')} recorded in {ended.run_folders[0].parent}")
    elif ended.exit_status:
        messages.remark(f"no training was recorded: {program} ended before it called fit")
    elif "TF_CONFIG" in os.environ:
        messages.remark(
            f"no training was recorded here: {program} did not call fit, or the chief of its workers records"
        )
    else:
        hint = "a training loop of its own is recorded by 'reportgen.record'"
        messages.remark(f"no training was recorded: {program} did not call fit; {hint}")


def last_recorded(runs: Path) -> list[Path]:
    """Return the folders of the newest run in `runs` and of those recorded with it.

    These are the runs of its session, or of its process where a program recorded without `reportgen run`.

    Raises NoRunsError if there is no run.
    """
    stored = read_library([runs]).runs
    if not stored:
        return [runs]  # nothing but unreadable runs: rendering names each with its reason
    newest = stored[-1].run
    return [other.folder for other in stored if _origin(other.run) == _origin(newest)]


def _origin(run: Run) -> object:
    return run.session_id or run.process or run.id
