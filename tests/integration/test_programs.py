"""Programs run as `python x.py` and as `reportgen run x.py`: output, error and exit status are the same to the byte."""

import re
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportgen.store.reading import StoredRun, read_library, read_session
from tests.conftest import PROGRAMS, Command, quiet_environment

RECORDER = ("-m", "reportgen", "run", "-q", "--no-report", "--runs", "../runs")
# What is set where the tests run must not decide how the programs in them begin.
# Addresses differ from run to run; a crash lists the extension modules in the process, msgspec's among them.
CHANGING = re.compile(rb"0x[0-9a-f]+|\n\nExtension modules: .*")
PLAIN = {"PYTHONUNBUFFERED": "", "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True)
class Outcome:
    """What came of a program: the status that a shell sees, and every byte it wrote."""

    status: int
    output: bytes
    error: bytes


def outcome(
    folder: Path, flags: str, recorder: tuple[str, ...], words: tuple[str, ...], stdin: bytes, **environment: str
) -> Outcome:
    done = subprocess.run(
        [sys.executable, *flags.split(), *recorder, *words],
        cwd=folder,
        env=quiet_environment(**PLAIN | environment),
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    status = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return Outcome(status, *(CHANGING.sub(b"", text) for text in (done.stdout, done.stderr)))


def both_ways(
    folder: Path, *words: str, flags: str = "", stdin: bytes = b"", **environment: str
) -> tuple[Outcome, Outcome]:
    """Run a program in two folders of the same content and name, without the recorder and under it."""
    here = folder / "here"
    here.mkdir()
    (here / "data.txt").write_text("0.25")
    shutil.copytree(here, folder / "untouched")
    bare = outcome(here, flags, (), words, stdin, **environment)
    shutil.rmtree(here)
    (folder / "untouched").rename(here)
    return bare, outcome(here, flags, RECORDER, words, stdin, **environment)


@pytest.mark.parametrize("flags", ["", "-O -W error::UserWarning -X utf8", "-u -B -P -W ignore"])
def test_a_program_sees_what_it_would_see_without_the_recorder(tmp_path: Path, flags: str) -> None:
    program = (str(PROGRAMS / "command_looks_around.py"), "--epochs", "3", "-m", "x y")
    bare, recorded = both_ways(tmp_path, *program, flags=flags, stdin=b"Ada\nand the rest\n", PYTHONPATH="/nowhere:")

    assert bare.status == 0, bare.error
    assert b"name? Ada | and the rest" in bare.output
    assert recorded == bare


WAYS = re.findall(r"^def (\w+)\(\):", (PROGRAMS / "command_ends.py").read_text(), re.MULTILINE)


@pytest.mark.parametrize("way", WAYS)
def test_a_program_ends_as_it_would_end_without_the_recorder(tmp_path: Path, way: str) -> None:
    flags = "-W error" if way in ("by_a_warning", "with_something_unraisable") else ""
    bare, recorded = both_ways(tmp_path, str(PROGRAMS / "command_ends.py"), way, flags=flags)

    assert bare.output.startswith(b"begins 0 True\n") or way == "by_a_full_pipe"
    assert recorded == bare


def runs_in(folder: Path) -> list[StoredRun]:
    """Return the runs, which are all of the one session there is."""
    (session,) = (folder / "sessions").iterdir()
    runs = list(read_library([folder]).runs)
    assert {stored.run.session_id for stored in runs} == {session.name}
    return runs


def test_every_process_that_a_program_starts_records_into_its_session_and_sees_nothing_of_it(tmp_path: Path) -> None:
    bare, recorded = both_ways(tmp_path, str(PROGRAMS / "command_starts_children.py"), PYTHONPATH="/start/more:")

    assert recorded == bare
    started = re.findall(r"^(.+?) \{.*\r?$", recorded.output.decode(), re.MULTILINE)
    assert len(started) == 31
    runs = runs_in(tmp_path / "runs")
    assert sorted(stored.run.name for stored in runs) == sorted([*started, "forks within"])
    assert len({stored.run.process for stored in runs}) == len(runs)
    (forks,) = (stored for stored in runs if stored.run.name == "forks within")
    assert [epoch.metrics["loss"] for epoch in forks.epochs] == [1.0, 0.5]
    assert (forks.run.state, forks.run.evaluations) == ("completed", ())


def test_forked_processes_and_threads_that_train_have_a_run_each_and_write_in_no_other(
    tmp_path: Path, command: Command
) -> None:
    done = command("run", "-q", "--no-report", PROGRAMS / "command_forks_and_threads.py")

    assert (done.returncode, done.stdout) == (0, "done\n")
    epochs = {stored.run.name: [epoch.epoch for epoch in stored.epochs] for stored in runs_in(tmp_path / "runs")}
    assert epochs == {
        "pooled_1": [1, 2],
        "pooled_2": [1, 2],
        "forking": [1, 2, 3],
        "thread_1": list(range(1, 21)),
        "thread_2": list(range(1, 21)),
    }
    assert all((stored.run.state, stored.run.parent) == ("completed", None) for stored in runs_in(tmp_path / "runs"))


def test_a_module_of_a_package_runs_as_without_the_recorder(tmp_path: Path) -> None:
    bare, recorded = both_ways(tmp_path, "-m", "command_package.train", "--epochs", PYTHONPATH=str(PROGRAMS))

    assert bare.status == 2
    assert recorded == bare


def test_the_programs_own_modules_win_over_those_that_the_recorder_has_imported(tmp_path: Path) -> None:
    own = tmp_path / "program"
    own.mkdir()
    for name in ("resource", "platform", "uuid", "torch"):
        (own / f"{name}.py").write_text(f"print('the program has its own', {name!r})\n")
    (own / "random").mkdir()  # no package: Python's own is meant
    (own / "train.py").write_text(
        "import random, resource, platform, uuid, subprocess, sys\n"
        "print(random.Random(0).random(), flush=True)\n"
        "child = 'import torch, resource, platform, uuid'\n"
        "subprocess.run([sys.executable, '-c', child], cwd=sys.path[0])\n"
    )
    bare, recorded = both_ways(tmp_path, str(own / "train.py"))

    assert bare.output.count(b"its own resource") == 2
    assert recorded == bare


def test_the_source_of_a_program_that_the_program_starts_is_kept(tmp_path: Path) -> None:
    (tmp_path / "fold.py").write_text("import reportgen, model\nwith reportgen.record('fold'):\n    pass\n")
    (tmp_path / "model.py").write_text("WIDTH = 16\n")
    (tmp_path / "all.py").write_text(
        "import subprocess, sys\n"
        "if sys.argv[1:] == ['first']:\n"
        "    subprocess.run([sys.executable, '../fold.py'])\n"
        "    subprocess.run([sys.executable, '../all.py'])\n"
        "import reportgen\n"
        "reportgen.autolog()\n"
    )
    _, recorded = both_ways(tmp_path, "../all.py", "first")

    assert recorded == Outcome(0, b"", b"")
    (session,) = (tmp_path / "runs" / "sessions").iterdir()
    assert [kept.path for kept in read_session(session).sources] == ["all.py", "fold.py", "model.py"]


def test_a_python_with_packages_of_its_own_starts_as_without_the_recorder(tmp_path: Path) -> None:
    venv.create(tmp_path / "other", with_pip=False)
    python = str(tmp_path / "other" / "bin" / "python")
    seen = "import os, sys; print(sys.path, dict(os.environ)); import numpy"
    (tmp_path / "starts.py").write_text(
        "import os, subprocess\n"
        f"for env in (None, os.environ, {{'PYTHONPATH': '/more'}}):\n"
        f"    print(subprocess.run([{python!r}, '-c', {seen!r}], env=env, capture_output=True, text=True))\n"
    )
    bare, recorded = both_ways(tmp_path, "../starts.py")

    assert bare.output.count(b"ModuleNotFoundError: No module named") == 3
    assert recorded == bare
