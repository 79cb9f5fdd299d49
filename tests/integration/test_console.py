"""What a program prints, copied while it prints it: nobody but the session can tell, whatever the output is."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.records.session import Session
from reportgen.store.reading import read_session
from tests.conftest import PROGRAMS, quiet_environment

# What is set where the tests run must not decide how the programs in them print.
BUFFERED = {"PYTHONUNBUFFERED": ""}
RECORDER = ("-m", "reportgen", "run", "-q", "--no-report")
# A pipe whose reader has gone, for certain.
NOBODY_READS_4 = "mkfifo pipe; exec 3<>pipe 4>pipe 3<&-;"
REMARK = re.compile(rb"reportgen: (no training was recorded|.* was ended by).*\r?\n")


def session_in(folder: Path) -> tuple[Session, Path]:
    (found,) = (folder / "runs" / "sessions").iterdir()
    return read_session(found), found


def console_in(folder: Path) -> bytes:
    return (session_in(folder)[1] / "console.log").read_bytes()


def shell(folder: Path, recorder: tuple[str, ...], flags: str, redirection: str, **more: str) -> tuple[int, bytes]:
    """Run the program in a shell whose output and error are one pipe; return its status and all that came out."""
    python = " ".join([sys.executable, *flags.split(), *recorder])
    done = subprocess.run(
        ["bash", "-c", f"{NOBODY_READS_4} {python} {PROGRAMS / 'prints_in_every_way.py'} {redirection}"],
        cwd=folder,
        env=quiet_environment(**BUFFERED | more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.returncode, REMARK.sub(b"", done.stdout)


@pytest.mark.parametrize(
    ("flags", "redirection", "more"),
    [
        ("", "", {}),
        ("", "", {"PYTHONUNBUFFERED": "1"}),
        ("-X dev", "> output", {"PYTHONIOENCODING": "latin-1:backslashreplace"}),
        ("", ">&-", {}),
        ("", ">&- 2>&-", {}),
        ("-u", "2>&-", {}),
        ("", "> /dev/full", {}),
        ("-u", "> /dev/full", {}),
        ("", ">&4", {}),
        ("-u", ">&4 2>&4", {}),
        ("-W error", "2>&1 >/dev/null", {}),
    ],
)
def test_output_of_every_kind_is_as_without_the_recorder(
    tmp_path: Path, flags: str, redirection: str, more: dict[str, str]
) -> None:
    bare, recorded = tmp_path / "bare", tmp_path / "recorded"
    bare.mkdir()
    recorded.mkdir()

    assert shell(recorded, RECORDER, flags, redirection, **more) == shell(bare, (), flags, redirection, **more)
    if "output" in redirection:
        assert (recorded / "output").read_bytes() == (bare / "output").read_bytes()


def test_descriptors_that_the_shell_opened_are_the_programs(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text("import sys; print(open(sys.argv[1]).read(), file=open(5, 'w'))")
    program = f"{sys.executable} {' '.join(RECORDER)} train.py <(echo from the shell) 5> five"
    subprocess.run(["bash", "-c", program], cwd=tmp_path, env=quiet_environment(**BUFFERED), check=True)

    assert (tmp_path / "five").read_text() == "from the shell\n\n"

    program = f"{sys.executable} {' '.join(RECORDER)} <(echo 'print(6 * 7)')"
    done = subprocess.run(
        ["bash", "-c", program], cwd=tmp_path, env=quiet_environment(), capture_output=True, check=True
    )
    assert done.stdout == b"42\n"


def on_a_terminal(folder: Path, *command: str) -> tuple[int, bytes]:
    """Run a command on a terminal of its own; return its status and all that the terminal showed."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, *command], quiet_environment(**BUFFERED, TERM="xterm"))
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux: the last process has left the terminal
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), REMARK.sub(b"", shown)


def test_a_terminal_stays_a_terminal(tmp_path: Path) -> None:
    program = str(PROGRAMS / "prints_in_every_way.py")
    bare, recorded = tmp_path / "bare", tmp_path / "recorded"
    bare.mkdir()
    recorded.mkdir()
    status, shown = on_a_terminal(recorded, *RECORDER, program)

    assert (status, shown) == on_a_terminal(bare, program)
    assert b"terminal True" in shown
    # The terminal turns line feeds into two characters; what is written below Python is not in the copy.
    without = shown.replace(b"\r\n", b"\n").replace(b"by the system\n", b"")
    assert console_in(recorded) == without


