"""A small report with a session, notes and pictures, rendered once, and copies of it that somebody changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reportgen.api import render
from reportgen.records.format import FORMAT_VERSION
from reportgen.records.session import KeptFile, Session
from reportgen.setting_values import Author
from reportgen.settings import Settings
from reportgen.store.layout import CONSOLE_FILE, PROGRAM_FILE, SESSIONS_FOLDER
from reportgen.store.writing import write_session
from tests.made_once import made_once
from tests.sample_runs import START, sample_run, write_store

Change = Callable[[pikepdf.Pdf], None]
Changed = Callable[[Change], Path]

SESSION = "20260926T135001Z-9c1e"
PROGRAM = b"import keras\nprint('training')\n"
CONSOLE = b"training\nAPI_KEY=<redacted>\n"
SETTINGS = Settings(
    title="Lab 3",
    authors=(Author("Ada Lovelace", "42"), Author("Ἀρχιμήδης")),
    course="Machine Learning",
    sections=("summary", "training_reports"),
)


def write_small_store(folder: Path) -> Path:
    """Write two runs and the session that recorded them."""
    runs = [sample_run(session_id=SESSION), sample_run("MLP2layers", seed=1, session_id=SESSION)]
    store = write_store(folder / "runs", runs)
    session = store / SESSIONS_FOLDER / SESSION
    session.mkdir(parents=True)
    (session / PROGRAM_FILE).write_bytes(PROGRAM)
    (session / CONSOLE_FILE).write_bytes(CONSOLE)
    write_session(
        session,
        Session(
            format_version=FORMAT_VERSION,
            id=SESSION,
            program="train.py",
            started_at=START,
            exit_status=0,
            sources=(_kept(PROGRAM_FILE, "train.py", PROGRAM),),
            console=_kept(CONSOLE_FILE, "", CONSOLE),
        ),
    )
    return store


def _kept(name: str, path: str, content: bytes) -> KeptFile:
    digest = hashlib.sha256(content).hexdigest()
    return KeptFile(name=name, path=path, bytes=len(content), kept_bytes=len(content), sha256=digest)


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs and their session."""
    return write_small_store(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a small store."""
    return made_once(tmp_path_factory, "archive", _written)


def _written(folder: Path) -> Path:
    return render(write_small_store(folder), folder / "report.pdf", settings=SETTINGS).path


@pytest.fixture
def changed(report: Path, tmp_path: Path) -> Changed:
    """Return a copy of the report that was changed."""

    def change_copy(change: Change) -> Path:
        target = tmp_path / "changed.pdf"
        with pikepdf.open(report) as document:
            change(document)
            document.save(target)
        return target

    return change_copy
