"""What a session keeps of a program that is run: its main file and its own modules, even if it is killed."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.records.session import Session
from reportgen.store.reading import read_library
from reportgen.store.sessions import StoredSession, read_kept, session_of
from tests.conftest import Command, quiet_environment

TRAINS = (
    "import os, signal, sys, time\n"
    "import reportgen\n"
    "from lab import net\n"
    "with reportgen.record('by hand') as run:\n"
    "    run.log_epoch(loss=0.5)\n"
    "    import late\n"
    "    if 'killed' in sys.argv:\n"
    "        time.sleep(0.5)\n"
    "        os.kill(os.getpid(), signal.SIGKILL)\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with a program in a package, and modules in other folders."""
    for name, content in {
        "lab/__init__.py": "print('the package was imported')\n",
        "lab/net.py": "layers = 3\n",
        "lab/train.py": TRAINS,
        "lab/late.py": "",
        "late.py": "epochs = 1\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def stored_session(folder: Path) -> tuple[StoredSession, Session]:
    (run,) = read_library([folder / "runs"]).runs
    found = session_of(run)
    assert found is not None
    return found, found.session


def sources(stored: StoredSession) -> dict[str, bytes]:
    kept = {file.path: read_kept(stored, file) for file in stored.session.sources}
    for file in stored.session.sources:
        assert hashlib.sha256(kept[file.path]).hexdigest() == file.sha256
    return kept


def test_a_module_and_what_it_imported_are_kept(folder: Path, command: Command) -> None:
    done = command("run", "--no-report", "-m", "lab.train", "--epochs", "1")

    assert (done.returncode, done.stdout) == (0, "the package was imported\n")
    stored, session = stored_session(folder)
    assert (session.kind, session.program, session.arguments) == ("module", "-m lab.train", ("--epochs", "1"))
    assert sources(stored) == {
        "lab/train.py": TRAINS.encode(),
        "lab/__init__.py": b"print('the package was imported')\n",
        "lab/net.py": b"layers = 3\n",
        "late.py": b"epochs = 1\n",
    }
    assert session.sources[0].path == "lab/train.py"


def test_of_a_killed_program_elsewhere_the_modules_of_its_first_training_are_kept(tmp_path: Path, folder: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    program = folder / "train.py"
    program.write_text(TRAINS)
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", "run", "-q", "--no-report", program, "killed"],
        cwd=here,
        env=quiet_environment(),
        check=False,
    )

    assert done.returncode == 137
    stored, session = stored_session(here)
    assert (session.signal, session.program) == ("SIGKILL", "train.py")
    kept = sources(stored)
    assert kept["train.py"] == TRAINS.encode()
    assert kept["lab/net.py"] == b"layers = 3\n"
    assert str(tmp_path) not in (stored.folder / "session.json").read_text()
