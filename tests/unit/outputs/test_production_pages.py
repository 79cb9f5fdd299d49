"""How the models were produced, read back from the PDF: the steps of one session, of many, of none, of damaged ones."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reportgen.api import render
from reportgen.records.dataset import Dataset
from reportgen.records.platform import Platform
from reportgen.records.run import Git
from reportgen.records.session import KeptFile, Session
from reportgen.records.values import Setting
from reportgen.sections.production import build
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.layout import SESSION_FILE
from reportgen.store.reading import read_library
from reportgen.store.writing import encode
from tests.read_pdf import Word, bookmarks_of, lines_of, links_of, page_sizes, text_of, words_of
from tests.sample_runs import SampleRun, sample_run, write_store

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PACKAGES = {"keras": "3.15.1", "tensorflow": "2.21.0", "numpy": "2.4.6"}
PLATFORM = Platform(python="3.11.7 (64 bit)", packages=PACKAGES)
SEED = {"keras.utils.set_random_seed": 42}
RIGHT_MARGIN = (210 - 24) / 25.4 * 72 + 1


def kept(name: str, path: str = "", kept_bytes: int = 10) -> KeptFile:
    return KeptFile(name=name, path=path, bytes=10, kept_bytes=kept_bytes, sha256="ab" * 32)


def session(number: int = 1, **fields: Any) -> Session:
    started_at = sample_run()[0].started_at + timedelta(minutes=number)
    return Session(
        **{
            "format_version": "1.0",
            "id": f"20260926T1350{number:02}Z-{number:04}",
            "program": "train.py",
            "started_at": started_at,
            "ended_at": started_at + timedelta(seconds=95),
            "exit_status": 0,
            "python": "3.11.7",
            "packages": {"absl-py": "2.5.1", "keras": "3.15.1"},
            "sources": (kept("program.py", "train.py"),),
            **fields,
        }
    )


def store_of(folder: Path, sessions: list[Session], runs: list[dict[str, Any]] | None = None) -> Path:
    """Write a store with a run of each session, then `runs`, given by their fields."""
    recorded = [{"session_id": found.id} for found in sessions]
    store = write_store(folder / "runs", [a_run(place, fields) for place, fields in enumerate(recorded + (runs or []))])
    for found in sessions:
        place = store / "sessions" / found.id
        place.mkdir(parents=True)
        (place / SESSION_FILE).write_bytes(encode(found))
        for file in filter(None, (*found.sources, found.changes)):
            if "/" not in file.name:
                (place / file.name).write_text("kept")
    return store


def a_run(place: int, fields: dict[str, Any]) -> SampleRun:
    run, epochs = sample_run(f"net {place + 1}", seed=place)
    return msgspec.structs.replace(run, **{"platform": PLATFORM, "git": None, "seeds": {}, **fields}), epochs


def report_of(store: Path, **settings: Any) -> Path:
    sections = ("production",)
    return render(store, store.parent / "report.pdf", settings=Settings(**{"sections": sections, **settings})).path


def said(path: Path) -> str:
    """Return the text of the section, its lines joined, without what stands at the head and the foot of its pages."""
    lines = []
    for page in range(1, len(page_sizes(path)) + 1):
        on_page = [line.strip() for line in lines_of(path, page).splitlines() if line.strip()]
        lines += on_page[page > 1 : -1]
    text = " ".join(lines).rpartition("How this was produced 1.1 ")[2]
    # Between two faces, and where a path goes on in the next line, there is no space.
    return re.sub(r" (?=[.:]( |$))|(?<=/) |(?<=“) ", "", text)


def typed(path: Path, start: str) -> list[str]:
    """Return the commands that begin with `start` as a person copies them, their lines joined as a shell does."""
    joined = re.sub(r"\\\n+", "", text_of(path))
    return re.findall(rf"^{re.escape(start)}.*$", joined, re.MULTILINE)


def words_typed(command: str) -> list[str]:
    """Return the words that a shell makes of a command."""
    listed = subprocess.run(["bash", "-c", f"printf '%s\\0' {command}"], capture_output=True, text=True, check=True)
    return listed.stdout.split("\0")[:-1]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of one program in a repository with changes, its arguments long, secret and odd."""
    return report_of(store_of(tmp_path_factory.mktemp("repository"), [in_repository()]))


ARGUMENTS = ("--name", "my net", "--token", "<redacted>", "--layers", "x" * 300, "two\nlines", "it's $HOME", "")
ARGUMENTS += tuple(f"--option-{number}={number}" for number in range(60))


def in_repository() -> Session:
    git = Git(commit=COMMIT, branch="main", dirty=True)
    return session(git=git, changes=kept("changes.diff"), arguments=ARGUMENTS, flags=("-O",))


