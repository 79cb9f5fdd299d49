"""The entry of the command `reportgen`, loaded in no time: from here on a signal ends it without a traceback."""

import sys
from collections.abc import Sequence

from reportgen.cli.signals import ended_in_order


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 good, 1 it failed, 2 wrong use, 128 + n ended by signal n.

    With `arguments` it is called by another program, which keeps its signals as they are; without, it is the program
    itself, and those of `sys.argv` are meant.
    """
    if arguments is not None:
        sys.exit(_status(arguments))
    sys.exit(ended_in_order(lambda: _status(sys.argv[1:])))


def _status(arguments: Sequence[str]) -> int:
    # Not before: what it imports takes a tenth of a second, in which somebody may have second thoughts.
    from reportgen.cli.commands import status

    return status(arguments)
