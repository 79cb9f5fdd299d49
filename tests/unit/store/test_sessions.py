"""The session of a run, the files it kept, and the runs that it recorded."""

import os
from pathlib import Path

import msgspec
import pytest

from reportgen.errors import NewerFormatError, RecordError
from reportgen.records.session import KeptFile
from reportgen.store.reading import StoredRun, read_library, read_session
from reportgen.store.sessions import read_kept, runs_of_session, session_of
from reportgen.store.writing import claim_session, write_session
from tests.unit.records.examples import SESSION
from tests.unit.store.stores import put_broken, put_run


def put_session(runs: Path) -> Path:
    """Write a session; return its folder."""
    folder = claim_session(runs, SESSION.started_at)
    write_session(folder, msgspec.structs.replace(SESSION, id=folder.name))
    return folder


def only_run(runs: Path, session_id: str | None) -> StoredRun:
    put_run(runs, "a", session_id=session_id)
    (stored,) = read_library([runs]).runs
    return stored


def test_the_session_of_a_run_stands_beside_it(tmp_path: Path) -> None:
    folder = put_session(tmp_path)
    found = session_of(only_run(tmp_path, folder.name))
    assert found is not None
    assert (found.session.id, found.folder) == (folder.name, folder)


@pytest.mark.parametrize("session_id", [None, "20260926T135001Z-9c1e"])
def test_a_run_without_a_session_has_none(tmp_path: Path, session_id: str | None) -> None:
    assert session_of(only_run(tmp_path, session_id)) is None


@pytest.mark.parametrize(
    "session_id", ["", ".", "..", "../../secret", "/etc", "a/b", "a\\b", "a\0b", "a" * 5000, "../a"]
)
def test_a_run_cannot_name_a_folder_elsewhere_as_its_session(tmp_path: Path, session_id: str) -> None:
    (tmp_path / "secret").mkdir()
    put_session(tmp_path / "runs").rename(tmp_path / "secret" / "session")
    with pytest.raises(RecordError):
        session_of(only_run(tmp_path / "runs", session_id))


def test_a_session_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = put_session(tmp_path / "elsewhere")
    runs = tmp_path / "runs"
    (runs / "sessions").mkdir(parents=True)
    (runs / "sessions" / "linked").symlink_to(folder)
    with pytest.raises(RecordError, match="is a link"):
        session_of(only_run(runs, "linked"))


def kept(name: str) -> KeptFile:
    return KeptFile(name=name, bytes=1, kept_bytes=1)


def test_files_that_a_session_kept_are_read_from_its_folder_only(tmp_path: Path) -> None:
    folder = put_session(tmp_path)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "source" / "pkg").mkdir(parents=True)
    (folder / "source" / "pkg" / "net.py").write_text("layers = 3")
    (folder / "link.py").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    stored = session_of(only_run(tmp_path, folder.name))
    assert stored is not None

    assert read_kept(stored, kept("source/pkg/net.py")) == b"layers = 3"
    for name in ("../../secret.txt", str(tmp_path / "secret.txt"), "link.py", "linked/secret.txt", "pipe", "gone", ""):
        with pytest.raises(RecordError):
            read_kept(stored, kept(name))


def test_a_session_of_a_newer_format_names_the_version_to_install(tmp_path: Path) -> None:
    folder = put_broken(tmp_path, b"")
    (folder / "session.json").write_text('{"format_version": "3.0", "generator": "reportgen 5.0"}')
    with pytest.raises(NewerFormatError, match=r"session\.json has format 3\.0, .* install reportgen 5\.0 or later"):
        read_session(folder)


def test_the_runs_of_a_session_are_those_with_its_id(tmp_path: Path) -> None:
    put_run(tmp_path, "a", session_id="one")
    put_run(tmp_path, "b", session_id="two")
    put_run(tmp_path, "c", session_id="one")
    put_run(tmp_path, "d")
    put_broken(tmp_path, b"{", "e")
    library = read_library([tmp_path])
    one = runs_of_session(library, "one")
    assert [stored.run.id for stored in one.runs] == ["a", "c"]
    assert one.problems == library.problems
    assert runs_of_session(library, "three").runs == ()


@pytest.mark.parametrize("linked", ["sessions", "session.json"])
def test_neither_the_folder_of_sessions_nor_the_file_of_one_is_followed_out(tmp_path: Path, linked: str) -> None:
    elsewhere = put_session(tmp_path / "elsewhere")
    runs = tmp_path / "runs"
    if linked == "sessions":
        runs.mkdir()
        (runs / "sessions").symlink_to(elsewhere.parent)
    else:
        (runs / "sessions" / elsewhere.name).mkdir(parents=True)
        (runs / "sessions" / elsewhere.name / "session.json").symlink_to(elsewhere / "session.json")
    with pytest.raises(RecordError, match="is a link"):
        session_of(only_run(runs, elsewhere.name))
