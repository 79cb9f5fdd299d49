"""Histories as trainings, crashes and other programs leave them."""

import math
from pathlib import Path

import pytest

from reportgen.records.history import Epoch
from reportgen.records.values import as_float
from reportgen.store.history import read_history
from reportgen.store.problems import Problem
from reportgen.store.writing import RunWriter

LINES = b'{"epoch":1,"metrics":{"loss":0.5}}\n{"epoch":2,"metrics":{"loss":0.25}}\n'


def read(folder: Path, content: bytes) -> tuple[list[int], list[str]]:
    """Return the numbers of the epochs read from a history with this content, and the reasons of its problems."""
    path = folder / "history.jsonl"
    path.write_bytes(content)
    problems: list[Problem] = []
    epochs = read_history(path, problems)
    assert all(problem.path == path and not problem.skipped for problem in problems)
    assert path.read_bytes() == content
    return [epoch.epoch for epoch in epochs], [problem.reason for problem in problems]


@pytest.mark.parametrize(
    "content",
    [
        LINES,
        LINES.rstrip(b"\n"),
        LINES.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + LINES,
        LINES.replace(b"\n", b"\n\n \t\n"),
        LINES.replace(b'"epoch"', b' "new in 1.7" : [{"x": null}], "epoch"'),
    ],
    ids=["as written", "no end of the last line", "CRLF", "byte order mark", "blank lines", "unknown fields"],
)
def test_a_history_is_read_whole(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == ([1, 2], [])


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b" \r\n\n"])
def test_an_empty_history_has_no_epochs(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content)[0] == []


def test_a_history_that_does_not_exist_has_no_epochs_and_is_no_problem(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_history(tmp_path / "history.jsonl", problems) == ()
    assert problems == []


@pytest.mark.parametrize("kept", range(1, 34))
def test_a_torn_last_line_costs_its_epoch_alone_wherever_it_was_torn(tmp_path: Path, kept: int) -> None:
    torn = b'{"epoch":3,"metrics":{"loss":0.1}}'[:kept]
    epochs, reasons = read(tmp_path, LINES + torn)
    assert epochs == [1, 2]
    assert reasons == ["line 3 was being written when the training ended; left out"]


def test_zeros_that_a_power_cut_left_at_the_end_are_a_torn_line(tmp_path: Path) -> None:
    assert read(tmp_path, LINES + b"\0" * 100) == (
        [1, 2],
        ["line 3 was being written when the training ended; left out"],
    )


def test_a_resumed_writer_begins_a_new_line_after_a_torn_one(tmp_path: Path) -> None:
    (tmp_path / "history.jsonl").write_bytes(LINES + b'{"epoch":3,"met')
    RunWriter(tmp_path).append(Epoch(epoch=3, metrics={"loss": 0.125}))
    content = (tmp_path / "history.jsonl").read_bytes()
    epochs, reasons = read(tmp_path, content)
    assert epochs == [1, 2, 3]
    assert [reason.split(":")[0] for reason in reasons] == ["line 3 is not JSON, perhaps cut off"]


def test_a_resumed_writer_adds_no_empty_line(tmp_path: Path) -> None:
    writer = RunWriter(tmp_path)
    writer.append(Epoch(epoch=1))
    writer.append(Epoch(epoch=2))
    assert (tmp_path / "history.jsonl").read_bytes().count(b"\n") == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{}", "does not hold what the format asks for: Object missing required field `epoch`"),
        (b'{"epoch":"3"}', "does not hold what the format asks for: Expected `int`, got `str` - at `$.epoch`"),
        (b'{"epoch":3,"metrics":{"a":1e999}}', "does not hold what the format asks for: Number out of range"),
        (b"[1]", "does not hold what the format asks for: Expected `object`, got `array`"),
        (b'{"epoch":3,"metrics":{"a\xff":1}}', "is not UTF-8 text: save it as UTF-8"),
        (b"epoch 3", "is not JSON, perhaps cut off"),
        (b'{"epoch":3,"x":' + b"[" * 9999 + b"]" * 9999 + b"}", "is nested too deeply to be a record"),
    ],
)
def test_a_bad_line_in_the_middle_is_named_with_its_reason(tmp_path: Path, line: bytes, reason: str) -> None:
    epochs, reasons = read(tmp_path, line + b"\n" + LINES)
    assert epochs == [1, 2]
    assert len(reasons) == 1
    assert reasons[0].startswith(f"line 1 {reason}")
    assert reasons[0].endswith("; left out")


