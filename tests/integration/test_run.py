"""`reportgen run` with real programs: what they see, what they leave, what the person is told."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.store.reading import read_library, read_session
from tests.conftest import LEFT_OUT, PROGRAMS, Command, quiet_environment
from tests.read_pdf import text_of


def stderr_without_the_clock(text: str) -> list[str]:
    """Leave out the lines that TensorFlow's C++ writes before its log level counts: they hold the time and the pid."""
    return [line for line in text.splitlines() if not re.match(r"[IWE]0000 |WARNING: All log messages before", line)]


def without_times(text: str) -> str:
    """Leave out how long a step took, and the epoch, from Keras's progress bar, and the blanks over a longer line.

    Of a bar stays what it shows last: how often it is drawn on the way depends on the clock, too.
    """
    lines = [re.sub(r"\d+[mun]?s(/(step|epoch))?\b|[\b]", "", line).rstrip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    return "\n".join(
        line for line, after in zip(lines, [*lines[1:], ""], strict=True) if not ("━" in line and "━" in after)
    )


def plainly(folder: Path, *command: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=quiet_environment(**more),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(("argument", "status", "state"), [("raise", 1, "failed"), ("exit", 3, "completed")])
def test_a_program_behaves_under_the_recorder_as_without_it(
    tmp_path: Path, argument: str, status: int, state: str
) -> None:
    own = tmp_path / "modules"
    own.mkdir()
    (own / "sitecustomize.py").write_text("import builtins; builtins.seen = True; print('my own sitecustomize')\n")
    flags = ("-W", "ignore::UserWarning", "-uX", "utf8")
    program = (str(PROGRAMS / "command_two_fits.py"), argument, "--epochs", "5", "-q")
    shared = {"PYTHONPATH": f"{own}:{tmp_path}:{LEFT_OUT}"}
    bare = plainly(tmp_path, *flags, *program, stdin="from a pipe", **shared)
    recorded = plainly(tmp_path, *flags, "-m", "reportgen", "run", "-q", *program, stdin="from a pipe", **shared)

    assert bare.returncode == recorded.returncode == status
    # The parent is a Python process too, with a sitecustomize of its own.
    assert without_times(recorded.stdout) == without_times("my own sitecustomize\n" + bare.stdout)
    assert "\x1b[32m━" in bare.stdout
    assert stderr_without_the_clock(recorded.stderr) == stderr_without_the_clock(bare.stderr)
    assert "from a pipe" in bare.stdout
    library = read_library([tmp_path / "runs"])
    assert [stored.run.state for stored in library.runs] == ["completed", state]
    assert [len(stored.epochs) for stored in library.runs] == [1, 3 if state == "completed" else 1]
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_program_killed_in_epoch_three_leaves_two_epochs_and_a_report(tmp_path: Path, command: Command) -> None:
    done = command("run", PROGRAMS / "command_killed_in_epoch_three.py")

    assert done.returncode == 128 + 9
    assert "ended by SIGKILL" in done.stderr
    (stored,) = read_library([tmp_path / "runs"]).runs
    assert (stored.run.name, stored.run.state, len(stored.epochs)) == ("doomed", "killed", 2)
    assert stored.run.ended_at is not None
    assert "killed in epoch 3" in text_of(tmp_path / "report.pdf")
    session = read_session(next((tmp_path / "runs" / "sessions").iterdir()))
    assert (session.exit_status, session.signal) == (137, "SIGKILL")


def test_a_loop_of_the_programs_own_is_in_the_report_of_its_session(tmp_path: Path, command: Command) -> None:
    done = command("run", "--runs", "elsewhere", PROGRAMS / "command_loop.py")

    assert (done.returncode, done.stdout) == (0, "")
    assert re.fullmatch(r"reportgen: report\.pdf: 1 run, \d+ pages\n", done.stderr)
    (stored,) = read_library([tmp_path / "elsewhere"]).runs
    assert stored.run.name == "by hand"
    assert not (tmp_path / "runs").exists()


def test_without_a_program_the_report_shows_the_last_session_only(tmp_path: Path, command: Command) -> None:
    program = PROGRAMS / "command_loop.py"
    command("run", "--no-report", program)
    command("run", "--no-report", program, "5")
    assert not (tmp_path / "report.pdf").exists()

    done = command("run", "-o", "last.pdf")

    assert done.returncode == 0
    assert done.stdout.startswith("last.pdf: 1 run,")
    assert len(read_library([tmp_path / "runs"]).runs) == 2


def test_without_a_program_runs_recorded_by_the_program_itself_are_reported(tmp_path: Path, command: Command) -> None:
    plainly(tmp_path, str(PROGRAMS / "command_loop.py"))

    assert command("run").stdout.startswith("report.pdf: 1 run,")


def test_the_programs_exit_status_wins_over_a_good_report(tmp_path: Path, command: Command) -> None:
    done = command("run", PROGRAMS / "command_loop.py", "3")

    assert done.returncode == 3
    assert (tmp_path / "report.pdf").exists()


def test_a_module_runs_as_python_m_does(tmp_path: Path, command: Command) -> None:
    package = tmp_path / "experiments"
    package.mkdir()
    (package / "train.py").write_text("import sys; print(__name__, sys.argv[1:], __package__)")

    done = command("run", "-m", "experiments.train", "--lr", "0.1", "-o", "x")

    assert done.stdout == plainly(tmp_path, "-m", "experiments.train", "--lr", "0.1", "-o", "x").stdout
    assert done.returncode == 0
    assert "no training was recorded: -m experiments.train did not call fit; a training loop" in done.stderr


def test_a_module_may_be_given_a_notebook(tmp_path: Path, command: Command) -> None:
    (tmp_path / "convert.py").write_text("import sys; print(sys.argv[1:])")

    done = command("run", "--no-report", "-m", "convert", "lab.ipynb", "--to", "html")

    assert (done.returncode, done.stdout) == (0, "['lab.ipynb', '--to', 'html']\n")


def test_secrets_in_arguments_are_not_written_down(tmp_path: Path, command: Command) -> None:
    (tmp_path / "quiet.py").touch()
    command("run", "quiet.py", "--token", "abc123", "--password=hunter2", "WANDB_API_KEY=f00", "--epochs", "3")

    session_file = next((tmp_path / "runs" / "sessions").iterdir()) / "session.json"
    assert not re.search("abc123|hunter2|f00", session_file.read_text())
    arguments = read_session(session_file.parent).arguments
    assert arguments == ("--token", "<redacted>", "--password=<redacted>", "WANDB_API_KEY=<redacted>", "--epochs", "3")


@pytest.mark.parametrize(
    ("source", "status"),
    [("print('hello')", 0), ("raise SystemExit(3)", 3), ("raise RuntimeError('at once')", 1), ("this is no Python", 1)],
)
def test_a_program_that_never_trains_keeps_its_exit_status_and_is_named(
    tmp_path: Path, command: Command, source: str, status: int
) -> None:
    (tmp_path / "idle.py").write_text(source)
    bare = plainly(tmp_path, "idle.py")

    done = command("run", "idle.py")

    assert (done.returncode, done.stdout) == (status, bare.stdout)
    *own, last = done.stderr.splitlines()
    assert own == bare.stderr.splitlines()
    assert last.startswith("reportgen: no training was recorded: idle.py")
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.py", "no such program"),
        ("folder", "is a folder"),
        ("table.csv", "is not a Python program"),
        ("picture", "is not a Python program"),
    ],
)
def test_what_is_no_program_is_refused_before_anything_starts(
    tmp_path: Path, command: Command, name: str, reason: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "table.csv").write_text("epoch,val loss\n1,0.5\n")
    (tmp_path / "picture").write_bytes(b"\x89PNG\0\0")

    done = command("run", name)

    assert done.returncode == 2
    assert reason in done.stderr
    assert name in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "runs").exists()