def test_the_steps_repeat_a_program_from_its_commit_to_its_command(repository: Path) -> None:
    text, folder = said(repository), f"runs/sessions/{in_repository().id}"
    steps = (
        "Models №: 1 Started 2026-09-26 13:51 UTC Took 1 min 35 s Commit 0123456789ab on main, with uncommitted",
        f"1. Take the program as it was committed: git checkout {COMMIT}",
        f"2. At the top of the repository, apply the changes that were not committed: git apply {folder}/changes.diff",
        f"3. The program as it ran is kept in {folder}/program.py.",
        "4. Take Python 3.11.7, and install what the program imported; all 2 packages that were installed are listed "
        f"in {folder}/session.json: python -m pip install keras==3.15.1 numpy==2.4.6 tensorflow==2.21.0",
        "5. The data: MNIST, loaded by keras.datasets.mnist.",
        "6. Run it: python -O -m reportgen run train.py --name 'my net' --token '<redacted>'",
        "7. Where <redacted> stands, put the secret that was not recorded.",
        "No seed was set, so results will differ a little each time.",
    )
    places = [text.find(step) for step in steps]
    assert -1 not in places, steps[places.index(-1)]
    assert places == sorted(places)


def test_a_command_copied_from_the_page_has_the_arguments_of_the_program(repository: Path) -> None:
    (command,) = typed(repository, "python -O")
    assert words_typed(command) == ["python", "-O", "-m", "reportgen", "run", "train.py", *ARGUMENTS]


def test_a_command_of_any_length_stays_within_the_margins(repository: Path) -> None:
    assert max(word.right for word in words_of(repository)) <= RIGHT_MARGIN


def test_a_command_without_end_is_cut_and_says_where_the_rest_is(tmp_path: Path) -> None:
    endless = session(arguments=tuple(f"--option-{number}={number}" for number in range(5000)))
    text = said(report_of(store_of(tmp_path, [endless])))
    assert "--option-0=0" in text
    assert "--option-4999" not in text
    assert f"… 5. What is cut off above: see the field “arguments” in runs/sessions/{endless.id}/session.json." in text


def test_without_a_repository_the_program_is_the_one_that_was_kept(tmp_path: Path) -> None:
    modules = session(sources=(kept("program.py", "train.py"), kept("source/a.py"), kept("source/b.py")))
    text = said(report_of(store_of(tmp_path, [modules])))
    place = f"runs/sessions/{modules.id}/program.py"
    assert f"1. The program as it ran, and 2 of its own modules beside it, are kept in {place}." in text
    assert "reportgen run train.py" in text
    assert "git" not in text


def test_changes_that_are_not_whole_in_the_session_are_not_promised(tmp_path: Path) -> None:
    names = ("../../../changes.diff", "/etc/passwd", "gone/changes.diff")
    changes = [None, *map(kept, names), kept("changes.diff", kept_bytes=5)]
    git = Git(commit=COMMIT, dirty=True)
    sessions = [session(n, program=f"{n}.py", git=git, changes=file) for n, file in enumerate(changes, start=1)]
    text = said(report_of(store_of(tmp_path, sessions)))
    assert text.count("Files differed from the commit; how is not known, for the changes were not kept.") == 4
    assert text.count("of the changes only the beginning and the end were kept, in runs/sessions/") == 1
    assert "git apply" not in text
    assert "passwd" not in text


def test_what_is_to_be_typed_holds_nothing_that_acts(tmp_path: Path) -> None:
    acting = session(program="a; rm -rf ~.py", git=Git(commit="--upload-pack=evil"), arguments=("$(reboot)", "`id`"))
    platform = msgspec.structs.replace(
        PLATFORM, packages={**PACKAGES, "--index-url": "http://evil", "good": "1 --evil", "evil; reboot": "1"}
    )
    store = store_of(tmp_path, [acting], [{"platform": platform, "session_id": acting.id}])
    path = report_of(store)
    assert not typed(path, "git checkout")
    assert typed(path, "python -m pip") == [
        "python -m pip install keras==3.15.1 numpy==2.4.6 tensorflow==2.21.0",
    ]
    (command,) = typed(path, "reportgen run")
    assert words_typed(command) == ["reportgen", "run", "a; rm -rf ~.py", "$(reboot)", "`id`"]


def test_sessions_that_repeat_one_another_share_the_steps_and_list_their_commands(tmp_path: Path) -> None:
    alike = [session(number, arguments=("--rate", f"0.{number}")) for number in range(1, 31)]
    alike[4] = msgspec.structs.replace(alike[4], exit_status=1)
    alike[6] = msgspec.structs.replace(alike[6], exit_status=1)
    path = report_of(store_of(tmp_path, alike))
    text = said(path)
    assert "Models №: 1–30 Run 30 times Started 2026-09-26 13:51 UTC Last started 2026-09-26 14:20 UTC" in text
    assert "2 of them (started 2026-09-26 13:55 UTC, 2026-09-26 13:57 UTC) ended with exit status 1." in text
    assert text.count("pip install") == 1
    assert typed(path, "reportgen run") == [f"reportgen run train.py --rate 0.{number}" for number in range(1, 13)]
    assert "18 further commands: see the field “arguments” in runs/sessions/*/session.json." in text


