"""What a session keeps of the program, its arguments, its folder and its interpreter, from its start on."""

import hashlib
import importlib.metadata
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.errors import UsageError
from reportgen.recording.session import OpenSession, Start, close_session, open_session
from reportgen.records.session import Session
from reportgen.store.reading import read_session


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder under git, with a change that is not committed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "train.py").write_text("layers = 3\n")
    for command in ("init -q", "add train.py", "-c user.name=Ada -c user.email=ada@example.org commit -qm first"):
        subprocess.run(["git", *command.split()], check=True, capture_output=True)
    (tmp_path / "train.py").write_text("layers = 4  # s3cr3t-value\n")
    return tmp_path


def opened(folder: Path, **fields: object) -> OpenSession:
    return open_session(folder / "runs", Start(program="train.py", **fields))  # type: ignore[arg-type]


def closed(session: OpenSession) -> Session:
    assert close_session(session, exit_status=0) is None
    return read_session(session.folder)


def test_a_session_is_written_at_its_start_and_completed_at_its_end(folder: Path) -> None:
    source = (folder / "train.py").read_bytes()
    session = opened(folder, arguments=("--epochs", "3"), flags=("-u",), source=source)

    known = read_session(session.folder)
    assert (known.id, known.ended_at, known.exit_status) == (session.folder.name, None, None)
    assert (known.arguments, known.flags, known.kind) == (("--epochs", "3"), ("-u",), "script")
    (main,) = known.sources
    assert (main.name, main.path, main.sha256) == ("program.py", "train.py", hashlib.sha256(source).hexdigest())

    assert close_session(session, exit_status=137, signal="SIGKILL") is None
    found = read_session(session.folder)
    assert (found.exit_status, found.signal, found.console) == (137, "SIGKILL", None)
    assert found.ended_at is not None
    assert found.git is not None
    assert found.git.dirty
    assert found.packages["msgspec"] == importlib.metadata.version("msgspec")
    assert found.changes is not None
    assert b"+layers = 4" in (session.folder / found.changes.name).read_bytes()


def test_a_recorder_that_is_killed_leaves_what_was_found_at_the_start(folder: Path) -> None:
    session = opened(folder)
    deadline = time.monotonic() + 10
    while not (found := read_session(session.folder)).packages and time.monotonic() < deadline:
        time.sleep(0.05)

    assert found.packages
    assert found.git is not None
    assert found.changes is not None
    assert found.ended_at is None


def test_secrets_are_in_nothing_that_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_TOKEN", "s3cr3t-value")
    session = opened(
        folder,
        source=(folder / "train.py").read_bytes(),
        arguments=("s3cr3t-value", "--password", "hunter2-hunter2"),
        flags=("-X", "key=s3cr3t-value"),
    )
    kept = session.folder / "source" / "lab" / "net.py"
    kept.parent.mkdir(parents=True)
    kept.write_text("key = 's3cr3t-value'\n")

    found = closed(session)
    for path in session.folder.rglob("*"):
        assert path.is_dir() or not re.search(b"s3cr3t|hunter2", path.read_bytes())
    assert found.arguments == ("<redacted>", "--password", "<redacted>")
    assert [file.name for file in found.sources] == ["program.py", "source/lab/net.py"]
    assert found.sources[1].sha256 == hashlib.sha256(b"key = 's3cr3t-value'\n").hexdigest()


def test_a_long_source_keeps_its_beginning_and_its_end(folder: Path) -> None:
    source = b"first = 1\n" + b"x = 0\n" * 200_000 + b"last = 2\n"
    found = closed(session := opened(folder, source=source))

    (main,) = found.sources
    assert main.bytes == len(source)
    content = (session.folder / "program.py").read_bytes()
    assert content.startswith(b"first = 1\n")
    assert content.endswith(b"last = 2\n")
    assert main.kept_bytes < len(content) < 401_000


def test_packages_are_those_of_the_interpreter_that_runs_the_program(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    (site,) = (folder / "env" / "lib").glob("python*/site-packages")
    metadata = site / "only_here-1.5.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: only-here\nVersion: 1.5\n")

    assert closed(opened(folder, python=str(folder / "env" / "bin" / "python"))).packages == {"only-here": "1.5"}
    assert closed(opened(folder, python=str(folder / "no-python"))).packages == {}


def test_runs_that_cannot_be_written_are_told_at_the_start(folder: Path) -> None:
    (folder / "runs").touch()

    with pytest.raises(UsageError, match=r"cannot write in .*runs.*--runs"):
        opened(folder)


def test_a_session_that_cannot_be_completed_says_why(folder: Path) -> None:
    session = opened(folder)
    session.gathered.result(10)
    for path in sorted(session.folder.rglob("*"), reverse=True):
        path.unlink()
    session.folder.rmdir()

    problem = close_session(session, exit_status=0)
    assert problem is not None
    assert str(session.folder) in problem


def test_what_takes_too_long_to_find_neither_delays_the_end_nor_undoes_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = folder / "slow-python"
    python.write_text('#!/bin/sh\nsleep 1.5\necho \'[["late", "1.0"]]\'\n')
    python.chmod(0o755)
    monkeypatch.setattr("reportgen.recording.session._WAIT_SECONDS", 0.2)

    session = opened(folder, python=str(python))
    started = time.monotonic()
    found = closed(session)
    assert time.monotonic() - started < 1
    assert (found.exit_status, found.packages) == (0, {})
    time.sleep(2)
    assert read_session(session.folder) == found


def test_a_folder_that_vanishes_while_a_session_begins_is_no_noise(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    session = opened(folder)
    shutil.rmtree(folder / "runs")
    session.gathered.result(10)
    time.sleep(0.1)

    assert capfd.readouterr() == ("", "")
