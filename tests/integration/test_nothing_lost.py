"""Kills, full and failing disks, many processes at once: the training goes on as without the recorder, and its record
holds every epoch that had ended.
"""

import functools
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.store.reading import Library, StoredRun, read_library
from reportgen.store.sessions import session_of
from tests import seccomp
from tests.conftest import Command, quiet_environment

HOME = Path(__file__).parents[2]
LOSSES = [1 / epoch for epoch in range(1, 7)]

# A training loop of six epochs in which something happens before some of them; the lines fill several blocks.
LOOP = """
import os, resource, shutil, subprocess, sys
import reportgen
reportgen.record  # imported by now, as under `reportgen run`

def fill():
    filler = os.open("runs/filler", os.O_WRONLY | os.O_CREAT)
    try:
        while True:
            os.write(filler, b"x" * 4096)
    except OSError:
        os.close(filler)

def unfill():
    os.remove("runs/filler")

# No file more can be opened from here on, whatever another thread closes meanwhile.
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
def use_up_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, most))

def free_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

{setup}
losses = []
with reportgen.record("loop", runs="runs") as run:
    for epoch in range(1, 7):
        {events}.get(epoch, int)()
        losses.append(1 / epoch)
        run.log_epoch(loss=1 / epoch, **{{f"metric_{{number}}": 0.5 for number in range(300)}})
    {events}.get("end", int)()
{after}
print(losses, flush=True)
sys.exit(7)
"""


def run_loop(
    folder: Path, events: str = "{}", setup: str = "", after: str = "", prefix: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the loop in `folder`, check that it is none the wiser, and return what it said."""
    (folder / "loop.py").write_text(LOOP.format(events=events, setup=setup, after=after))
    done = subprocess.run(
        [*prefix, sys.executable, "loop.py"],
        cwd=folder,
        env=quiet_environment(PYTHONPATH=str(HOME)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (7, f"{LOSSES}\n"), done.stderr
    return done


def the_run_in(runs: Path) -> StoredRun:
    library = read_library([runs])
    assert library.problems == ()
    (stored,) = library.runs
    return stored


def losses_of(stored: StoredRun) -> list[object]:
    assert [epoch.epoch for epoch in stored.epochs] == list(range(1, len(stored.epochs) + 1))
    return [epoch.metrics["loss"] for epoch in stored.epochs]


def only_warning(done: subprocess.CompletedProcess[str]) -> str:
    (line,) = done.stderr.splitlines()
    assert line.startswith("reportgen: cannot write for now: ")
    assert "; the training goes on" in line
    return line


# Kills


@pytest.mark.parametrize(
    "options",
    ["--training loop --moments 16 --epoch-seconds 0.02", "--training keras --moments 4 --epoch-seconds 0.1"],
    ids=["loop", "keras"],
)
def test_trainings_killed_at_random_moments_leave_every_epoch_that_had_ended(tmp_path: Path, options: str) -> None:
    """The same with 100 trainings of Keras with epochs of a second: `python -m tests.kills FOLDER`."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.kills", tmp_path / "kills", "--reports", "1", *options.split()],
        cwd=HOME,
        env=quiet_environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    summary = json.loads(done.stdout.splitlines()[-1])
    assert summary["states"]["killed"] >= summary["moments"] // 2
    assert list((tmp_path / "kills").glob("*/report.pdf"))


def test_a_program_whose_recorder_is_killed_trains_to_its_end_and_is_recorded(tmp_path: Path, command: Command) -> None:
    (tmp_path / "slow.py").write_text(
        "import time, reportgen\n"
        "with reportgen.record('slow') as run:\n"
        "    for epoch in range(1, 7):\n"
        "        run.log_epoch(loss=1 / epoch); print(epoch, flush=True); time.sleep(0.1)\n"
        "open('trained', 'w').close()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "run", "slow.py"],
        cwd=tmp_path,
        env=quiet_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "1\n"
    parent.kill()
    parent.wait()
    assert parent.stdout.read().split() == ["2", "3", "4", "5", "6"]
    await_file(tmp_path / "trained")
    stored = the_run_in(tmp_path / "runs")
    assert (stored.run.state, losses_of(stored)) == ("completed", LOSSES)
    found = session_of(stored)
    assert found is not None
    assert (found.session.id, found.session.exit_status) == (stored.run.session_id, None)
    assert command("run").stdout.startswith("report.pdf: 1 run")


def await_file(file: Path) -> None:
    for _ in range(1000):
        if file.exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"{file} never came")


# Many at once

