"""Which runs were produced alike, and how often their sessions are read."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from reportgen.analysis import provenance
from reportgen.analysis.provenance import Source, find_sources
from reportgen.analysis.selection import choose_runs
from reportgen.records.platform import Platform
from reportgen.records.run import Git
from reportgen.records.session import KeptFile
from reportgen.store.layout import SESSION_FILE
from reportgen.store.reading import StoredRun
from reportgen.store.sessions import session_of
from reportgen.store.writing import encode
from tests.unit.analysis.small_runs import stored
from tests.unit.records.examples import SESSION


def put(runs: Path, session_id: str, **fields: Any) -> None:
    folder = runs / "sessions" / session_id
    folder.mkdir(parents=True)
    known = {"git": None, "sources": (), "changes": None, "arguments": (session_id,)}
    (folder / SESSION_FILE).write_bytes(encode(msgspec.structs.replace(SESSION, id=session_id, **(known | fields))))


def run_of(runs: Path, minute: int, session_id: str | None, **fields: Any) -> StoredRun:
    found = stored(minute=minute, session_id=session_id, **fields)
    return StoredRun(found.run, found.epochs, runs / found.run.id)


def sources(*runs: StoredRun) -> tuple[Source, ...]:
    return find_sources(choose_runs(runs, (), "started"))


def numbers(found: tuple[Source, ...]) -> list[list[int]]:
    return [[run.number for run in source.runs] for source in found]


def test_sessions_that_differ_in_arguments_alone_are_one_source(tmp_path: Path) -> None:
    for name in "ab":
        put(tmp_path, name)
    (found,) = sources(run_of(tmp_path, 0, "a"), run_of(tmp_path, 1, "b"), run_of(tmp_path, 2, "a"))
    assert [run.number for run in found.runs] == [1, 2, 3]
    assert [kept.session.arguments for kept in found.sessions] == [("a",), ("b",)]


@pytest.mark.parametrize(
    "difference",
    [
        {"program": "other.py"},
        {"kind": "module"},
        {"python": "3.13.0"},
        {"git": Git(commit="abc")},
        {"sources": (KeptFile(name="program.py", bytes=1, kept_bytes=1, sha256="ab"),)},
    ],
    ids=lambda difference: next(iter(difference)),
)
def test_sessions_that_differ_in_more_are_two(tmp_path: Path, difference: dict[str, Any]) -> None:
    put(tmp_path, "a")
    put(tmp_path, "b", **difference)
    assert numbers(sources(run_of(tmp_path, 0, "a"), run_of(tmp_path, 1, "b"))) == [[1], [2]]


def test_changes_that_nobody_knows_are_not_the_same_twice(tmp_path: Path) -> None:
    dirty = {"git": Git(commit="abc", dirty=True)}
    whole = KeptFile(name="changes.diff", bytes=1, kept_bytes=1, sha256="ab")
    for name, changes in {"a": None, "b": None, "c": whole, "d": whole}.items():
        put(tmp_path, name, **dirty, changes=changes)
    found = sources(*(run_of(tmp_path, place, name) for place, name in enumerate("abcd")))
    assert numbers(found) == [[1], [2], [3, 4]]


def test_packages_imported_between_two_trainings_are_those_of_one_source(tmp_path: Path) -> None:
    put(tmp_path, "a")
    before = Platform(keras="3.15.1", backend="tensorflow", backend_version="2.21.0", packages={"numpy": "2.4.6"})
    after = Platform(packages={"numpy": "2.4.6", "pandas": "3.1.1", "keras-reportgen": "0.1.0"})
    (found,) = sources(run_of(tmp_path, 0, "a", platform=before), run_of(tmp_path, 1, "a", platform=after))
    assert found.packages == {"keras": "3.15.1", "numpy": "2.4.6", "pandas": "3.1.1", "tensorflow": "2.21.0"}


def test_a_session_is_read_once_however_many_runs_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a")
    read: list[str] = []

    def counted(run: StoredRun) -> Any:
        read.append(str(run.run.session_id))
        return session_of(run)

    monkeypatch.setattr(provenance, "session_of", counted)
    sources(*(run_of(tmp_path, place, "a" if place % 2 else None) for place in range(40)))
    assert read == ["a"]


def test_runs_without_a_session_are_alike_in_the_same_surroundings(tmp_path: Path) -> None:
    git = Git(commit="abc")
    found = sources(
        *(run_of(tmp_path, place, None, git=known) for place, known in enumerate([git, None, git])),
        run_of(tmp_path, 3, "gone", git=git),
    )
    assert numbers(found) == [[1, 3], [2], [4]]
    assert [bool(source.problems) for source in found] == [False, False, True]