def test_of_a_long_output_the_beginning_and_the_end_are_kept(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(
        "import sys\n"
        "for number in range(200_000):\n"
        "    print('line', number)\n"
        "sys.stdout.write('x' * 1_000_000 + chr(10))\n"
        "print('the end')\n"
    )
    done = subprocess.run(
        [sys.executable, *RECORDER, "train.py"],
        cwd=tmp_path,
        env=quiet_environment(**BUFFERED),
        capture_output=True,
        check=True,
    )

    session, folder = session_in(tmp_path)
    kept = console_in(tmp_path)
    assert session.console is not None
    assert session.console.bytes == len(done.stdout)
    head, count, tail = re.split(rb"\[([\d,]+) bytes left out\]\n", kept)
    assert done.stdout.startswith(head)
    assert done.stdout.endswith(tail)
    assert tail.endswith(b"xxx\nthe end\n")
    assert 195_000 < len(head) <= 200_000
    assert 195_000 < len(tail) <= 200_000
    assert len(head) + len(tail) == session.console.kept_bytes
    assert int(count.replace(b",", b"")) == len(done.stdout) - len(head) - len(tail)
    assert sorted(path.name for path in folder.iterdir()) == ["console.log", "program.py", "session.json"]


def test_of_a_killed_program_every_line_is_kept_and_of_a_killed_recorder_its_session_reads(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(
        "import os, signal, sys\n"
        "for number in range(50_000):\n"
        "    print('line', number, flush=True)\n"
        "if 'recorder' in sys.argv:\n"
        "    os.kill(os.getppid(), signal.SIGKILL)\n"
        "    print('still here', flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, *RECORDER, "train.py"]
    done = subprocess.run(command, cwd=tmp_path, env=quiet_environment(**BUFFERED), capture_output=True, check=False)

    assert done.returncode == 128 + signal.SIGKILL
    kept = console_in(tmp_path)
    assert kept.startswith(b"line 0\nline 1\n")
    assert kept.endswith(b"line 49998\nline 49999\n")

    other = tmp_path / "other"
    other.mkdir()
    (other / "train.py").write_text((tmp_path / "train.py").read_text())
    subprocess.run(
        [*command, "recorder"], cwd=other, env=quiet_environment(**BUFFERED), capture_output=True, check=False
    )
    time.sleep(0.2)
    session, folder = session_in(other)
    assert (session.exit_status, session.sources[0].path) == (None, "train.py")
    assert (folder / "console.log").read_bytes().startswith(b"line 0\nline 1\n")


def test_secrets_are_taken_out_of_what_a_program_printed(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(
        "import os, sys\n"
        "print('with', os.environ['WANDB_API_KEY'], sys.argv[2])\n"
        "for part in ('now in two: ', 'k3y-of-', 'wandb'):\n"
        "    print(part, end='', flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, *RECORDER, "train.py", "--password", "hunter2-hunter2"],
        cwd=tmp_path,
        env=quiet_environment(**BUFFERED, WANDB_API_KEY="k3y-of-wandb"),
        capture_output=True,
        check=True,
    )

    assert done.stdout == b"with k3y-of-wandb hunter2-hunter2\nnow in two: k3y-of-wandb"
    assert console_in(tmp_path) == b"with <redacted> <redacted>\nnow in two: <redacted>"


def test_a_program_that_cannot_be_copied_runs_as_ever(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(
        "import os, shutil\n"
        "print('copied', flush=True)\n"
        "os.closerange(3, 2000)\n"
        "own = [os.open('mine', os.O_RDWR | os.O_CREAT) for _ in range(1100)]\n"
        "print('not copied', flush=True)\n"
        "assert os.fstat(own[0]).st_size == 0\n"
        # At once may fail: the session is being written there.
        "while os.path.exists('runs'): shutil.rmtree('runs', ignore_errors=True)\n"
        "print('nowhere to copy to')\n"
    )
    done = subprocess.run(
        ["bash", "-c", f"ulimit -n 2000; {sys.executable} {' '.join(RECORDER)} train.py"],
        cwd=tmp_path,
        env=quiet_environment(**BUFFERED),
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, b"copied\nnot copied\nnowhere to copy to\n")
    assert (tmp_path / "mine").read_bytes() == b""
