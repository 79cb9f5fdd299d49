"""What the command line says besides its results: errors, warnings, remarks; how much of it was asked for.

Everything goes to standard error, except the result of a command.
"""

import sys
from dataclasses import dataclass

import click


@dataclass
class Messages:
    """How talkative a command is: `quiet` leaves errors, `verbose` adds what goes on, `debug` adds tracebacks.

    `program_status` is the exit status of the program that was run: unless it is 0, the command ends with it.
    """

    quiet: bool = False
    verbose: bool = False
    debug: bool = False
    program_status: int = 0

    def result(self, text: str) -> None:
        """Print the result of a command on standard output."""
        if not self.quiet:
            click.echo(printable(text))

    def remark(self, text: str) -> None:
        """Print a line that is no result and no warning."""
        if not self.quiet:
            self._say(text)

    def detail(self, text: str) -> None:
        """Print a line for somebody who asked for more with -v."""
        if self.verbose:
            self._say(text)

    def warning(self, text: str) -> None:
        """Print what somebody should know although the command goes on."""
        if not self.quiet:
            self._say(f"warning: {text}")

    def error(self, text: str) -> None:
        """Print why the command cannot go on."""
        self._say(f"error: {text}")

    @staticmethod
    def _say(text: str) -> None:
        if sys.stderr is not None:  # print would take None for standard output
            print(f"reportgen: {printable(text)}", file=sys.stderr, flush=True)


def printable(text: str) -> str:
    """Return `text` without characters that would steer the terminal: a name from a file may hold any."""
    return "".join(char if char.isprintable() or char in " \n" or ord(char) > 0x9F else "\ufffd" for char in text)
