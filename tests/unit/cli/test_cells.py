"""What the terminal shows of a notebook's cells."""

import io
import sys

import pytest

from reportgen.cli.cells import CellLines, ending_lines
from reportgen.cli.messages import Messages
from reportgen.recording.cells import CellError, Outcome
from reportgen.recording.notebook_file import CodeCell

SOURCE = "".join(f"line_{number}\n" for number in range(1, 13))


def error_in(source: str, traceback: str, message: str = "oh", kind: str = "ValueError") -> str:
    cell = CodeCell(place=4, number=3, total=7, source=source)
    return ending_lines(Outcome(cell, error=CellError(cell, 2, kind, message, traceback)), "lab.ipynb")


def test_a_cell_that_failed_is_named_and_its_line_marked() -> None:
    shown = error_in(SOURCE, "Cell In[2], line 9\n----> 9 line_9\nFile lib.py:3, in f()\n")

    assert shown.splitlines() == [
        "cell 3 of 7 (In [2]) of lab.ipynb failed at line 9:",
        *[f"     {number} line_{number}" for number in (5, 6, 7, 8)],
        "-->  9 line_9",
        *[f"    {number} line_{number}" for number in (10, 11, 12)],
        "ValueError: oh",
    ]


def test_a_function_of_another_cell_that_raised_is_named_too() -> None:
    shown = error_in("f()", "Cell In[2], line 1\n----> 1 f()\nCell In[1], line 4, in f()\n")

    assert shown.splitlines()[1:] == ["--> 1 f()", "raised in In [1], line 4", "ValueError: oh"]


def test_without_a_known_line_the_cell_begins_unmarked() -> None:
    assert error_in("a = 1\nb = 2", "").splitlines()[1:] == ["    1 a = 1", "    2 b = 2", "ValueError: oh"]


def test_a_message_comes_without_colours_and_without_the_file_of_the_cell() -> None:
    shown = error_in("a b", "", "\x1b[31minvalid\x1b[0m syntax (3141592653.py, line 1)", "SyntaxError")

    assert shown.splitlines()[-1] == "SyntaxError: invalid syntax (line 1)"


def test_a_message_of_any_length_is_cut() -> None:
    assert len(error_in("a", "", "x" * 1_000_000)) < 5000


def test_a_kernel_that_does_not_start_is_told_with_its_last_words() -> None:
    words = "".join(f"{number}\n" for number in range(20)) + "No module named ipykernel"

    shown = ending_lines(Outcome(problem=words), "lab.ipynb").splitlines()

    assert shown[0] == "the kernel of lab.ipynb could not be started:"
    assert (len(shown), shown[-1]) == (11, "No module named ipykernel")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, messages: Messages, source: str) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "60")
    lines = CellLines(messages)
    cell = CodeCell(place=0, number=1, total=2, source=source)
    lines.cell_started(cell)
    lines.remark("between")
    lines.cell_started(cell)
    lines.cell_ended(cell, 75.2, "ValueError")
    return stream.getvalue()


def test_a_pipe_gets_a_line_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    written = told(monkeypatch, io.StringIO(), Messages(), "\n\n  model.fit(x)\ny = 3")

    assert written.splitlines() == [
        "reportgen: between",
        "reportgen: cell 1 of 2: model.fit(x) (1 min 15 s, ValueError)",
    ]


def test_a_terminal_gets_the_line_as_the_cell_starts_and_never_a_wider_one(monkeypatch: pytest.MonkeyPatch) -> None:
    written = told(monkeypatch, Terminal(), Messages(), "\x1b]0;title\x07" + "model.fit(" * 40)

    pieces = [piece for line in written.splitlines() for piece in line.split("\r") if piece.strip()]
    assert len(pieces) == 4
    assert pieces[0].endswith("… …")
    assert pieces[-1].endswith("… (1 min 15 s, ValueError)")
    assert max(map(len, pieces)) < 60
    assert "\x1b" not in written


def test_quiet_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Terminal(), Messages(quiet=True), "a = 1") == ""
