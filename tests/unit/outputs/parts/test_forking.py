"""Processes forked from one that lays parts out: there while they are of use, and gone however that ends."""

import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from reportgen.errors import RenderError
from reportgen.outputs.parts import crew as crews
from reportgen.outputs.parts.crew import Crew
from reportgen.outputs.parts.dividing import Part, emptied
from reportgen.outputs.parts.materials import Materials
from reportgen.outputs.parts.workers import Started, Worker
from reportgen.outputs.templates import template_folders
from tests.conftest import quiet_environment
from tests.unit.outputs.parts.long_page import long_page
from tests.unit.outputs.parts.own_crew import OwnCrew

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")

HAS_A_THREAD = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
IS_KILLED = f"""
import os, signal
from {__name__} import OwnCrew, begun, forked_from
crew = OwnCrew(3)
begun(crew)
print(crew.folder, crew.started[0].process.pid, *forked_from(crew.started[0]), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""

# They would be killed after a while, and nobody would clear away what was forked.
ENDS_WITH_THE_SIGNAL_IGNORED = f"""
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
from {__name__} import OwnCrew, begun, forked_from, is_there
with OwnCrew(2) as crew:
    begun(crew)
    (first,) = crew.started
    (forked,) = forked_from(first)
print(first.process.returncode, int(is_there(forked)))
"""


def begun(crew: Crew, advance: threading.Event | None = None) -> list[Worker]:
    """Let three workers of a crew begin, or all of its own, and return those that are there."""
    materials = Materials(crew.folder, emptied(long_page().html), tuple(template_folders(None)), {}, None)
    step = advance.set if advance else lambda: None
    return [worker for worker in crew.workers(3) if worker.begin(materials, step)]


def forked_from(worker: Started) -> list[int]:
    """Return the numbers of the processes that were forked from that of `worker`."""
    return [
        int(number)
        for number in Path(f"/proc/{worker.process.pid}/task/{worker.process.pid}/children").read_text().split()
    ]


def is_there(process: int) -> bool:
    """Say whether a process does anything, or waits for it: one that has ended may be waited for by nobody."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    return False


def test_they_are_there_and_gone_with_the_crew_and_nobody_has_to_clear_them_away() -> None:
    with OwnCrew(3) as crew:
        assert len(begun(crew)) == 3
        (first,) = crew.started
        forked = forked_from(first)
        assert len(forked) == 2
    assert not any(Path(f"/proc/{number}").exists() for number in (first.process.pid, *forked))
    assert first.process.returncode == 0


def test_they_are_gone_with_the_crew_in_the_midst_of_a_part() -> None:
    begins = threading.Event()

    def lay_out(worker: Worker) -> None:
        with suppress(RenderError):
            worker.body(Part(1, long_page().html), lambda _: {})

    with OwnCrew(3) as crew:
        threads = [threading.Thread(target=lay_out, args=(worker,)) for worker in begun(crew, begins)]
        for thread in threads:
            thread.start()
        assert begins.wait(60)
        numbers = [crew.started[0].process.pid, *forked_from(crew.started[0])]
    assert not any(is_there(number) for number in numbers)
    for thread in threads:
        thread.join()


def test_they_are_gone_at_once_where_the_signal_to_end_is_ignored() -> None:
    command = [sys.executable, "-c", ENDS_WITH_THE_SIGNAL_IGNORED]
    ended = subprocess.run(command, env=quiet_environment(), capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout.strip() == "0 0", ended.stderr


def test_they_end_with_a_process_that_is_killed(tmp_path: Path) -> None:
    command, environment = [sys.executable, "-c", IS_KILLED], quiet_environment(TMPDIR=str(tmp_path))
    killed = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    folder, *numbers = killed.stdout.split()
    assert len(numbers) == 3
    until = time.monotonic() + 30
    while any(is_there(int(number)) for number in numbers):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert Path(folder).is_dir()  # nobody is left to remove it


def test_no_more_are_forked_than_a_report_is_expected_to_have_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "processors", lambda: 3)
    with Crew(soon=True) as crew:
        crew.expect(2)
        found = begun(crew)
        assert [len(forked_from(worker)) for worker in found if isinstance(worker, Started)] == [1, 0]
        assert len(found) == 3


def test_a_process_with_threads_is_not_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(HAS_A_THREAD)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with OwnCrew(2) as crew:
        assert begun(crew) == crew.started
        assert forked_from(crew.started[0]) == []