CROWD = """
import os, sys, time
import reportgen
reading, writing = os.pipe()
children = []
for number in range(54):
    child = os.fork()
    if child == 0:
        os.close(writing)
        os.read(reading, 1)
        name = f"model {number}" if number < 50 else "twin"
        with reportgen.record(name, runs="runs", batch_size=number) as run:
            for epoch in range(1, 6):
                run.log_epoch(loss=float(number * 100 + epoch))
        os._exit(0)
    children.append(child)
os.close(writing)  # all begin now
sys.exit(any([os.waitpid(child, 0)[1] for child in children]))
"""


def test_processes_that_record_into_one_folder_at_once_leave_their_own_runs(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", CROWD], cwd=tmp_path, env=quiet_environment(), check=True, timeout=120)
    library = read_library([tmp_path / "runs"])
    assert library.problems == ()
    found = {stored.run.training.batch_size.value: stored for stored in library.runs}  # type: ignore[union-attr]
    assert sorted(found) == list(range(54))
    for number, stored in found.items():
        assert stored.run.name == (f"model {number}" if number < 50 else "twin")
        assert stored.run.state == "completed"
        assert losses_of(stored) == [number * 100 + epoch for epoch in range(1, 6)]


# Disks


@functools.cache
def mounting() -> tuple[str, ...]:
    """Return the command that gives a process mounts of its own; none where that is not allowed."""
    for flags in ("-m", "-Urm"):
        command = ("unshare", flags)
        if (
            shutil.which("unshare")
            and not subprocess.run(
                [*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
            ).returncode
        ):
            return command
    return ()


def run_on_small_disk(folder: Path, **what: str) -> tuple[subprocess.CompletedProcess[str], Library]:
    """Run the loop with `runs` on a disk of 200 KB; return what it said and what is on that disk at its end."""
    if not mounting():
        pytest.skip("mounts are not allowed here, neither to root nor in a namespace of a user's own")
    (folder / "runs").mkdir()
    shell = 'mount -t tmpfs -o size=200k none runs && "$@"; status=$?; cp -a runs kept; exit $status'
    done = run_loop(folder, prefix=(*mounting(), "sh", "-c", shell, "sh"), **what)
    return done, read_library([folder / "kept"])


@pytest.mark.parametrize(
    "what",
    [
        {"setup": "fill()", "events": "{3: unfill}"},
        {"events": "{3: fill, 5: unfill}"},
        {"events": "{4: fill}", "after": "unfill()"},
    ],
    ids=["at the beginning", "in the middle", "at the end"],
)
def test_a_disk_that_is_full_for_a_while_loses_no_epoch(tmp_path: Path, what: dict[str, str]) -> None:
    done, library = run_on_small_disk(tmp_path, **what)
    assert library.problems == ()
    (stored,) = library.runs
    assert (stored.run.state, losses_of(stored)) == ("completed", LOSSES)
    assert "No space left on device" in only_warning(done)


def test_a_disk_that_stays_full_keeps_what_was_written(tmp_path: Path) -> None:
    done, library = run_on_small_disk(tmp_path, events="{4: fill}")
    assert library.problems == ()
    (stored,) = library.runs
    assert (stored.run.state, losses_of(stored)) == ("killed", LOSSES[:3])
    assert "No space left on device" in only_warning(done)


def test_a_disk_that_becomes_read_only_keeps_what_was_written(tmp_path: Path) -> None:
    remount = "lambda: subprocess.run(['mount', '-o', 'remount,ro', 'runs'], check=True)"
    done, library = run_on_small_disk(tmp_path, events=f"{{3: {remount}}}")
    assert library.problems == ()
    assert losses_of(library.runs[0]) == LOSSES[:2]
    assert "Read-only file system" in only_warning(done)


def test_a_folder_that_is_read_only_costs_one_warning(tmp_path: Path) -> None:
    if not mounting():
        pytest.skip("mounts are not allowed here, neither to root nor in a namespace of a user's own")
    (tmp_path / "runs").mkdir()
    shell = 'mount -t tmpfs -o ro none runs && "$@"'
    done = run_loop(tmp_path, prefix=(*mounting(), "sh", "-c", shell, "sh"))
    assert "Read-only file system" in only_warning(done)


def test_runs_that_are_deleted_during_training_are_not_made_anew(tmp_path: Path) -> None:
    done = run_loop(tmp_path, events="{3: lambda: shutil.rmtree('runs')}")
    assert "No such file or directory" in only_warning(done)
    assert not (tmp_path / "runs").exists()


def test_runs_that_are_moved_away_and_back_are_complete(tmp_path: Path) -> None:
    there, back = "lambda: os.rename('runs', 'away')", "lambda: os.rename('away', 'runs')"
    only_warning(run_loop(tmp_path, events=f"{{2: {there}, 5: {back}}}"))
    stored = the_run_in(tmp_path / "runs")
    assert (stored.run.state, losses_of(stored)) == ("completed", LOSSES)


def test_a_link_to_nowhere_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "runs").symlink_to("nowhere")
    done = run_loop(tmp_path)
    assert f"{tmp_path / 'runs'}: is a link to a folder that does not exist" in only_warning(done)
    assert not (tmp_path / "nowhere").exists()


def test_a_program_that_uses_up_its_descriptors_loses_no_epoch(tmp_path: Path) -> None:
    done = run_loop(tmp_path, events="{3: use_up_descriptors, 5: free_descriptors}")
    stored = the_run_in(tmp_path / "runs")
    assert (stored.run.state, losses_of(stored)) == ("completed", LOSSES)
    assert "Too many open files" in only_warning(done)


def test_a_limit_to_the_size_of_files_keeps_what_was_written(tmp_path: Path) -> None:
    limit = "lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
    done = run_loop(tmp_path, events=f"{{3: {limit}}}")
    stored = the_run_in(tmp_path / "runs")
    assert (stored.run.state, losses_of(stored)) == ("killed", LOSSES[:2])
    assert "File too large" in only_warning(done)


@pytest.mark.skipif(not seccomp.available, reason="only the kernel of Linux can be told to fail")
@pytest.mark.parametrize(("call", "kept"), [("write", 2), ("fsync", 6)])
def test_a_failing_disk_keeps_what_was_written(tmp_path: Path, call: str, kept: int) -> None:
    done = run_loop(tmp_path, events=f"{{3: lambda: seccomp.fail({call!r})}}", setup="from tests import seccomp")
    stored = the_run_in(tmp_path / "runs")
    assert (stored.run.state, losses_of(stored)) == ("killed", LOSSES[:kept])
    assert "Input/output error" in only_warning(done)


# Programs that take Python apart


@pytest.mark.parametrize(
    "setup",
    [
        "import builtins, io, json\n"
        "def broken(*arguments, **options): raise OSError('the program has its own')\n"
        "os.replace = os.rename = os.fsync = os.write = os.unlink = json.dumps = json.loads = io.open = broken\n"
        "builtins.open = broken",
        "import time\ntime.time = time.perf_counter = time.monotonic = time.time_ns = lambda: 0",
        "import datetime\n"
        "class Frozen(datetime.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None): return cls(2012, 1, 14, tzinfo=tz)\n"
        "import reportgen.recording.recorder\n"
        "datetime.datetime = reportgen.recording.recorder.datetime = Frozen",
        "sys.setrecursionlimit(60)",
        "import locale; locale.setlocale(locale.LC_ALL, ''); os.environ['LC_ALL'] = 'tr_TR.UTF-8'",
        "sys.stderr.close(); sys.stderr = None",
        "import gc; gc.disable(); sys.setswitchinterval(1e-6)",
    ],
    ids=["calls", "clock", "frozen clock", "stack", "locale", "no standard error", "interpreter"],
)
def test_a_program_that_changes_python_under_its_recorder_is_recorded(tmp_path: Path, setup: str) -> None:
    done = run_loop(tmp_path, setup=setup)
    stored = the_run_in(tmp_path / "runs")
    assert (stored.run.state, losses_of(stored)) == ("completed", LOSSES)
    assert done.stderr == ""


def test_a_program_that_closes_every_descriptor_is_recorded(tmp_path: Path) -> None:
    done = run_loop(tmp_path, events="{number: lambda: os.closerange(3, 256) for number in range(1, 7)}")
    assert losses_of(the_run_in(tmp_path / "runs")) == LOSSES
    assert done.stderr == ""


def test_programs_that_end_at_once_are_not_held_up_by_a_thread_of_the_recorder_s(tmp_path: Path) -> None:
    program = "import reportgen\nreportgen.autolog()\nwith reportgen.record('short') as run: run.log_epoch(loss=1.0)"
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [stored.run.state for stored in read_library([tmp_path / "runs"]).runs] == ["completed"] * 5


def test_a_program_that_changes_its_working_folder_is_recorded_where_it_began(tmp_path: Path) -> None:
    assert run_loop(tmp_path, events="{2: lambda: os.chdir('/')}").stderr == ""
    assert losses_of(the_run_in(tmp_path / "runs")) == LOSSES
