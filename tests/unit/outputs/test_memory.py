"""What a report holds in memory while it is filled: the predictions of one run at a time, however many there are."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from reportgen.cache_folder import without_cache
from reportgen.language import speaking
from reportgen.outputs.html import fill
from reportgen.outputs.templates import template_folders
from reportgen.sections.report import make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.benchmarks.stores import realistic_run
from tests.sample_runs import write_store

HUNDRED_CLASSES = range(9, 200, 20)
"""The places of the runs whose predictions are the largest, 2 MB each."""


def write_predictions_of(folder: Path, count: int) -> Path:
    runs = [realistic_run(place) for place in HUNDRED_CLASSES[:count]]
    write_store(folder, [recorded for recorded, _ in runs])
    for (run, _), files in runs:
        for name, arrays in files.items():
            np.savez(folder / run.id / name, **arrays)
    return folder


def megabytes_to_fill(store: Path) -> float:
    """Return the most memory that Python held at once while it filled the page of a report with everything."""
    tracemalloc.start()
    try:
        with speaking("en"):
            page = fill(make_report(read_library([store]), Settings(detail="full")), template_folders(None))
        assert page.charts
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_the_predictions_of_one_run_at_a_time_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    few, many = write_predictions_of(tmp_path / "few", 2), write_predictions_of(tmp_path / "many", 8)
    (predictions, *_) = few.glob("*/predictions.npz")
    assert predictions.stat().st_size > 2e6
    with without_cache():
        megabytes_to_fill(few)  # modules and templates are loaded once
        assert megabytes_to_fill(many) - megabytes_to_fill(few) < 6 * 1.0
    megabytes_to_fill(many)  # what the predictions say is kept
    assert megabytes_to_fill(many) - megabytes_to_fill(few) < 6 * 1.0
