"""Runs whose process was killed are told from those that still train."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest

from reportgen.records.run import Process
from reportgen.store import process
from reportgen.store.process import is_gone, machine_hash, this_process
from reportgen.store.reading import StoredRun, read_library
from tests.unit.store.stores import everything_in

_TRAINING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.store.process import this_process
from reportgen.store.writing import RunWriter
now = datetime.now(UTC)
writer = RunWriter.claim(Path(sys.argv[1]), "net", now)
writer.write(Run(format_version="1.0", id=writer.run_id, name="net", state="running", started_at=now,
                 process=this_process()))
writer.append(Epoch(epoch=1, metrics={"loss": 0.5}))
writer.append(Epoch(epoch=2, metrics={"loss": 0.25}))
print("trained", flush=True)
sys.stdin.read()
"""


@contextmanager
def training(runs: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a process that records two epochs into `runs` and waits; end it at last."""
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", _TRAINING, str(runs)], **pipes) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "trained\n"
            yield child
        finally:
            child.kill()


def the_run_in(runs: Path) -> StoredRun:
    """Return the only run in `runs`, read without a problem."""
    library = read_library([runs])
    assert library.problems == ()
    assert len(library.runs) == 1
    return library.runs[0]


def await_zombie(pid: int) -> None:
    """Wait until the process has ended and only its exit status is left."""
    while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.005)


def test_a_killed_training_is_read_as_killed_with_every_finished_epoch_and_the_disk_still_says_running(
    tmp_path: Path,
) -> None:
    with training(tmp_path) as child:
        assert the_run_in(tmp_path).run.state == "running"
        before = everything_in(tmp_path)
        child.send_signal(signal.SIGKILL)
        child.wait()
    stored = the_run_in(tmp_path)
    assert stored.run.state == "killed"
    assert [epoch.metrics for epoch in stored.epochs] == [{"loss": 0.5}, {"loss": 0.25}]
    assert everything_in(tmp_path) == before
    assert b'"state": "running"' in (stored.folder / "run.json").read_bytes()


def test_a_killed_training_is_read_as_killed_before_its_parent_has_noticed(tmp_path: Path) -> None:
    with training(tmp_path) as child:
        child.send_signal(signal.SIGKILL)
        await_zombie(child.pid)
        assert the_run_in(tmp_path).run.state == "killed"


def test_a_training_on_another_machine_stays_running(tmp_path: Path) -> None:
    with training(tmp_path) as child:
        child.kill()
        child.wait()
    file = the_run_in(tmp_path).folder / "run.json"
    file.write_bytes(file.read_bytes().replace(machine_hash().encode(), b"0123456789ab"))
    assert the_run_in(tmp_path).run.state == "running"


def test_this_process_lives() -> None:
    assert not is_gone(this_process())


in_proc = pytest.mark.skipif(process.boot_hash() is None, reason="only Linux tells when it was started")


def by_clock(mine: Process) -> Process:
    """Return the process as format 1.0 and systems without /proc record it."""
    return msgspec.structs.replace(mine, boot=None, started_ticks=None)


def test_a_process_that_got_the_number_of_an_older_one_is_not_it() -> None:
    mine = by_clock(this_process())
    assert is_gone(msgspec.structs.replace(mine, created_at=mine.created_at - 60))
    assert not is_gone(msgspec.structs.replace(mine, created_at=mine.created_at - 0.01))


@in_proc
def test_a_clock_that_is_set_back_or_forth_kills_no_running_training() -> None:
    mine = this_process()
    assert not is_gone(msgspec.structs.replace(mine, created_at=mine.created_at - 86400))
    assert not is_gone(msgspec.structs.replace(mine, created_at=mine.created_at + 86400))


@in_proc
def test_a_process_that_got_the_number_of_one_a_moment_older_is_not_it() -> None:
    mine = this_process()
    assert mine.started_ticks is not None
    assert is_gone(msgspec.structs.replace(mine, started_ticks=mine.started_ticks - 1))


@in_proc
def test_a_process_with_number_and_start_time_of_one_before_the_machine_was_started_anew_is_not_it() -> None:
    assert is_gone(msgspec.structs.replace(this_process(), boot="0123456789ab"))


def test_a_process_of_another_user_that_may_not_be_seen_is_not_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pid: int, number: int) -> None:
        raise PermissionError

    hidden = Process(pid=2**22 + 1, created_at=0.0, host=machine_hash(), boot=process.boot_hash(), started_ticks=1)
    monkeypatch.setattr("os.kill", refuse)
    assert is_gone(hidden) is (process.boot_hash() is None)


@pytest.mark.parametrize("ticks", [None, 8123456])
@pytest.mark.parametrize("pid", [0, -1, -(2**63), 2**22 + 1, 2**31, 2**63 - 1])
def test_a_number_that_no_process_has_is_gone(pid: int, ticks: int | None) -> None:
    boot = process.boot_hash() if ticks else None
    assert is_gone(Process(pid=pid, created_at=0.0, host=machine_hash(), boot=boot, started_ticks=ticks))


def test_nothing_is_said_of_a_run_that_names_no_process() -> None:
    assert not is_gone(None)


def test_the_hash_of_the_machine_is_the_same_in_every_process_and_names_nobody(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from reportgen.store.process import machine_hash; print(machine_hash())"]
    assert subprocess.check_output(command, text=True).strip() == machine_hash()
    assert len(machine_hash()) == 12
    assert int(machine_hash(), 16) >= 0


def test_a_container_is_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    namespace = tmp_path / "pid"
    namespace.touch()
    monkeypatch.setattr(process, "_PROCESS_NAMESPACE", namespace)
    assert machine_hash.__wrapped__() != machine_hash()


def test_a_machine_without_an_id_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = set()
    for name in ("one", "two", "two"):
        monkeypatch.setattr(process, "_MACHINE_ID", tmp_path / "none")
        monkeypatch.setattr("platform.node", lambda name=name: name)
        hashes.add(machine_hash.__wrapped__())
    assert len(hashes) == 2
