"""Whatever happened to the files of a store: an error of reportgen's or what can be read, and nothing on disk changes.

Examples are drawn the same on every machine (`derandomize`), so that a failure is a failure everywhere.
"""

import copy
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import ReportgenError
from reportgen.records.history import Epoch
from reportgen.records.run import Run
from reportgen.store.reading import Library, Problem, read_library, read_session
from reportgen.store.writing import encode, settle_run
from tests.mutations import HISTORY, ODD_BYTES, ODD_VALUES, RUN, SESSION
from tests.unit.store.stores import everything_in, put_run

HOME = Path(__file__).parents[3]
# All of them before a release: REPORTGEN_MUTATIONS=10000 python -m pytest tests/unit/store/test_mutations.py
MUTATIONS = int(os.environ.get("REPORTGEN_MUTATIONS", "100"))

bounded = settings(derandomize=True, max_examples=max(100, MUTATIONS // 5), deadline=None, database=None)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Cut, overwrite and repeat parts of `content`, a few times over."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.one_of(st.integers(start, min(start + 8, len(content))), st.integers(start, len(content))))
        part = draw(st.one_of(st.sampled_from(ODD_BYTES), st.binary(max_size=6), st.just(content[start:end] * 2)))
        content = content[:start] + part + content[end:]
    return content


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value inside `value`."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(way for key, item in items for way in places(item, (*path, key)))]


@st.composite
def altered(draw: st.DrawFn, content: bytes) -> bytes:
    """Replace, remove or add values inside the JSON of `content`, which stays JSON."""
    value = json.loads(content)
    for _ in range(draw(st.integers(1, 3))):
        way = draw(st.sampled_from(places(value)[1:] or [()]))
        odd = copy.deepcopy(draw(st.sampled_from(ODD_VALUES)))
        if not way:
            return json.dumps(odd).encode()
        inside = value
        for key in way[:-1]:
            inside = inside[key]
        if isinstance(inside, dict) and draw(st.booleans()):
            del inside[way[-1]]
            inside[draw(st.sampled_from(["", "new", "\x1b", "name"]))] = odd
        else:
            inside[way[-1]] = odd
    return json.dumps(value).encode()


def stays_untouched_when_read(file: str, content: bytes) -> Library:
    """Read a store where `file` of one run holds `content`; check all that must hold whatever that is."""
    with tempfile.TemporaryDirectory() as folder:
        runs = Path(folder)
        put_run(runs, "a-good-one")
        broken = put_run(runs, "broken", history=HISTORY)
        (broken / file).write_bytes(content)
        before = everything_in(runs)
        library = read_library([runs])
        assert everything_in(runs) == before
    assert "a-good-one" in {stored.run.id for stored in library.runs}
    assert_readable(library.problems)
    return library


def assert_readable(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.reason.isprintable()
        assert 0 < len(problem.reason) < 500


def assert_rewritable(library: Library) -> None:
    """What was read can be written, and read again as the same."""
    for stored in library.runs:
        assert msgspec.json.decode(encode(stored.run), type=Run) == stored.run
        for epoch in stored.epochs:
            assert msgspec.json.decode(encode(epoch, indent=0), type=Epoch) == epoch


@bounded
@given(damaged(RUN))
def test_damaged_bytes_in_a_run(content: bytes) -> None:
    library = stays_untouched_when_read("run.json", content)
    assert len(library.runs) + sum(problem.skipped for problem in library.problems) == 2
    assert_rewritable(library)


@bounded
@given(altered(RUN))
def test_altered_values_in_a_run(content: bytes) -> None:
    library = stays_untouched_when_read("run.json", content)
    assert len(library.runs) + sum(problem.skipped for problem in library.problems) == 2
    assert_rewritable(library)


@bounded
@given(damaged(HISTORY))
def test_damaged_bytes_in_a_history(content: bytes) -> None:
    library = stays_untouched_when_read("history.jsonl", content)
    assert len(library.runs) == 2
    assert not any(problem.skipped for problem in library.problems)
    assert_rewritable(library)


@bounded
@given(st.lists(altered(HISTORY.splitlines()[0]), min_size=1, max_size=4))
def test_altered_values_in_a_history(lines: list[bytes]) -> None:
    library = stays_untouched_when_read("history.jsonl", b"\n".join(lines))
    assert len(library.runs) == 2
    assert_rewritable(library)
    for stored in library.runs:
        assert [epoch.epoch for epoch in stored.epochs] == sorted({epoch.epoch for epoch in stored.epochs})


@bounded
@given(st.one_of(damaged(SESSION), altered(SESSION)))
def test_a_damaged_session(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Path(folder) / "sessions" / "one"
        session.mkdir(parents=True)
        (session / "session.json").write_bytes(content)
        before = everything_in(Path(folder))
        try:
            read_session(session)
        except ReportgenError as error:
            assert "session.json" in str(error)
            assert str(error).isprintable()
        assert everything_in(Path(folder)) == before


@bounded
@given(st.one_of(damaged(RUN), altered(RUN)))
def test_settling_a_damaged_run_changes_it_wholly_or_not_at_all(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run.json"
        file.write_bytes(content)
        try:
            settle_run(Path(folder), {"state": "killed"})
        except ReportgenError:
            assert file.read_bytes() == content
        else:
            assert msgspec.json.decode(file.read_bytes())["state"] == "killed"
        assert [path.name for path in Path(folder).iterdir()] == ["run.json"]


@pytest.mark.parametrize("options", [[], ["--render"]], ids=["list and show", "render"])
def test_damaged_files_come_to_no_crash_no_hang_and_little_memory(options: list[str]) -> None:
    files = MUTATIONS if not options else MUTATIONS // 10
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutations", str(files), *options],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["crashes"] == {}
    assert found["slowest_seconds"] < 60
    assert found["most_megabytes"] < (200 if not options else 400)
