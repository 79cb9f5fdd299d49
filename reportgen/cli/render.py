"""`reportgen render`: the report again, from what is on disk."""

from pathlib import Path
from typing import Any

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_option, output_options, report_options, settings_for


@click.command()
@click.argument("runs", nargs=-1, type=FOLDER)
@output_option
@report_options
@output_options
@click.pass_obj
def render(messages: Messages, /, runs: tuple[Path, ...], output: Path | None, form: str | None, **flags: Any) -> None:
    """Write the report of recorded runs, without TensorFlow.

    RUNS are folders of runs, or folders that hold them: 'runs' if none is named. report.toml in the working
    folder or beside the runs may hold the same settings as the options, which win. A report is rebuilt from the
    runs and the settings that are attached to it.

    \b
    reportgen render
    reportgen render runs/ -o mlp.pdf --select 'MLP*' --sort -test_accuracy
    reportgen render --format html
    reportgen render report.pdf -o rapport.pdf --language fr
    reportgen render --title 'Lab 3' --author 'Ada Lovelace' --author 'Alan Turing'
    """
    from reportgen.archive.opening import opened
    from reportgen.cli.writing import Wanted, write_report
    from reportgen.store.layout import DEFAULT_RUNS

    folders = runs or (Path(DEFAULT_RUNS),)
    with opened(folders) as records:
        settings = records.settings(flags) or settings_for(folders, flags)
        write_report(folders, Wanted(output, form), settings, messages, messages.result)
