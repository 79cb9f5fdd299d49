"""What was read of a file for the pages is what is attached, whatever becomes of the file meanwhile."""

import errno
import os
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from reportgen.errors import RecordError
from reportgen.outputs.content_file import ContentFile
from reportgen.outputs.originals import Originals, originals_kept
from reportgen.store.content import read_content

MEGABYTE = 10**6


@pytest.fixture
def originals() -> Iterator[Originals]:
    with originals_kept() as found:
        yield found


def attached(originals: Originals, path: Path) -> bytes:
    """Return the content of a file as it is in the PDF."""
    number = originals.of_file(path).number
    with pikepdf.open(originals.finished()) as document:
        stream = document.get_object(number, 0)
        stream.Filter = pikepdf.Name.FlateDecode
        return stream.read_bytes()


@pytest.mark.parametrize("name", ["run.json", "predictions.npz"])
def test_a_file_that_changes_is_read_and_attached_as_it_was(name: str, tmp_path: Path, originals: Originals) -> None:
    path = tmp_path / name
    path.write_bytes(b"before")
    assert read_content(path) == b"before"
    path.write_bytes(b"after, and longer")
    assert read_content(path) == b"before"
    assert attached(originals, path) == b"before"
    assert originals.of_file(path).size == 6


def test_a_file_that_vanishes_is_attached_as_it_was(tmp_path: Path, originals: Originals) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(b"before")
    read_content(path)
    path.unlink()
    assert attached(originals, path) == b"before"


def test_a_file_that_could_not_be_read_stays_so(tmp_path: Path, originals: Originals) -> None:
    path = tmp_path / "history.jsonl"
    with pytest.raises(RecordError, match="is missing"):
        read_content(path)
    path.write_bytes(b"late")
    with pytest.raises(RecordError, match="is missing") as raised:
        originals.of_file(path)
    assert isinstance(raised.value.__cause__, FileNotFoundError)
    assert raised.value.reason == "is missing"


def test_what_was_packed_early_is_not_read_again(tmp_path: Path, originals: Originals) -> None:
    files = [tmp_path / f"{number}.npz" for number in range(9)]
    for path in files:
        path.write_bytes(path.name.encode())
    originals.begin(lambda: [tmp_path / "missing.json", *files])
    kept = originals.of_file(files[0])
    for path in files:
        path.unlink()
    assert originals.of_file(files[0]) is kept
    assert [attached(originals, path) for path in files] == [path.name.encode() for path in files]
    assert [read_content(path) for path in files] == [path.name.encode() for path in files]


def test_what_goes_wrong_while_files_are_packed_is_told_where_they_are_attached(
    tmp_path: Path, originals: Originals
) -> None:
    def paths() -> list[Path]:
        raise LookupError("no such run")

    (tmp_path / "run.json").write_bytes(b"content")
    originals.begin(paths)
    with pytest.raises(LookupError, match="no such run"):
        originals.of_file(tmp_path / "run.json")


def test_the_same_file_by_another_path_is_the_same(
    tmp_path: Path, originals: Originals, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(b"before")
    read_content(path)
    path.write_bytes(b"after")
    monkeypatch.chdir(tmp_path)
    assert read_content(Path("run.json")) == b"before"
    assert attached(originals, Path("run.json")) == b"before"


def test_nothing_is_kept_without_a_report_or_for_another_one(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(b"before")
    found: dict[str, bytes] = {}
    with originals_kept() as outer:
        read_content(path)
        path.write_bytes(b"after")
        with originals_kept() as inner:
            assert inner is outer

        def in_a_thread() -> None:
            found["without"] = read_content(path)
            with originals_kept() as other:
                found["other"] = read_content(path)
                assert other is not outer

        thread = threading.Thread(target=in_a_thread)
        thread.start()
        thread.join()
        assert read_content(path) == b"before"
    assert found == {"without": b"after", "other": b"after"}
    assert read_content(path) == b"after"


def test_the_file_of_all_is_removed_at_the_end() -> None:
    with originals_kept() as originals:
        folder = originals.finished().parent
        assert folder.is_dir()
    assert not folder.exists()


def test_lack_of_room_is_told_where_files_are_attached_and_the_file_is_read_all_the_same(
    tmp_path: Path, originals: Originals, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(b"content")

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(ContentFile, "put", full)
    assert read_content(path) == b"content"
    originals.begin(lambda: [path])
    with pytest.raises(OSError, match="No space left"):
        originals.of_file(path)


def test_no_content_stays_in_memory(tmp_path: Path, originals: Originals) -> None:
    files = [tmp_path / f"{number}.npz" for number in range(12)]
    for path in files:
        path.write_bytes(os.urandom(MEGABYTE))
    tracemalloc.start()
    try:
        originals.begin(lambda: files[6:])
        for path in files[:6]:
            read_content(path)
        assert [originals.of_file(path).size for path in files] == [MEGABYTE] * 12
        assert tracemalloc.get_traced_memory()[1] < 6 * MEGABYTE
    finally:
        tracemalloc.stop()
