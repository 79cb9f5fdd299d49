"""Which folders are read: those named, each once, and nothing outside of them."""

from pathlib import Path

import pytest

from reportgen.errors import NoRunsError
from reportgen.store.problems import Problem
from reportgen.store.reading import read_library
from tests.sample_runs import first_document_runs, write_store
from tests.unit.store.stores import everything_in, only_problem, put_broken, put_run


def ids(*paths: Path) -> list[str]:
    """Return the ids read from `paths`, without any problem."""
    library = read_library(paths)
    assert library.problems == ()
    return [stored.run.id for stored in library.runs]


def test_a_folder_of_runs_gives_them_all_and_changes_nothing(tmp_path: Path) -> None:
    runs = first_document_runs()
    write_store(tmp_path, runs)
    before = everything_in(tmp_path)
    library = read_library([tmp_path])
    assert [(stored.run, stored.epochs) for stored in library.runs] == runs
    assert [stored.folder for stored in library.runs] == [tmp_path / run.id for run, _ in runs]
    assert everything_in(tmp_path) == before


def test_the_folder_of_a_run_gives_that_run(tmp_path: Path) -> None:
    put_run(tmp_path, "a")
    assert ids(put_run(tmp_path, "b")) == ["b"]


def test_a_path_named_twice_or_in_two_ways_is_read_once(tmp_path: Path) -> None:
    folder = put_run(tmp_path, "a")
    (tmp_path.parent / "link-to-runs").symlink_to(tmp_path)
    assert ids(tmp_path, tmp_path, folder, folder / ".." / "a", tmp_path.parent / "link-to-runs") == ["a"]


def test_runs_of_several_folders_come_together(tmp_path: Path) -> None:
    put_run(tmp_path / "x", "a")
    put_run(tmp_path / "y", "b")
    assert ids(tmp_path / "y", tmp_path / "x") == ["a", "b"]


def test_what_is_no_run_is_passed_over(tmp_path: Path) -> None:
    put_run(tmp_path, "a")
    put_run(tmp_path, ".trash")
    put_run(tmp_path, "sessions")
    put_run(tmp_path / "deeper", "b")
    (tmp_path / "claimed-only").mkdir()
    (tmp_path / "report.toml").write_text("")
    (tmp_path / "a" / ".run.json.0123").write_text("half a fi")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    assert ids(tmp_path) == ["a"]


def test_a_link_to_a_neighbour_is_read_once_under_its_own_name(tmp_path: Path) -> None:
    put_run(tmp_path, "net")
    (tmp_path / "best").symlink_to("net")
    library = read_library([tmp_path])
    assert [stored.folder.name for stored in library.runs] == ["net"]
    assert library.problems == ()


def test_a_link_out_of_the_folder_is_not_followed_but_named(tmp_path: Path) -> None:
    elsewhere = put_run(tmp_path / "elsewhere", "secret")
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "linked").symlink_to(elsewhere)
    assert only_problem(tmp_path / "runs") == Problem(
        tmp_path / "runs" / "linked", f"is a link out of its folder and not followed: name {elsewhere} itself"
    )


def test_a_link_named_by_the_person_is_followed(tmp_path: Path) -> None:
    elsewhere = put_run(tmp_path / "elsewhere", "net")
    (tmp_path / "linked").symlink_to(elsewhere)
    assert ids(tmp_path / "linked") == ["net"]


def test_a_history_without_its_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "lost").mkdir()
    (tmp_path / "lost" / "history.jsonl").write_text('{"epoch":1}\n')
    assert only_problem(tmp_path) == Problem(
        tmp_path / "lost" / "run.json", "is missing, though there is a history.jsonl: restore it"
    )


def test_a_folder_that_may_not_be_opened_is_named_and_the_others_are_read(as_nobody: Path) -> None:
    put_run(as_nobody, "locked").chmod(0)
    assert only_problem(as_nobody) == Problem(as_nobody / "locked", "cannot be opened: Permission denied")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone", "{tmp}/gone does not exist: {record_one}"),
        ("empty", "{tmp}/empty holds no runs: record one with 'reportgen run train.py'"),
        ("file", "{tmp}/file is a file: name the folder it is in, {tmp}, or one that holds runs"),
        ("runs/sessions", "{tmp}/runs/sessions holds sessions, not runs: name {tmp}/runs"),
        ("runs/sessions/9c1e", "{tmp}/runs/sessions/9c1e is a session, not a run: its runs are in {tmp}/runs"),
        (
            "a\0b",
            "{tmp}/a\\x00b does not exist: {record_one}",
        ),
        ("a\x1b[2J\n", "{tmp}/a\\x1b[2J\\n does not exist: {record_one}"),
    ],
)
def test_a_path_without_runs_is_told_with_the_next_step(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "runs" / "sessions" / "9c1e").mkdir(parents=True)
    (tmp_path / "runs" / "sessions" / "9c1e" / "session.json").write_text("{}")
    record_one = "record a training with 'reportgen run train.py', or name the folder that holds runs"
    with pytest.raises(NoRunsError) as caught:
        read_library([tmp_path / name])
    assert str(caught.value) == reason.format(tmp=tmp_path, record_one=record_one)


def test_a_folder_that_may_not_be_listed_is_told_with_the_reason(as_nobody: Path) -> None:
    as_nobody.chmod(0)
    with pytest.raises(NoRunsError, match="cannot be opened: Permission denied"):
        read_library([as_nobody])


def test_the_id_of_a_run_in_place_of_its_folder_is_answered_with_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_run(tmp_path / "runs", "20260926T135012Z-net-3f9a")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoRunsError, match=r"does not exist: there is runs/20260926T135012Z-net-3f9a$"):
        read_library([Path("20260926T135012Z-net-3f9a")])


def test_a_path_without_runs_beside_others_is_a_problem_and_they_are_read(tmp_path: Path) -> None:
    put_run(tmp_path / "runs", "a")
    library = read_library([tmp_path / "gone", tmp_path / "runs"])
    assert [stored.run.id for stored in library.runs] == ["a"]
    assert [(problem.path, problem.reason.split(":")[0]) for problem in library.problems] == [
        (tmp_path / "gone", "does not exist")
    ]


def test_many_paths_without_runs_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NoRunsError) as caught:
        read_library([tmp_path / str(number) for number in range(20)])
    assert str(caught.value).count("does not exist") == 3
    assert str(caught.value).endswith("; and 17 more")


def test_no_path_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoRunsError, match="no folder was named"):
        read_library([])


def test_a_store_of_nothing_but_damaged_runs_gives_their_reasons(tmp_path: Path) -> None:
    put_broken(tmp_path, b"{", "a")
    put_broken(tmp_path, b"", "b")
    library = read_library([tmp_path])
    assert library.runs == ()
    assert [problem.path.parent.name for problem in library.problems] == ["a", "b"]
