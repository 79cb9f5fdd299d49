"""What a report holds in memory: what every run adds to it there, hundreds of runs add hundreds of times."""

import gc
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest

from reportgen.cache_folder import without_cache
from reportgen.errors import RenderError
from reportgen.figures.judgement_charts import RateChart
from reportgen.language import speaking
from reportgen.outputs import pdf
from reportgen.outputs.html import Page, fill
from reportgen.outputs.parts.crew import Crew
from reportgen.outputs.parts.dividing import divide
from reportgen.outputs.templates import template_folders
from reportgen.progress import SILENT
from reportgen.sections.figure import Figure
from reportgen.sections.report import Report, make_report
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.benchmarks.stores import realistic_run
from tests.sample_runs import write_store
from tests.unit.outputs.parts.long_page import long_page

HUNDRED_CLASSES = range(9, 200, 20)
"""The places of the runs whose predictions are the largest, 2 MB each."""


TEN_CLASSES = range(6)
"""The places of runs whose curves are shown."""


def write_predictions_of(folder: Path, places: Sequence[int]) -> Path:
    runs = [realistic_run(place) for place in places]
    write_store(folder, [recorded for recorded, _ in runs])
    for (run, _), files in runs:
        for name, arrays in files.items():
            np.savez(folder / run.id / name, **arrays)
    return folder


def report_of(store: Path) -> Report:
    return make_report(read_library([store]), Settings(detail="full"))


def filled(store: Path) -> Page:
    with speaking("en"):
        return fill(report_of(store), template_folders(None))


def megabytes_to_fill(store: Path) -> float:
    """Return the most memory that Python held at once while it filled the page of a report with everything."""
    tracemalloc.start()
    try:
        assert filled(store).charts
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_the_predictions_of_one_run_at_a_time_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    few, many = (
        write_predictions_of(tmp_path / name, HUNDRED_CLASSES[:count]) for name, count in (("few", 2), ("many", 8))
    )
    (predictions, *_) = few.glob("*/predictions.npz")
    assert predictions.stat().st_size > 2e6
    with without_cache():
        megabytes_to_fill(few)  # modules and templates are loaded once
        assert megabytes_to_fill(many) - megabytes_to_fill(few) < 6 * 1.0
    megabytes_to_fill(many)  # what the predictions say is kept
    assert megabytes_to_fill(many) - megabytes_to_fill(few) < 6 * 1.0


def test_the_rates_that_many_curves_have_are_in_memory_once(tmp_path: Path) -> None:
    curves = [
        curve
        for chart in filled(write_predictions_of(tmp_path, TEN_CLASSES)).charts
        if isinstance(chart, RateChart)
        for curve in chart.curves
    ]
    rates = [rate for curve in curves for rate in (*curve.x, *curve.y)]
    assert len(set(map(id, rates))) == len(set(rates)) < len(rates) / 2


def figures_in_memory() -> int:
    gc.collect()
    return sum(type(thing) is Figure for thing in gc.get_objects())


def test_what_a_page_is_filled_from_is_let_go_of_before_it_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = report_of(write_predictions_of(tmp_path, HUNDRED_CLASSES[:2]))
    found = []

    def look_instead(page: Page, *_: Any) -> None:
        found.extend([page.charts, figures_in_memory()])
        raise RenderError("seen enough")

    monkeypatch.setattr(pdf, "lay_out", look_instead)
    before = figures_in_memory()
    with speaking("en"), pytest.raises(RenderError, match="seen enough"):
        pdf.write_pdf(report, tmp_path / "report.pdf", SILENT)
    assert found == [(), before]
    assert report.content("judgement").figures  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def joined() -> pikepdf.Pdf:
    """Return a document of many parts before it is saved: pikepdf has all of its objects in memory."""
    page = long_page()
    with without_cache(), Crew() as crew:
        crew.workers = lambda *_, **__: []  # type: ignore[method-assign]
        return pdf.lay_out(page, divide(page.html), template_folders(None), crew, SILENT).document


def test_pages_are_compressed_when_parts_are_joined(joined: pikepdf.Pdf) -> None:
    assert len(joined.pages) > 30
    assert {str(page.Contents.get("/Filter")) for page in joined.pages} == {"/FlateDecode"}


def test_an_element_of_the_structure_has_nothing_that_goes_without_saying(joined: pikepdf.Pdf) -> None:
    elements = [entry for entry in joined.objects if isinstance(entry, pikepdf.Dictionary) and "/S" in entry]
    assert len(elements) > 300
    assert not any("/Type" in element for element in elements)
    alone = [list(element.K) for element in elements if isinstance(element.get("/K"), pikepdf.Array)]
    assert not any(len(kids) == 1 and isinstance(kids[0], int) for kids in alone)


def test_what_many_cells_are_is_said_once(joined: pikepdf.Pdf) -> None:
    heads = [entry for entry in joined.objects if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == "/TH"]
    scopes = {head.A.objgen for head in heads}
    assert (0, 0) not in scopes
    assert len(scopes) < len(heads)
