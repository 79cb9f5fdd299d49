"""The lines that `reportgen run lab.ipynb` prints: one a cell as it is executed, and what a cell that failed says."""

import re
import shutil
import signal
import sys
from collections.abc import Iterator

from reportgen.cli.messages import Messages, printable
from reportgen.language.numbers import THIN
from reportgen.recording.cells import CellError, Outcome, without_colours
from reportgen.recording.notebook_file import CodeCell
from reportgen.sections.numerals import duration

_NARROWEST, _WIDEST = 40, 100
_LINES_AROUND = 4
_LONGEST_MESSAGE = 4000
_LONGEST_LINE = 160
_LAST_WORDS = 10

# As IPython writes frames: "Cell In[3], line 2, in train(model)"; in version 8.0 "Input In [3], in <cell line: 2>()".
_FRAME = re.compile(r"In ?\[(?P<count>\d+)\], (?:line |in <cell line: )(?P<line>\d+)")

# What ipykernel compiles a cell as: /tmp/ipykernel_42/3141592653.py.
_FILE_OF_A_CELL = re.compile(r"\(\d+\.py, line (\d+)\)")


class CellLines:
    """Prints a line for each cell of a notebook, on a terminal as soon as the cell starts."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._shows_start = sys.stderr is not None and sys.stderr.isatty() and not messages.quiet
        self._open = ""

    def cell_started(self, cell: CodeCell) -> None:
        """Show that `cell` is being executed, in a line that its end replaces."""
        if self._shows_start:
            self._open = f"reportgen: {self._line(cell, ' …')}"
            print(self._open, end="", file=sys.stderr, flush=True)

    def cell_ended(self, cell: CodeCell, seconds: float, error: str | None) -> None:
        """Print the cell's line, with its time."""
        self._clear()
        took = duration(seconds).replace(THIN, " ")
        self._messages.remark(self._line(cell, f" ({took}{f', {error}' if error else ''})"))

    def remark(self, text: str) -> None:
        """Print another line."""
        self._clear()
        self._messages.remark(text)

    def _clear(self) -> None:
        if self._open:
            print(f"\r{' ' * len(self._open)}\r", end="", file=sys.stderr, flush=True)
            self._open = ""

    def _line(self, cell: CodeCell, end: str) -> str:
        """Return the cell's number and first line, so that a terminal shows them in one line."""
        start = f"cell {cell.number} of {cell.total}: "
        columns = shutil.get_terminal_size().columns if self._shows_start else _WIDEST
        width = min(max(columns, _NARROWEST), _WIDEST) - len("reportgen: ") - 1
        return start + _shortened(cell.first_line.strip(), width - len(start) - len(end)) + end


def _shortened(text: str, length: int) -> str:
    plain = printable(text.expandtabs(4))
    return plain if len(plain) <= length else plain[: max(length - 1, 0)] + "…"


def ending_lines(outcome: Outcome, notebook: str) -> str:
    """Say what kept `notebook` from its last cell."""
    if outcome.error:
        return _error_lines(outcome.error, notebook)
    words = outcome.problem.splitlines()[-_LAST_WORDS:] if outcome.problem else []
    if outcome.cell is None:
        before = f"{notebook} was ended by {outcome.signal.name}" if outcome.signal else ""
        return before or "\n".join([f"the kernel of {notebook} could not be started:", *words])
    place = f"in cell {outcome.cell.number} of {outcome.cell.total}"
    if outcome.kernel_died:
        return "\n".join([f"the kernel of {notebook} {_death(outcome)} {place}", *words])
    if outcome.signal is None or outcome.signal is signal.SIGINT:
        return f"{notebook} was interrupted {place}"
    return f"{notebook} was ended by {outcome.signal.name} {place}"


def _death(outcome: Outcome) -> str:
    if outcome.signal is signal.SIGKILL:
        return "was killed by SIGKILL, as the system does when memory runs out,"
    if outcome.signal:
        return f"was ended by {outcome.signal.name}"
    return "ended" if outcome.status is None else f"ended itself with exit status {outcome.status}"


def _error_lines(error: CellError, notebook: str) -> str:
    """Say which cell of `notebook` failed, at which line of its source, and with which exception."""
    line, elsewhere = _places(error)
    where = f" at line {line}" if line else ""
    count = f" (In [{error.count}])" if error.count else ""
    head = f"cell {error.cell.number} of {error.cell.total}{count} of {notebook} failed{where}:"
    return "\n".join([head, *_marked(error.cell.source, line), *elsewhere, _exception(error)])


def _places(error: CellError) -> tuple[int | None, list[str]]:
    """Return the innermost line of the cell in the traceback, and a line for a frame in another cell below it."""
    frames = [(int(frame["count"]), int(frame["line"])) for frame in _FRAME.finditer(error.traceback)]
    own = [line for count, line in frames if count == error.count]
    if not frames or frames[-1][0] == error.count:
        return (own[-1] if own else None), []
    count, line = frames[-1]
    return (own[-1] if own else None), [f"raised in In [{count}], line {line}"]


def _marked(source: str, line: int | None) -> Iterator[str]:
    """Yield the lines around `line`, counted from 1, with an arrow at it; the first ones if it is not known."""
    lines = source.splitlines()
    middle = line or 1
    first, last = max(middle - _LINES_AROUND, 1), min(middle + _LINES_AROUND, len(lines))
    for number in range(first, last + 1):
        mark = "-->" if number == line else "   "
        yield f"{mark} {number:>{len(str(last))}} {_shortened(lines[number - 1], _LONGEST_LINE)}".rstrip()


def _exception(error: CellError) -> str:
    message = _FILE_OF_A_CELL.sub(r"(line \1)", without_colours(error.message).expandtabs(4))
    if error.type == "StdinNotImplementedError":
        return (
            "it asks for input, and a notebook that 'reportgen run' executes has nobody to ask: write the value into "
            "the cell, or read it from a file"
        )
    shown = message if len(message) <= _LONGEST_MESSAGE else message[:_LONGEST_MESSAGE] + "…"
    return f"{error.type}: {shown}" if shown else error.type