def test_sessions_of_changed_files_do_not_repeat_one_another(tmp_path: Path) -> None:
    changed = msgspec.structs.replace(kept("program.py", "train.py"), sha256="cd" * 32)
    dirty = Git(commit=COMMIT, dirty=True)
    path = report_of(
        store_of(
            tmp_path,
            [session(1), session(2, sources=(changed,)), session(3, git=dirty), session(4, git=dirty)],
        )
    )
    titles = [title for _, title, _ in bookmarks_of(path) if "train.py" in title]
    # Of changes that were not kept nobody knows that they are the same.
    assert titles == [f"1.{place} train.py, 2026-09-26 13:5{place} UTC" for place in (1, 2, 3, 4)]


def test_different_programs_have_entries_of_their_own_and_share_the_packages(tmp_path: Path) -> None:
    module = session(2, program="-m package.train", kind="module", arguments=("-v",))
    notebook = session(
        3, program="lab 3.ipynb", kind="notebook", sources=(kept("program.ipynb", "lab 3.ipynb"),), failed_cell=4
    )
    path = report_of(store_of(tmp_path, [session(1), module, notebook]))
    assert [title for _, title, _ in bookmarks_of(path)] == [
        "1 How this was produced",
        "1.1 train.py",
        "1.2 -m package.train",
        "1.3 lab 3.ipynb",
    ]
    to_packages = [place for _, name, place in links_of(path) if name == "production-1"]
    assert len(to_packages) > 2
    text = said(path)
    assert text.count("pip install") == 1
    assert text.count("Take Python and the packages as for train.py.") == 2
    without = "(or, without recording, with “python” in place of “reportgen run”)"
    assert f"Run it {without}: reportgen run -m package.train -v" in text
    assert "It failed in code cell 4. 1. The notebook as it was is kept in runs/sessions/" in text
    assert "Run it (or run its cells in order in Jupyter): reportgen run 'lab 3.ipynb'" in text


def test_of_many_different_programs_all_but_the_first_have_a_row(tmp_path: Path) -> None:
    many = [
        session(
            number,
            program=f"experiment_{number}.py",
            git=Git(commit=f"{number:040x}"[::-1], dirty=number == 9),
            exit_status=int(number == 8),
            arguments=("--out", "a folder of my own", "--rate", f"0.{number}"),
        )
        for number in range(1, 31)
    ]
    path = report_of(store_of(tmp_path, many))
    titles = [title for _, title, _ in bookmarks_of(path)]
    assert titles[-1] == "1.7 Further programs"
    text = said(path)
    for number, found in enumerate(many, start=1):
        assert f"experiment_{number}.py" in text
        assert (found.id in text.partition("Further programs")[2]) == (number > 6)
    assert text.count("ended with exit status 1.") == 1
    assert "900000000000" in text
    assert text.count("and changes") == 2  # once in the sentence above the table
    assert typed(path, "reportgen run")[6:] == [
        f"reportgen run experiment_{number}.py --out 'a folder of my own' --rate 0.{number}" for number in range(7, 31)
    ]
    assert max(word.page for word in words_of(path)) <= 4
    assert max(word.right for word in words_of(path)) <= RIGHT_MARGIN
    assert "1.31 experiment_30.py" not in titles
    full = build(make_report(read_library([tmp_path / "runs"]), Settings(detail="full")))
    assert [len(full.productions), len(full.rows)] == [30, 0]


def test_how_a_session_ended_is_said_unless_it_ended_well(tmp_path: Path) -> None:
    killed = session(1, program="a.py", exit_status=137, signal="SIGKILL")
    failed = session(2, program="b.py", exit_status=3)
    going_on = session(3, program="c.py", exit_status=None, ended_at=None)
    text = said(report_of(store_of(tmp_path, [killed, failed, going_on, session(4, program="d.py")])))
    assert text.count("It was ended by SIGKILL.") == 1
    assert "It ended with exit status 3." in text
    assert "It had not ended when this was written, or its end could not be recorded." in text
    assert text.count("It ended") == 1


