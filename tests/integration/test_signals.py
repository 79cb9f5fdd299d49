"""Signals sent to `reportgen run`, to its group, and typed at a terminal: the program gets each once."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.store.reading import StoredRun, read_library
from tests.conftest import PROGRAMS, Command, quiet_environment

COMMAND = [sys.executable, "-m", "reportgen", "run", str(PROGRAMS / "command_waits_for_signals.py")]
# Imported in the place of the module that the recorder needs: by the command, then as the program's process begins.
INTERRUPTS_THE_RECORDER_OF_THE_PROGRAM = """
import os, signal, sys
if "reportgen" not in sys.orig_argv:
    os.kill(os.getpid(), signal.SIGINT)
sys.path = [entry for entry in sys.path if entry != os.path.dirname(__file__)]
del sys.modules["msgspec"]
import msgspec
"""
Sender = Callable[[int], None]


def lines_after(folder: Path, send: Callable[[subprocess.Popen[str]], None]) -> tuple[list[str], int]:
    process = subprocess.Popen(
        COMMAND,
        cwd=folder,
        env=quiet_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    send(process)
    output, _ = process.communicate(timeout=60)
    return output.splitlines(), process.returncode


def recorded(folder: Path) -> StoredRun:
    (stored,) = read_library([folder / "runs"]).runs
    return stored


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGUSR1])
def test_a_signal_to_reportgen_reaches_the_program_once(tmp_path: Path, number: signal.Signals) -> None:
    lines, status = lines_after(tmp_path, lambda process: process.send_signal(number))

    assert lines[0] == str([number.name])
    assert lines[-1].startswith("reportgen: report.pdf: 1 run")
    assert status == 7
    assert recorded(tmp_path).run.state == "completed"


def test_an_interrupt_of_reportgen_alone_reaches_the_program_once(tmp_path: Path) -> None:
    lines, status = lines_after(tmp_path, lambda process: process.send_signal(signal.SIGINT))

    assert lines[0] == "['SIGINT']"
    assert lines[-1].startswith("reportgen: report.pdf: 1 run")
    assert status == 128 + signal.SIGINT
    assert recorded(tmp_path).run.state == "interrupted"


def test_an_interrupt_before_the_programs_first_line_ends_it_as_an_interrupt_without_a_traceback(
    tmp_path: Path, command: Command
) -> None:
    own = tmp_path / "modules"
    own.mkdir()
    (own / "msgspec.py").write_text(INTERRUPTS_THE_RECORDER_OF_THE_PROGRAM)
    (tmp_path / "train.py").write_text("print('begun')")

    done = command("run", "train.py", PYTHONPATH=str(own))

    assert (done.returncode, done.stdout) == (128 + signal.SIGINT, "")
    assert done.stderr.splitlines() == [
        "reportgen: train.py was ended by SIGINT",
        "reportgen: no training was recorded: train.py ended before it called fit",
    ]


def test_ctrl_c_at_a_terminal_reaches_the_program_once_and_the_report_is_written(tmp_path: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execve(sys.executable, COMMAND, quiet_environment())
    output = b""
    while b"ready" not in output:
        output += os.read(terminal, 1024)
    os.write(terminal, b"\x03")
    while chunk := read_terminal(terminal):
        output += chunk
    _, status = os.waitpid(child, 0)

    assert b"['SIGINT']\r\n" in output
    assert b"report.pdf: 1 run" in output
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGINT
    assert recorded(tmp_path).run.state == "interrupted"


def read_terminal(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # EIO: the other side is closed
        return b""
