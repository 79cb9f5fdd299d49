"""The session that was started last, and the runs that it recorded."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from reportgen.errors import NewerFormatError, RecordError
from reportgen.store.reading import read_library, read_session
from reportgen.store.sessions import newest_session, runs_of_session
from reportgen.store.writing import claim_session, write_session
from tests.unit.records.examples import SESSION
from tests.unit.store.stores import everything_in, put_broken, put_run


def put_session(runs: Path, minutes: int) -> str:
    """Write a session that was started `minutes` after the example's; return its id."""
    started_at = SESSION.started_at + timedelta(minutes=minutes)
    folder = claim_session(runs, started_at)
    write_session(folder, msgspec.structs.replace(SESSION, id=folder.name, started_at=started_at))
    return folder.name


def test_the_newest_session_is_the_one_started_last(tmp_path: Path) -> None:
    put_session(tmp_path, 5)
    newest = put_session(tmp_path, 90)
    put_session(tmp_path, 10)
    before = everything_in(tmp_path)
    found = newest_session(tmp_path)
    assert found is not None
    assert found.id == newest
    assert found.started_at == SESSION.started_at + timedelta(minutes=90)
    assert everything_in(tmp_path) == before


def test_without_a_session_there_is_no_newest(tmp_path: Path) -> None:
    assert newest_session(tmp_path / "gone") is None
    assert newest_session(tmp_path) is None
    (tmp_path / "sessions").mkdir()
    assert newest_session(tmp_path) is None


def test_a_session_that_was_only_claimed_is_passed_over(tmp_path: Path) -> None:
    written = put_session(tmp_path, 0)
    claim_session(tmp_path, SESSION.started_at + timedelta(minutes=1))
    (tmp_path / "sessions" / "a-file").write_text("")
    found = newest_session(tmp_path)
    assert found is not None
    assert found.id == written


@pytest.mark.parametrize("content", [b"", b'{"format_version": "1.0", "id"', b"[]"])
def test_an_unreadable_newest_session_is_an_error_and_not_replaced_by_an_older_one(
    tmp_path: Path, content: bytes
) -> None:
    put_session(tmp_path, 0)
    folder = claim_session(tmp_path, SESSION.started_at + timedelta(minutes=1))
    (folder / "session.json").write_bytes(content)
    with pytest.raises(RecordError, match=r"session\.json (is|does not)"):
        newest_session(tmp_path)


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