def test_seeds_and_data_are_told_for_the_models_that_have_them(tmp_path: Path) -> None:
    one = session()
    named = Dataset(name=Setting(value="My pictures", origin="set"))
    runs = [
        {"session_id": one.id, "seeds": SEED},
        {"session_id": one.id, "seeds": {"random.seed": 1, "numpy.random.seed": 2}, "dataset": named},
        {"session_id": one.id, "dataset": None},
    ]
    store = store_of(tmp_path, [one], runs)
    text = said(report_of(store))
    assert "Models №: 1–4 " in text
    assert (
        "The data: MNIST, loaded by keras.datasets.mnist (models 1–2); My pictures, loaded in a way that was not "
        "recorded (model 3); not recorded, see the program (model 4)." in text
    )
    assert (
        "The program sets the seeds itself: keras.utils.set_random_seed(42) (model 2); random.seed(1), "
        "numpy.random.seed(2) (model 3). No seed was set for models 1, 4, so results will differ a little each time."
        in text
    )


def test_runs_without_a_session_say_what_they_know_themselves(tmp_path: Path) -> None:
    alone = {"git": Git(commit=COMMIT)}
    old = Platform(python="3.12.1 (64 bit)", keras="3.10.0", backend="jax", backend_version="0.5.3")
    path = report_of(store_of(tmp_path, [], [alone, {"platform": old}, alone, {"platform": None}]))
    text = said(path)
    first, second, third = (part.partition("No seed is recorded")[0] for part in text.split("Models №: ")[1:])
    assert first.startswith("1, 3 Started 2026-09-26 13:50 UTC Last started 2026-09-26 13:54 UTC Commit 0123456789ab")
    assert "Command unknown: recorded by autolog, RunRecorder or record, not under reportgen run" in first
    assert f"git checkout {COMMIT}" in first
    assert "Take Python 3.11.7" in first
    assert (
        "Take Python 3.12.1, and install what the program imported: python -m pip install jax==0.5.3 keras==3.10.0"
        in (second)
    )
    assert "Python" not in third
    assert text.count("No seed is recorded: unless the program sets one, results will differ each time.") == 3
    assert "reportgen run" not in text.replace("not under reportgen run", "")


def test_a_session_that_is_missing_or_damaged_or_hostile_costs_only_its_steps(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        [session()],
        [{"session_id": "20260926T135001Z-gone"}, {"session_id": "../../../etc"}, {"session_id": "/etc"}],
    )
    (store / "sessions" / session().id / SESSION_FILE).write_text('{"format_version"')
    text = said(report_of(store))
    assert "its session is not JSON, perhaps cut off" in text
    assert "The folder of its session is missing, and with it what is known of the program." in text
    assert "its session names 'sessions/../../../etc', which is no plain name" in text
    assert re.findall(r"(?<!as for )Program not known, \S+ \S+ UTC Models №: (\d)", text) == ["1", "2", "3", "4"]
    assert text.count("MNIST") == 4
    assert text.count("keras==3.15.1") == 1


def test_a_run_kept_in_a_folder_of_its_own_has_the_session_of_the_others(tmp_path: Path) -> None:
    store = store_of(tmp_path, [session()])
    elsewhere = write_store(tmp_path / "elsewhere", [a_run(7, {"session_id": session().id})])
    rendered = render([elsewhere, store], tmp_path / "report.pdf", settings=Settings(sections=("production",)))
    assert "1.1 train.py Models №: 1–2" in " ".join(text_of(rendered.path).split())


def test_the_models_are_links_to_their_pages_and_pages_break_between_steps(tmp_path: Path) -> None:
    both = [session(1), session(2, program="b.py")]
    path = report_of(store_of(tmp_path, both, [{"session_id": both[0].id}]), sections=())
    anchors = {name: page for _, name, page in links_of(path)}
    (page,) = {page for _, title, page in bookmarks_of(path) if title.endswith("How this was produced")}
    assert {"run-1", "run-2", "run-3"} <= {name for number, name, _ in links_of(path) if number >= page}
    assert anchors["production-1"] == page
    order = [title.split(" ", 1)[1] for depth, title, _ in bookmarks_of(path) if depth == 0]
    assert order.index("How this was produced") == order.index("Learning algorithms") + 1


def test_hostile_texts_of_a_session_stay_text_of_a_bounded_length(tmp_path: Path) -> None:
    hostile = session(
        program="<script>alert(1)</script>" + "p" * 5000 + "\x1b[31m",
        signal="<b>SIGKILL</b>" + "s" * 5000,
        python="3.11.7<i>" + "9" * 5000,
        git=Git(commit="z" * 5000, branch="b" * 5000, dirty=True),
        changes=kept("changes.diff"),
        arguments=("a" * 100_000, "\u202egnp.exe", "<img src=x>"),
        sources=(kept("program.py", "p" * 5000),),
    )
    path = report_of(store_of(tmp_path, [hostile]))
    words: list[Word] = words_of(path)
    assert max(word.page for word in words) <= 4
    assert max(word.right for word in words) <= RIGHT_MARGIN
    assert "<script>alert(1)</script>" in said(path)