def test_a_last_line_that_is_whole_but_wrong_was_not_torn(tmp_path: Path) -> None:
    assert "Expected `int`, got `str`" in read(tmp_path, LINES + b'{"epoch":"3"}')[1][0]


def test_nan_and_infinity_are_understood_as_names_and_bare_as_python_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_bytes(
        b'{"epoch":1,"metrics":{"a":"NaN","b":"Infinity","c":"-Infinity"}}\n'
        b'{"epoch":2,"metrics":{"a":NaN,"b":Infinity,"c": -Infinity,"NaN \\" Infinity,":1.0}}\n'
    )
    problems: list[Problem] = []
    named, bare = read_history(path, problems)
    assert problems == []
    for epoch in (named, bare):
        a, b, c = (as_float(epoch.metrics[name]) for name in "abc")
        assert math.isnan(a)
        assert (b, c) == (math.inf, -math.inf)
    assert bare.metrics['NaN " Infinity,'] == 1.0


def test_epochs_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    assert read(tmp_path, b'{"epoch":3}\n{"epoch":-1}\n{"epoch":2}\n') == ([-1, 2, 3], [])


def test_of_an_epoch_written_again_by_a_resumed_training_the_later_line_counts(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_bytes(LINES + b'{"epoch":3}\n' + LINES.replace(b"0.", b"7."))
    problems: list[Problem] = []
    epochs = read_history(path, problems)
    assert [(epoch.epoch, epoch.metrics.get("loss")) for epoch in epochs] == [(1, 7.5), (2, 7.25), (3, None)]
    assert [problem.reason for problem in problems] == ["holds epoch 1, 2 more than once; the last line of each counts"]


def test_many_bad_lines_are_told_in_few(tmp_path: Path) -> None:
    epochs, reasons = read(tmp_path, b"x\n" * 500 + LINES + b"\n" + b"{")
    assert epochs == [1, 2]
    assert [reason.split(" is not")[0] for reason in reasons[:3]] == ["line 1", "line 2", "line 3"]
    assert reasons[3:] == [
        "497 more lines could not be read; left out",
        "line 504 was being written when the training ended; left out",
    ]


def test_a_file_that_is_no_history_is_given_up(tmp_path: Path) -> None:
    epochs, reasons = read(tmp_path, LINES + b"x\n" * 5000)
    assert epochs == [1, 2]
    assert reasons[-1] == "is no history from line 1003 on; the rest is left out"
    assert len(reasons) == 5


def test_a_line_of_megabytes_ends_the_history(tmp_path: Path) -> None:
    epochs, reasons = read(tmp_path, LINES + b'{"epoch":3,"x":"' + b"x" * 2**20 + b'"}\n')
    assert epochs == [1, 2]
    assert reasons == ["is no history from line 3 on; the rest is left out"]


def test_a_folder_in_the_place_of_the_history_is_named(tmp_path: Path) -> None:
    (tmp_path / "history.jsonl").mkdir()
    problems: list[Problem] = []
    assert read_history(tmp_path / "history.jsonl", problems) == ()
    assert [problem.reason for problem in problems] == ["is a folder or a device, not a file: move it away"]


def test_a_history_that_may_not_be_read_is_named(as_nobody: Path) -> None:
    path = as_nobody / "history.jsonl"
    path.write_bytes(LINES)
    path.chmod(0)
    problems: list[Problem] = []
    assert read_history(path, problems) == ()
    assert [problem.reason for problem in problems] == ["cannot be read: Permission denied"]


def test_a_history_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(LINES)
    (tmp_path / "history.jsonl").symlink_to(tmp_path / "secret")
    problems: list[Problem] = []
    assert read_history(tmp_path / "history.jsonl", problems) == ()
    assert [problem.reason.partition(",")[0] for problem in problems] == ["is a link"]


def test_the_same_line_twice_is_one_epoch_and_no_problem(tmp_path: Path) -> None:
    """An interrupt right after a line was written has it written again."""
    assert read(tmp_path, LINES + LINES.splitlines(keepends=True)[1]) == ([1, 2], [])
