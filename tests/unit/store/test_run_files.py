"""Files called `run.json`, damaged, foreign, newer, and such as nobody should open."""

import os
import resource
import tracemalloc
from pathlib import Path

import pytest

from reportgen.errors import NewerFormatError, RecordError
from reportgen.store.reading import read_library, read_run
from tests.unit.records import examples
from tests.unit.store.stores import REQUIRED, everything_in, only_problem, put_broken, put_run

WHOLE = (examples.FOLDER / "run.json").read_bytes()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.25, 0.5, 0.99])
def test_a_truncated_file_is_named_and_nothing_on_disk_changes(tmp_path: Path, share: float) -> None:
    put_broken(tmp_path, WHOLE[: int(share * len(WHOLE))])
    before = everything_in(tmp_path / "broken")
    problem = only_problem(tmp_path)
    assert problem.path == tmp_path / "broken" / "run.json"
    assert problem.skipped
    assert problem.reason.startswith("is empty" if share == 0 else "is not JSON, perhaps cut off")
    assert everything_in(tmp_path / "broken") == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n", "is empty: restore it from a copy, or delete it"),
        (b"<html>", "is not JSON, perhaps cut off: JSON is malformed: invalid character (byte 0)"),
        (WHOLE + b"}", "is not JSON, perhaps cut off: JSON is malformed: trailing characters"),
        (b"\xff\xfe" + WHOLE.decode().encode("utf-16-le"), "is not UTF-8 text"),
        (WHOLE.replace("Ж".encode(), b"\xd6"), "is not UTF-8 text"),
        (b'{"seeds":{"a":' + b"[" * 100_000, "is nested too deeply to be a record"),
        (b'{"new":' * 100_000, "is nested too deeply to be a record"),
        (b"[]", "does not hold what the format asks for: Expected `object`, got `array`"),
        (b"{}", "does not hold what the format asks for: Object missing required field"),
        (WHOLE.replace(b'"failed"', b'"done"'), "does not hold what the format asks for: Invalid enum value 'done'"),
        (WHOLE.replace(b'"loss": "NaN"', b'"loss": "nan"'), "does not hold what the format asks for: Invalid enum"),
        (WHOLE.replace(b"47.87700000000001", b"NaN"), "does not hold what the format asks for: Expected `float"),
        (WHOLE.replace(b"4242", b"1e999"), "does not hold what the format asks for: Number out of range"),
    ],
)
def test_a_file_that_holds_something_else_is_named_with_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    put_broken(tmp_path, content)
    assert only_problem(tmp_path).reason.startswith(reason)


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        (None, "Object missing required field `format_version`"),
        (1.0, "Expected `str`, got `float` - at `$.format_version`"),
        ("abc", "has format_version 'abc', which is none such as '1.1'"),
        ("0.9", "has format_version '0.9', which is none such as '1.1'"),
        ("1." + "0" * 9999, "has format_version '1.00000"),
        ("2.0", "has format 2.0, this reportgen reads up to 1.x: install reportgen 3.1 or later"),
        ("12.3", "has format 12.3, this reportgen reads up to 1.x: install reportgen 3.1 or later"),
    ],
)
def test_a_version_that_cannot_be_read_is_told_with_what_can(tmp_path: Path, version: object, reason: str) -> None:
    folder = put_run(tmp_path, "other", format_version=version, generator="reportgen 3.1")
    if version is None:
        (folder / "run.json").write_text('{"id": "x"}')
    assert reason in only_problem(tmp_path).reason


def test_a_newer_format_is_told_as_such_even_if_nothing_else_is_understood(tmp_path: Path) -> None:
    folder = put_broken(tmp_path, b'{"format_version": "2.0", "name": {"de": "Netz"}}')
    with pytest.raises(NewerFormatError, match=r"run\.json has format 2\.0, .* install a reportgen"):
        read_run(folder, [])


def test_a_newer_minor_version_is_read_without_what_it_added(tmp_path: Path) -> None:
    put_run(tmp_path, "net", format_version="1.7", energy_joules=1e6, platform={"device": "TPU:0", "rack": [7]})
    library = read_library([tmp_path])
    assert library.problems == ()
    assert library.runs[0].run.format_version == "1.7"
    assert library.runs[0].run.platform is not None
    assert library.runs[0].run.platform.device == "TPU:0"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + WHOLE,
        WHOLE.replace(b"\n", b"\r\n"),
        WHOLE.replace(b'"NaN"', b"NaN").replace(b'"Infinity"', b"Infinity"),
    ],
    ids=["byte order mark", "CRLF", "bare NaN"],
)
def test_what_editors_and_other_programs_do_to_a_file_is_understood(tmp_path: Path, content: bytes) -> None:
    put_broken(tmp_path, content, "edited")
    assert [stored.run for stored in read_library([tmp_path]).runs] == [examples.RUN]


def test_an_error_names_its_file(tmp_path: Path) -> None:
    folder = put_broken(tmp_path, b"{")
    with pytest.raises(RecordError) as caught:
        read_run(folder, [])
    assert str(caught.value).startswith(f"{folder / 'run.json'} is not JSON")
    with pytest.raises(RecordError, match=r"run\.json is missing$"):
        read_run(tmp_path, [])


