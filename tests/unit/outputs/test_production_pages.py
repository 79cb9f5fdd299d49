"""How the models were produced, read back from the PDF: the steps of one session, of many, of none, of damaged ones."""

from pathlib import Path
from typing import Any

import msgspec

from reportgen.api import render
from reportgen.records.platform import Platform
from reportgen.records.run import Git
from reportgen.records.session import KeptFile, Session
from reportgen.store.layout import SESSION_FILE
from reportgen.store.writing import encode
from tests.read_pdf import bookmarks_of, links_of, page_sizes, text_of, words_of
from tests.sample_runs import sample_run, write_store

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PLATFORM = Platform(python="3.11.7 (64 bit)", packages={"keras": "3.15.1", "tensorflow": "2.21.0", "numpy": "2.4.6"})


def session(number: int = 1, **fields: Any) -> Session:
    source = KeptFile(name="program.py", path="train.py", bytes=10, kept_bytes=10, sha256="ab" * 32)
    return Session(
        **{
            "format_version": "1.1",
            "id": f"20260926T13500{number}Z-000{number}",
            "program": "train.py",
            "started_at": sample_run()[0].started_at,
            "exit_status": 0,
            "python": "3.11.7",
            "packages": {"absl-py": "2.5.1", "keras": "3.15.1"},
            "sources": (source,),
            **fields,
        }
    )


def report_of(folder: Path, sessions: list[Session], *, unrecorded: int = 0, **run_fields: Any) -> Path:
    """Render a store with a run of each session, and `unrecorded` runs without one."""
    runs = []
    for place, found in enumerate([*sessions, *[None] * unrecorded]):
        run, epochs = sample_run(f"net {place + 1}", seed=place)
        fields = {
            "platform": PLATFORM,
            "git": None,
            "seeds": {},
            "session_id": found.id if found else None,
            **run_fields,
        }
        runs.append((msgspec.structs.replace(run, **fields), epochs))
    store = write_store(folder / "runs", runs)
    for found in sessions:
        place_of = store / "sessions" / found.id
        place_of.mkdir(parents=True)
        (place_of / SESSION_FILE).write_bytes(encode(found))
    return render(store, folder / "report.pdf").path


def said(path: Path) -> str:
    """Return the text from the page on which the section begins, its lines joined."""
    first = next(page for _, title, page in bookmarks_of(path) if title.endswith("How this was produced"))
    return " ".join(" ".join(text_of(path, page) for page in range(first, len(page_sizes(path)) + 1)).split())


def test_the_steps_repeat_a_program_from_its_commit_to_its_command(tmp_path: Path) -> None:
    changes = KeptFile(name="changes.diff", bytes=900, kept_bytes=900, sha256="cd" * 32)
    git = Git(commit=COMMIT, branch="main", dirty=True)
    arguments = ("--name", "my net", "--token", "<redacted>")
    found = session(git=git, changes=changes, arguments=arguments, flags=("-O",))
    text = said(report_of(tmp_path, [found], seeds={"numpy.random.seed": 42}))
    for step in (
        f"git checkout {COMMIT}",
        f"git apply runs/sessions/{found.id}/changes.diff",
        "python -m pip install keras==3.15.1 numpy==2.4.6 tensorflow==2.21.0",
        f"all 2 that were installed stand in runs/sessions/{found.id}/session.json",
        "Take Python 3.11.7",
        "The program sets these seeds itself: 42 (numpy.random.seed).",
        "python -O train.py --name 'my net' --token '<redacted>'",
        "Load the data: MNIST by keras.datasets.mnist.",
    ):
        # A long path is broken over two lines.
        assert step.replace(" ", "") in text.replace(" ", ""), step


def test_without_a_repository_the_program_is_the_one_that_was_kept(tmp_path: Path) -> None:
    text = said(report_of(tmp_path, [session()]))
    assert f"Take the program as it ran, which is kept in runs/sessions/{session().id}/program.py." in text
    assert "No seed was set: the results will differ a little each time." in text
    assert "git" not in text


def test_changes_that_were_not_kept_are_not_promised(tmp_path: Path) -> None:
    text = said(report_of(tmp_path, [session(git=Git(commit=COMMIT, dirty=True))]))
    assert "There were changes that were not committed; they were not kept." in text
    assert "git apply" not in text


def test_sessions_that_repeat_one_another_share_the_steps_and_list_their_commands(tmp_path: Path) -> None:
    path = report_of(tmp_path, [session(number, arguments=("--rate", f"0.{number}")) for number in (1, 2, 3)])
    text = said(path)
    assert text.count("pip install") == 1
    for number in (1, 2, 3):
        assert f"python train.py --rate 0.{number}" in text
    assert "Models №: 1–3" in text
    assert "production-1" in {name for _, name, _ in links_of(path)}


def test_different_programs_have_entries_of_their_own(tmp_path: Path) -> None:
    module = session(2, program="-m package.train", kind="module", arguments=("-v",))
    path = report_of(tmp_path, [session(1), module, session(3, program="lab 3.ipynb", kind="notebook", failed_cell=4)])
    titles = [title.split(" ", 1)[1] for _, title, _ in bookmarks_of(path)]
    assert {"train.py", "-m package.train", "lab 3.ipynb"} <= set(titles)
    text = said(path)
    assert "python -m package.train -v" in text
    assert "reportgen run 'lab 3.ipynb'" in text
    assert "It failed in its code cell 4." in text


def test_how_a_session_ended_is_said_unless_it_ended_well(tmp_path: Path) -> None:
    killed = session(1, program="a.py", exit_status=137, signal="SIGKILL")
    failed = session(2, program="b.py", exit_status=3)
    text = said(report_of(tmp_path, [killed, failed, session(3, program="c.py", exit_status=None)]))
    assert "It was ended by SIGKILL." in text
    assert "It ended with exit status 3." in text
    assert "had not ended when this was written" in text


def test_runs_without_a_session_say_what_they_know_themselves(tmp_path: Path) -> None:
    text = said(report_of(tmp_path, [], unrecorded=2, git=Git(commit=COMMIT)))
    assert "Recorded from within a program" in text
    assert f"git checkout {COMMIT}" in text
    assert "keras==3.15.1" in text
    assert "Run it" not in text


def test_a_session_that_is_missing_or_damaged_or_hostile_costs_only_its_steps(tmp_path: Path) -> None:
    missing = report_of(tmp_path / "missing", [], unrecorded=1, session_id="20260926T135001Z-gone")
    assert "The folder of the session is missing" in said(missing)
    hostile = report_of(tmp_path / "hostile", [], unrecorded=1, session_id="../../../etc")
    assert "could not be read: names '../../../etc'" in said(hostile).replace("sessions/", "")
    store = tmp_path / "damaged"
    report_of(store, [session()])
    (store / "runs" / "sessions" / session().id / SESSION_FILE).write_text('{"format_version"')
    path = render(store / "runs", store / "again.pdf").path
    assert "could not be read: is not JSON" in said(path)


def test_a_command_of_any_length_stays_within_the_margins(tmp_path: Path) -> None:
    arguments = ("--layers", "x" * 300, *[f"--option-{number}={number}" for number in range(60)])
    path = report_of(tmp_path, [session(arguments=arguments)])
    right = (210 - 24) / 25.4 * 72 + 1
    assert all(word.right <= right for word in words_of(path))
    assert "--option-59=59" in said(path)
