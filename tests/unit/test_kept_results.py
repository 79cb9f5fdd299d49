"""What was worked out from a file is not worked out again, unless anything that it depends on has changed."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from reportgen import kept_results
from reportgen.cache_folder import without_cache
from reportgen.kept_results import kept_result

CODE = ("analysis", "kept_files.py")


class Sum(msgspec.Struct, frozen=True):
    """A result of every kind of data that results are made of."""

    total: float
    parts: tuple[int, ...] = ()
    pixels: bytes = b""


class Other(msgspec.Struct, frozen=True):
    """A result of another kind with the same fields."""

    total: float
    parts: tuple[int, ...] = ()
    pixels: bytes = b""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept_results._made_by.cache_clear()
    yield tmp_path / "cache" / "reportgen"
    kept_results._made_by.cache_clear()


def files(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


def never() -> Sum:
    raise AssertionError("it is worked out again")


@pytest.mark.parametrize("result", [Sum(0.1 + 0.2, (1, 2**63), b"\0\xff"), Sum(float("inf")), Sum(-0.0)])
def test_what_is_kept_is_the_same_as_what_was_worked_out(result: Sum) -> None:
    assert kept_result(Sum, "file", CODE, lambda: result) == result
    assert repr(kept_result(Sum, "file", CODE, never)) == repr(result)


def numpy_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_results, "_numpy", lambda: b"another")


def code_was_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_results, "file_states", lambda paths, folder: [("analysis/judged.py", 1, 2)])


def reportgen_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_results, "__version__", "another")


@pytest.mark.parametrize("change", [numpy_is_another, code_was_edited, reportgen_is_another])
def test_other_programs_work_it_out_anew(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[pytest.MonkeyPatch], None]
) -> None:
    kept_result(Sum, "file", CODE, lambda: Sum(1.0))
    change(monkeypatch)
    kept_results._made_by.cache_clear()
    assert kept_result(Sum, "file", CODE, lambda: Sum(2.0)) == Sum(2.0)


def test_other_data_other_code_and_another_kind_have_results_of_their_own() -> None:
    kept_result(Sum, "file", CODE, lambda: Sum(1.0))
    assert kept_result(Sum, "filed", CODE, lambda: Sum(2.0)) == Sum(2.0)
    assert kept_result(Sum, "file", ("figures",), lambda: Sum(3.0)) == Sum(3.0)
    assert kept_result(Other, "file", CODE, lambda: Other(4.0)) == Other(4.0)
    assert kept_result(Sum, "file", CODE, never) == Sum(1.0)


def test_what_went_wrong_is_tried_again(cache: Path) -> None:
    assert kept_result(Sum, "file", CODE, lambda: None) is None
    assert files(cache) == []
    assert kept_result(Sum, "file", CODE, lambda: Sum(1.0)) == Sum(1.0)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"no zlib",
        zlib.compress(b""),
        zlib.compress(b"\xc1"),
        zlib.compress(msgspec.msgpack.encode(["a", "list"])),
        zlib.compress(msgspec.msgpack.encode({"total": "no number"})),
    ],
)
def test_a_damaged_result_is_worked_out_anew_and_kept(cache: Path, damaged: bytes) -> None:
    kept_result(Sum, "file", CODE, lambda: Sum(1.0))
    (path,) = files(cache)
    key = path.name
    kept = kept_results.kept_files("results")
    assert kept is not None
    for spoil in (lambda: path.write_bytes(damaged), lambda: kept.keep(key, damaged)):
        spoil()
        assert kept_result(Sum, "file", CODE, lambda: Sum(2.0)) == Sum(2.0)
        assert kept_result(Sum, "file", CODE, never) == Sum(2.0)


@pytest.mark.parametrize("made_from", [2**70, "\ud800"])
def test_what_cannot_be_written_down_is_worked_out_each_time(cache: Path, made_from: object) -> None:
    for total in (1.0, 2.0):
        assert kept_result(Sum, made_from, CODE, lambda total=total: Sum(total)) == Sum(total)
        huge = Sum(total, (2**70,))
        assert kept_result(Sum, "file", CODE, lambda huge=huge: huge) == huge
    assert files(cache) == []


def test_without_the_cache_nothing_is_kept_or_read(cache: Path) -> None:
    with without_cache():
        kept_result(Sum, "file", CODE, lambda: Sum(1.0))
    assert not cache.exists()
    kept_result(Sum, "file", CODE, lambda: Sum(2.0))
    with without_cache():
        assert kept_result(Sum, "file", CODE, lambda: Sum(3.0)) == Sum(3.0)
