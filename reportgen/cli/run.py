"""`reportgen run`: a program under the recorder, and the report of what it trained."""

from pathlib import Path
from typing import Any

import click

from reportgen.cli.messages import Messages
from reportgen.cli.options import FOLDER, output_option, output_options, report_options, settings_for
from reportgen.errors import UsageError


def is_notebook(program: str) -> bool:
    """Return True for the name of a notebook."""
    return program.lower().endswith(".ipynb")


class _Run(click.Command):
    """Stops reading options at the program, or at the module of -m: what follows belongs to it."""

    allow_interspersed_args = False

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = [param for param in self.params if isinstance(param, click.Option)]
        takes_value = {flag for option in options if not option.is_flag for flag in option.opts}
        place = 0
        while place < len(args) and args[place].startswith("-") and args[place] not in ("-m", "--"):
            place += 2 if args[place] in takes_value else 1
        if place < len(args) and is_notebook(args[place]):
            ctx.allow_interspersed_args = ctx.ignore_unknown_options = True  # a notebook takes none
        if args[place : place + 1] == ["-m"]:
            args = [*args[: place + 2], "--", *args[place + 2 :]]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.possibilities:
                raise
            hint = "Those of a program stand behind it."
            raise click.UsageError(f"{error.format_message()} {hint}", ctx) from None


@click.command(cls=_Run)
@click.option("--runs", type=FOLDER, default=Path("runs"), show_default=True, help="Where the runs are kept.")
@output_option
@click.option("--name", help="Name of the runs; found by itself if not given.")
@click.option("--dataset", help="Name of the data set; found by itself where a known loader is called.")
@click.option("--class-names", metavar="NAMES", help="What the classes 0, 1, … are called: cat,dog,horse.")
@click.option(
    "--no-predictions", is_flag=True, help="Do not predict the evaluated data; spares up to one more pass over them."
)
@click.option("-m", "module", metavar="MODULE", help="Run a module, as python -m does, instead of a file.")
@click.option("--no-report", is_flag=True, help="Record only.")
@click.option("--inplace", is_flag=True, help="Write the results of a notebook into its file, too.")
@click.option("--allow-errors", is_flag=True, help="Go on with a notebook after a cell that fails.")
@report_options
@output_options
@click.argument("program", required=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def run(
    messages: Messages,
    /,
    *,
    runs: Path,
    output: Path | None,
    form: str | None,
    name: str | None,
    dataset: str | None,
    class_names: str | None,
    no_predictions: bool,
    module: str | None,
    no_report: bool,
    inplace: bool,
    allow_errors: bool,
    program: str | None,
    arguments: tuple[str, ...],
    **flags: Any,
) -> int:
    """Run PROGRAM, record every training in it, then write the report.

    The program needs no change. Everything after PROGRAM belongs to it; its input, output and exit status are its
    own. A notebook is executed from its first cell to its last; the session's folder in the runs keeps it with its
    results. Without a PROGRAM the report of what was recorded last is written.

    \b
    reportgen run train.py --epochs 5
    reportgen run -o mlp.pdf --dataset MNIST train.py
    reportgen run -m experiments.train
    reportgen run lab.ipynb --inplace
    reportgen run
    """
    from reportgen.cli.session_report import write_session_report
    from reportgen.cli.training import Recording, Report, execute_and_report, last_recorded, train_and_report
    from reportgen.cli.writing import Wanted
    from reportgen.recording.class_names import listed
    from reportgen.recording.options import Choices
    from reportgen.recording.program import Program

    notebook = Path(program) if program and is_notebook(program) and not module else None
    if notebook and arguments:
        raise UsageError(f"{notebook} is a notebook, which takes no arguments: leave out {' '.join(arguments)}")
    if (inplace or allow_errors) and not notebook:
        raise UsageError("--inplace and --allow-errors are for notebooks, as in 'reportgen run lab.ipynb --inplace'")
    settings = settings_for([runs], flags)
    if program is None and module is None:
        write_session_report(last_recorded(runs), Wanted(output, form), settings, messages, messages.result)
        return 0
    report = None if no_report else Report(Wanted(output, form), settings)
    choices = Choices(dataset, name, False if no_predictions else None, listed(class_names))
    if notebook:
        from reportgen.recording.notebook import NotebookOptions

        options = NotebookOptions(inplace, allow_errors, choices)
        return execute_and_report(notebook, options, runs, report, messages)
    words = arguments if program is None else (program, *arguments)
    target = Program(module, words, is_module=True) if module else Program(words[0], words[1:])
    return train_and_report(target, Recording(runs, choices), report, messages)
