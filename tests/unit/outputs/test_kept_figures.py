"""A report has the same bytes whether its figures are drawn and its predictions counted, or kept from before."""

from pathlib import Path

import pytest

from reportgen.api import render
from tests.benchmarks.stores import write_realistic_store


def written_at(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_report_is_the_same_with_an_empty_a_full_and_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = write_realistic_store(tmp_path / "runs", 2)

    def written(cache: bool = True) -> bytes:
        return render(store, tmp_path / "report.pdf", cache=cache).path.read_bytes()

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    without = written(cache=False)
    assert not (tmp_path / "caches" / "reportgen").exists()
    empty = written()
    kept = [tmp_path / "caches" / "reportgen" / name for name in ("charts", "results")]
    before = [written_at(folder) for folder in kept]
    assert all(before)
    monkeypatch.setattr("reportgen.figures.workers.Worker", None)  # nothing is left to draw
    monkeypatch.setattr("reportgen.analysis.judged.predictions_in", None)  # or to count
    monkeypatch.setattr("reportgen.analysis.pictures.samples_in", None)
    assert without == empty == written()
    assert [written_at(folder) for folder in kept] == before
