"""A report has the same bytes whether its figures are drawn, kept from before, or drawn without a cache."""

from pathlib import Path

import pytest

from reportgen.api import render
from tests.sample_runs import sample_run, write_store


def test_a_report_is_the_same_with_an_empty_a_full_and_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = write_store(tmp_path / "runs", [sample_run("a"), sample_run("b", epochs=7)])

    def written(cache: bool = True) -> bytes:
        return render(store, tmp_path / "report.pdf", cache=cache).path.read_bytes()

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    without = written(cache=False)
    assert not (tmp_path / "caches" / "reportgen").exists()
    empty = written()
    kept = tmp_path / "caches" / "reportgen" / "charts"
    drawings = {path: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()}
    assert drawings
    monkeypatch.setattr("reportgen.figures.workers.Worker", None)  # nothing is left to draw
    assert without == empty == written()
    assert {path: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()} == drawings