def test_a_module_that_does_not_exist_is_named(command: Command) -> None:
    done = command("run", "-m", "no_such_module_anywhere")

    assert done.returncode == 2
    assert "no_such_module_anywhere" in done.stderr


def test_an_output_that_cannot_be_written_is_told_before_the_training(tmp_path: Path, command: Command) -> None:
    (tmp_path / "train.py").write_text("print('training for hours')")

    done = command("run", "-o", "missing/report.pdf", "train.py")

    assert (done.returncode, done.stdout) == (2, "")
    assert "missing/report.pdf" in done.stderr


def test_a_folder_for_runs_that_cannot_be_made_is_told_before_the_training(tmp_path: Path, command: Command) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "train.py").write_text("print('training for hours')")

    done = command("run", "--runs", "file", "train.py")

    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot write in file" in done.stderr


def test_isolated_python_is_refused_with_the_flag_named(tmp_path: Path) -> None:
    (tmp_path / "train.py").touch()

    done = plainly(tmp_path, "-E", "-m", "reportgen", "run", "train.py")

    assert done.returncode == 2
    assert "-E" in done.stderr


def test_a_program_whose_path_is_not_utf_8_runs_and_is_recorded(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xdcbung")
    folder.mkdir()
    program = folder / os.fsdecode(b"t\xfcr.py")
    program.write_bytes((PROGRAMS / "command_loop.py").read_bytes())

    done = plainly(folder, "-m", "reportgen", "run", "--no-report", program.name, "3")

    assert (done.returncode, done.stderr) == (3, "")
    assert [stored.run.name for stored in read_library([folder / "runs"]).runs] == ["by hand"]


def test_a_report_that_cannot_be_written_for_any_reason_leaves_the_programs_exit_status(
    tmp_path: Path, command: Command
) -> None:
    (tmp_path / "pikepdf.py").write_text("raise RuntimeError('not what you look for')")
    failed = command("run", PROGRAMS / "command_loop.py", 3)
    good = command("run", PROGRAMS / "command_loop.py", 0)

    assert (failed.returncode, good.returncode) == (3, 1)
    assert "not what you look for" in failed.stderr
    assert failed.stderr == good.stderr


def test_runs_that_the_program_keeps_in_a_folder_of_its_own_are_in_the_report_too(
    tmp_path: Path, command: Command
) -> None:
    done = command("run", "--runs", "home", PROGRAMS / "command_keeps_runs_elsewhere.py")

    assert done.stdout == "['abroad']\n"
    assert "report.pdf: 2 runs," in done.stderr
    assert [stored.run.name for stored in read_library([tmp_path / "home"]).runs] == ["at home"]
    (session,) = (tmp_path / "home" / "sessions").iterdir()
    assert not (session / "elsewhere").exists()
