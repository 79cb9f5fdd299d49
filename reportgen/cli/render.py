"""`reportgen render`: the report again, from what is on disk."""

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_option, output_options, report_options, settings_for
from reportgen.errors import UsageError

if TYPE_CHECKING:
    from reportgen.archive.opening import Opened
    from reportgen.settings import Settings


@click.command()
@click.argument("runs", nargs=-1, type=FOLDER)
@output_option
@click.option("--check", is_flag=True, help="Write nothing; list numbers typed in the notes that the records deny.")
@report_options
@output_options
@click.pass_obj
def render(
    messages: Messages,
    /,
    runs: tuple[Path, ...],
    output: Path | None,
    form: str | None,
    check: bool,
    **flags: Any,
) -> int:
    """Write the report of recorded runs, without TensorFlow.

    RUNS are folders of runs, or folders that hold them: 'runs' if none is named. report.toml in the working
    folder or beside the runs may hold the same settings as the options, which win. A report is rebuilt from the
    runs and the settings that are attached to it. --check ends with 1 if a number typed by hand near the name of a
    metric disagrees with the records, else with 0.

    \b
    reportgen render
    reportgen render runs/ -o mlp.pdf --select 'MLP*' --sort -test_accuracy
    reportgen render --format html
    reportgen render report.pdf -o rapport.pdf --language fr
    reportgen render --title 'Lab 3' --author 'Ada Lovelace' --author 'Alan Turing'
    reportgen render --check
    """
    with _nothing_collected(), _numpy_alone():
        return _render(messages, runs, output, form, check=check, flags=flags)


def _render(
    messages: Messages,
    runs: tuple[Path, ...],
    output: Path | None,
    form: str | None,
    *,
    check: bool,
    flags: dict[str, Any],
) -> int:
    from reportgen.cli.writing import Wanted, write_report
    from reportgen.store.layout import DEFAULT_RUNS

    if check and (output or form):
        raise UsageError("--check writes nothing: leave out --output and --format")
    folders = runs or (Path(DEFAULT_RUNS),)

    def choose(records: "Opened") -> "Settings":
        return records.settings(flags) or settings_for(folders, flags)

    if check:
        return _checked(folders, choose, messages)
    write_report(folders, Wanted(output, form), choose, messages, messages.result)
    # All that the process holds ends with it: looking for cycles in that takes 0.2 s.
    atexit.register(gc.freeze)
    return 0


def _checked(folders: Sequence[Path], choose: "Callable[[Opened], Settings]", messages: Messages) -> int:
    from reportgen.archive.opening import opened
    from reportgen.cli.checking import check_notes

    with opened(folders) as records:
        settings = choose(records)
        return check_notes(records.library(), settings, messages)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep Python from searching what is loaded, read and laid out for cycles: 0.1 s of 2 s for five runs."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What is there counts as old from now on: as new it would be searched at once.
        gc.freeze()
        gc.unfreeze()
        if was_enabled:
            gc.enable()


@contextmanager
def _numpy_alone() -> Iterator[None]:
    """Let NumPy, if it is loaded, have no further threads: they wait busily, for 0.08 s of a processor others need.

    They are for products of matrices, of which a report has none. Who has loaded it keeps it as it is.
    """
    name = "OPENBLAS_NUM_THREADS"
    if "numpy" in sys.modules or name in os.environ:
        yield
        return
    os.environ[name] = "1"
    try:
        yield
    finally:
        del os.environ[name]
