"""Writing: whole files or none, whole lines or a new one."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reportgen.errors import RecordError
from reportgen.records.history import Epoch
from reportgen.store.reading import read_library, read_run, read_session
from reportgen.store.writing import RunWriter, claim_session, encode, replace_file, settle_run, write_session
from tests.sample_runs import sample_run
from tests.unit.records import examples
from tests.unit.store.stores import everything_in, put_broken, put_run

# A limit on the size of files stands in for a full disk: write() fails half way, as it does there.
_FULL_DISK = """
import resource, sys
from pathlib import Path
from reportgen.records.history import Epoch
from reportgen.store.writing import RunWriter, replace_file
folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
for write in (lambda: replace_file(folder / "run.json", b"n" * 5000), lambda: RunWriter(folder).append(Epoch(epoch=2))):
    try:
        write()
    except OSError:
        print("OSError")
"""


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    run, epochs = sample_run(epochs=3)
    writer = RunWriter.claim(tmp_path, run.name, run.started_at)
    run = msgspec.structs.replace(run, id=writer.run_id)
    writer.write(run)
    for epoch in epochs:
        writer.append(epoch)
    problems: list[object] = []
    stored = read_run(writer.folder, problems)  # type: ignore[arg-type]
    assert (stored.run, stored.epochs, problems) == (run, epochs, [])
    assert writer.folder.name == run.id


def test_what_is_written_is_json_that_anything_can_read(tmp_path: Path) -> None:
    writer = RunWriter(tmp_path)
    writer.write(examples.RUN)
    writer.append(Epoch(epoch=1, metrics={"loss": float("nan"), "top": float("-inf")}))

    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    run = json.loads((tmp_path / "run.json").read_bytes(), parse_constant=refuse)
    line = json.loads((tmp_path / "history.jsonl").read_bytes(), parse_constant=refuse)
    assert run["evaluations"][0]["metrics"] == {"accuracy": 0.9879000186920166, "loss": "NaN"}
    assert line["metrics"] == {"loss": "NaN", "top": "-Infinity"}


def test_an_epoch_takes_one_line_whatever_its_names_hold() -> None:
    line = encode(Epoch(epoch=1, metrics={"a\nb\r\u2028": 0.5}), indent=0)
    assert line.count(b"\n") == 0
    assert msgspec.json.decode(line, type=Epoch).metrics == {"a\nb\r\u2028": 0.5}


def test_a_reader_sees_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    contents = [letter * 300_000 for letter in (b"a", b"b", b"c")]
    path, seen, done = tmp_path / "run.json", set(), threading.Event()
    replace_file(path, contents[0])

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(150):
        replace_file(path, contents[number % 3])
    done.set()
    reader.join()
    assert seen <= set(contents)
    assert [file.name for file in tmp_path.iterdir()] == ["run.json"]


def test_files_have_the_permissions_that_the_person_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        RunWriter(tmp_path).write(examples.RUN)
        RunWriter(tmp_path).append(Epoch(epoch=1))
    finally:
        os.umask(before)
    assert [file.stat().st_mode & 0o777 for file in tmp_path.iterdir()] == [0o640, 0o640]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are Unix's")
def test_a_full_disk_leaves_the_old_file_whole_and_no_other(tmp_path: Path) -> None:
    put_run(tmp_path, "net", history=b'{"epoch": 1}\n')
    before = everything_in(tmp_path)
    command = [sys.executable, "-c", _FULL_DISK, str(tmp_path / "net"), "13"]
    assert subprocess.check_output(command, text=True).split() == ["OSError", "OSError"]
    assert everything_in(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are Unix's")
def test_a_line_that_does_not_fit_on_the_disk_is_taken_back(tmp_path: Path) -> None:
    folder = put_run(tmp_path, "net", history=b'{"epoch": 1}\n')
    command = [sys.executable, "-c", _FULL_DISK, str(folder), "30"]
    assert subprocess.check_output(command, text=True).split() == ["OSError", "OSError"]
    assert (folder / "history.jsonl").read_bytes() == b'{"epoch": 1}\n'


def test_a_line_torn_by_a_crash_costs_only_itself(tmp_path: Path) -> None:
    torn = b'{"epoch": 1}\n{"epoch": 2, "metr'
    folder = put_run(tmp_path, "net", history=torn)
    RunWriter(folder).append(Epoch(epoch=3))
    library = read_library([tmp_path])
    assert [epoch.epoch for epoch in library.runs[0].epochs] == [1, 3]
    assert [problem.reason[:18] for problem in library.problems] == ["line 2 is not JSON"]
    assert (folder / "history.jsonl").read_bytes().startswith(torn + b"\n")


def test_a_folder_that_is_gone_is_an_error_of_the_system(tmp_path: Path) -> None:
    writer = RunWriter.claim(tmp_path, "net", datetime(2026, 9, 26, tzinfo=UTC))
    writer.folder.rmdir()
    with pytest.raises(FileNotFoundError):
        writer.write(examples.RUN)
    with pytest.raises(FileNotFoundError):
        writer.append(Epoch(epoch=1))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_keeps_its_files(as_nobody: Path) -> None:
    folder = put_run(as_nobody, "net")
    before = everything_in(as_nobody)
    folder.chmod(0o500)
    with pytest.raises(PermissionError):
        RunWriter(folder).write(examples.RUN)
    assert everything_in(as_nobody) == before


def test_a_folder_in_the_place_of_the_file_is_an_error_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "run.json").mkdir()
    with pytest.raises(OSError, match=r"run\.json"):
        replace_file(tmp_path / "run.json", b"{}")
    assert everything_in(tmp_path) == {"run.json": None}


def test_a_session_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder = claim_session(tmp_path / "runs", examples.SESSION.started_at)
    write_session(folder, examples.SESSION)
    assert folder.parent == tmp_path / "runs" / "sessions"
    assert read_session(folder) == examples.SESSION


def test_settling_changes_what_it_is_told_and_keeps_everything_else(tmp_path: Path) -> None:
    unknown: dict[str, Any] = {
        "format_version": "1.7",
        "energy_joules": 1e22,
        "big": 2**70,
        "nested": {"Ж": [None, 1.0, 1e-7]},
    }
    folder = put_run(tmp_path, "net", state="running", **unknown)
    before = json.loads((folder / "run.json").read_bytes())
    settle_run(folder, {"state": "killed", "duration_seconds": float("inf"), "weights": examples.RUN.weights})
    after = json.loads((folder / "run.json").read_bytes())
    assert list(after)[: len(before)] == list(before)
    assert after == {
        **before,
        "state": "killed",
        "duration_seconds": "Infinity",
        "weights": [{"path": "weights/net.keras", "epoch": 2, "bytes": 4820008, "sha256": "ab" * 32}],
    }


@pytest.mark.parametrize("content", [b"", b'{"state": "runn', b"[1]", b"\xff\xfe{}"])
def test_a_record_that_cannot_be_read_is_not_settled(tmp_path: Path, content: bytes) -> None:
    folder = put_broken(tmp_path, content)
    with pytest.raises(RecordError, match=r"run\.json"):
        settle_run(folder, {"state": "killed"})
    assert everything_in(folder) == {"run.json": content}
