"""The command `reportgen`: its subcommands, and the one place where an error becomes a message and an exit status."""

import sys
from collections.abc import Sequence

import click

import reportgen
from reportgen.cli.bundle import bundle
from reportgen.cli.demo import demo
from reportgen.cli.init import init
from reportgen.cli.list import list_runs
from reportgen.cli.messages import Messages
from reportgen.cli.names import names
from reportgen.cli.options import output_options
from reportgen.cli.render import render
from reportgen.cli.run import run
from reportgen.cli.show import show
from reportgen.cli.signals import ENDING, end_in_order_by
from reportgen.cli.verify import verify
from reportgen.errors import ReportgenError

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130

# The user's training owns the signals that are sent to these.
_TRAINING = ("run", "demo")


class _Commands(click.Group):
    """Lists the commands in the order in which they are used, and names the nearest one to a typo."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise click.UsageError(f"no command {args[0]!r}; {self._hint(args[0])}", ctx)
        return super().resolve_command(ctx, args)

    def _hint(self, word: str) -> str:
        if word.endswith((".py", ".ipynb")):
            return f"to run a program: 'reportgen run {word}'."
        import difflib  # only a mistake needs it

        near = difflib.get_close_matches(word, self.commands, n=1)
        return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(self.commands)}."


@click.group(
    cls=_Commands,
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(reportgen.__version__, "-V", "--version", message="reportgen %(version)s")
@output_options
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Record Keras trainings and write the report.

    \b
    reportgen init               begin a report: its settings, and a file for your words
    reportgen run train.py       train under the recorder, then write report.pdf
    reportgen render             write it again from what is on disk
    reportgen list               the recorded runs
    reportgen names              what your notes can use by name
    reportgen verify report.pdf  whether it prints what is attached to it
    reportgen bundle             one zip to hand in
    reportgen demo               see it all at work, in under two minutes
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    elif ctx.invoked_subcommand not in _TRAINING:
        end_in_order_by(*ENDING)


for _command in (init, run, render, list_runs, show, names, verify, bundle, demo):
    commands.add_command(_command)


def status(arguments: Sequence[str]) -> int:
    """Run the command line, and return the exit status: 0 good, 1 it failed, 2 wrong use, 130 interrupted."""
    messages = Messages()
    own = _status(list(arguments), messages)
    return messages.program_status or own


def _status(arguments: list[str], messages: Messages) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows "?" or an escape instead of a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        result = commands.main(arguments, prog_name="reportgen", standalone_mode=False, obj=messages)
        if sys.stdout is not None:  # closed, as by >&-
            sys.stdout.flush()
    except BrokenPipeError:
        return _closed_pipe()
    except click.Abort:  # what click makes of an interrupt
        return INTERRUPTED
    except Exception as error:
        return _explain(error, messages)
    return result if isinstance(result, int) else 0


def _explain(error: Exception, messages: Messages) -> int:
    if messages.debug:
        import traceback

        traceback.print_exception(error)
    if isinstance(error, ReportgenError):
        messages.error(str(error))
        return error.exit_status
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "reportgen"
        messages.error(f"{error.format_message()} See '{path} --help'.")
        return WRONG_USE
    hint = "" if messages.debug else " Run it again with --debug for the traceback."
    messages.error(f"this is a mistake in reportgen, please report it: {type(error).__name__}: {error}.{hint}")
    return FAILED


def _closed_pipe() -> int:
    """End quietly when the reader of the output has gone, as `reportgen list | head` does; click does the same."""
    # The interpreter flushes standard output once more at its exit.
    sys.stdout = None
    return FAILED