@pytest.mark.parametrize(
    "content",
    [
        WHOLE.replace(b'"failed"', b'"' + b"x" * 100_000 + b'"'),
        WHOLE.replace(b'"failed"', b'"\\u001b[2J\\n\\u202e\\u0000' + b"\\n" * 500 + b'"'),
        WHOLE.replace(b'"1.1"', b'"\\u001b[31m' + b"\\n" * 500 + b'"'),
        WHOLE.replace(b'"1.1"', b'"2.0"').replace(b"reportgen 0.1.0", b"\\u001b[31m" + b"\\n" * 500),
    ],
)
def test_a_message_is_one_short_line_without_control_characters(tmp_path: Path, content: bytes) -> None:
    put_broken(tmp_path, content)
    reason = only_problem(tmp_path).reason
    assert reason.isprintable()
    assert len(reason) < 400


def test_a_link_to_a_file_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(WHOLE)
    (tmp_path / "runs" / "net").mkdir(parents=True)
    (tmp_path / "runs" / "net" / "run.json").symlink_to(secret)
    problem = only_problem(tmp_path / "runs")
    assert problem.reason == "is a link, which reportgen does not follow: put the file itself in its place"


def test_a_pipe_does_not_keep_the_reader_waiting(tmp_path: Path) -> None:
    (tmp_path / "net").mkdir()
    os.mkfifo(tmp_path / "net" / "run.json")
    assert "not a file" in only_problem(tmp_path).reason


def test_a_folder_called_run_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "net" / "run.json").mkdir(parents=True)
    assert only_problem(tmp_path).reason == "is a folder or a device, not a file: move it away"


def test_a_file_that_may_not_be_read_is_named(as_nobody: Path) -> None:
    (put_run(as_nobody) / "run.json").chmod(0)
    assert only_problem(as_nobody).reason == "cannot be read: Permission denied"


def test_a_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    (put_run(tmp_path) / "run.json").open("r+b").truncate(5 * 2**30)
    reason = only_problem(tmp_path).reason
    assert reason.startswith("has 5120 MB, more than the 32 MB that it may have")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("run.json", b'{"seeds": {"a": [' + b"[]," * 10_000_000),
        ("run.json", b'{"seeds": {"a": [' + b"[]," * 499_990 + b"0]}}"),
        ("run.json", b'{"seeds": {"a": ["%s"]}}' % b'","'.join(b"%028d" % number for number in range(999_000))),
        ("run.json", b'{"seeds": {"a": 0%s}}' % b"".join(b',"%020d":%d.5' % (key, key) for key in range(990_000))),
        ("run.json", b'{"seeds": {"a": "' + b"x" * (31 * 2**20) + b'"}}'),
        ("history.jsonl", b"x\n" * (30 * 2**20)),
        ("history.jsonl", b"".join(b'{"epoch":%d}\n' % number for number in range(300_000))),
    ],
    ids=["more lists than allowed", "lists", "texts", "objects", "one text", "no history", "epochs"],
)
def test_no_bad_file_takes_more_than_200_megabytes(tmp_path: Path, file: str, content: bytes) -> None:
    (put_run(tmp_path) / file).write_bytes(content)
    tracemalloc.start()
    try:
        library = read_library([tmp_path])
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert {problem.path.name for problem in library.problems} == {file}
    assert peak_bytes < 200_000_000


def test_an_id_that_differs_from_the_folder_is_kept(tmp_path: Path) -> None:
    put_run(tmp_path, "renamed by hand", id="20260926T135012Z-net-3f9a")
    stored = read_library([tmp_path]).runs[0]
    assert (stored.run.id, stored.folder.name) == ("20260926T135012Z-net-3f9a", "renamed by hand")


def test_of_two_runs_of_one_id_the_first_is_read_and_the_other_named(tmp_path: Path) -> None:
    for folder in ("net", "net copy"):
        put_run(tmp_path, folder, id="one", name=folder)
    library = read_library([tmp_path])
    assert [stored.run.name for stored in library.runs] == ["net"]
    assert [(problem.path, problem.reason) for problem in library.problems] == [
        (tmp_path / "net copy" / "run.json", f"has the same id as {tmp_path / 'net'}, which was read before")
    ]


def test_runs_come_in_the_order_of_their_start(tmp_path: Path) -> None:
    for folder, start in (
        ("b", "2026-01-01T12:00:00"),
        ("c", "2026-01-01T11:00:00Z"),
        ("a", "2026-01-01T12:30:00+02:00"),
    ):
        put_run(tmp_path, folder, started_at=start)
    put_run(tmp_path, "d", started_at="2026-01-01T12:00:00Z")
    assert [stored.run.id for stored in read_library([tmp_path]).runs] == ["a", "c", "b", "d"]


def test_what_is_missing_has_a_default(tmp_path: Path) -> None:
    run = read_run(put_run(tmp_path), []).run
    assert (run.model, run.training, run.evaluations, run.seeds, run.generator) == (None, None, (), {}, "")
    assert set(REQUIRED) <= set(run.__struct_fields__)


def test_reading_leaves_no_file_open(tmp_path: Path) -> None:
    for number in range(30):
        put_run(tmp_path, f"run-{number}", history=b'{"epoch":1}\nx')
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = len(os.listdir("/dev/fd"))  # noqa: PTH208  # names are all that is needed
    resource.setrlimit(resource.RLIMIT_NOFILE, (used + 10, limits[1]))
    try:
        assert len(read_library([tmp_path]).runs) == 30
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
