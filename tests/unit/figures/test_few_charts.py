"""Few charts that are not kept are drawn by the process that asks for them, and are the same as from another one."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from reportgen.cache_folder import without_cache
from reportgen.errors import RenderError
from reportgen.figures import workers
from reportgen.figures.charts import Chart, Line, LineChart
from reportgen.figures.drawing import Drawing, Drawn
from reportgen.figures.equation_charts import equation_chart
from reportgen.figures.judgement_charts import AgreementChart, ResidualChart
from reportgen.kept_files import kept_files
from reportgen.knowledge.methods import Equation
from reportgen.language import speaking
from tests.unit.figures.looks import LOOKS, PLAIN

CHART = LineChart(
    width_mm=79, height_mm=50, lines=(Line("loss", "training", (1, 2, 3), (0.5, 0.3, 0.2)),), y_label="Loss"
)
KNOWN_EQUATION = equation_chart((Equation("L", r"-\,\sum_{c=1}^{C}\;y_c \log \hat{y}_c", "the loss"),))
WITHOUT_A_WORKER = f"""
import sys
from {__name__} import CHART, KNOWN_EQUATION, drawn, workers
workers.start_worker = None
print(len(drawn([CHART, KNOWN_EQUATION]).charts), "matplotlib" in sys.modules)
"""


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give the modules of the processes that were started; something was kept before, of another report."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept = kept_files("charts")
    assert kept is not None
    kept.keep("0123456789abcdef0123456789abcdef01230000", b"drawing")
    start, modules = workers.start_worker, []

    def noted(module: str, *arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
        modules.append(module)
        return start(module, *arguments, **options)

    monkeypatch.setattr(workers, "start_worker", noted)
    yield modules


def drawn(charts: Sequence[Chart], *begun: Sequence[Chart]) -> Drawn:
    with Drawing(PLAIN) as drawing:
        for some in begun:
            drawing.begin(some)
        drawing.submit(charts)
        return drawing.finish()


def test_few_charts_are_drawn_here_as_another_process_draws_them_in_the_language_that_is_spoken(
    started: list[str],
) -> None:
    charts = [replace(CHART, y_label=label) for label in ("Loss", "精度", "90 %")]
    for language in ("en", "de"):
        with speaking(language):
            here = drawn(charts, charts[1:])
            assert started == []
            with without_cache():
                assert drawn(charts) == here
        started.clear()


def test_what_was_drawn_here_is_kept(started: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn([CHART])
    monkeypatch.setattr("reportgen.figures.drawing.OwnThread._draw", None)
    assert drawn([CHART]) == first
    assert started == []


def test_many_charts_are_drawn_by_another_process_be_they_known_one_by_one(
    started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.figures.drawing._FEW_VECTORS", 2)
    charts = [replace(CHART, y_label=label) for label in ("Loss", "Accuracy", "Rate", "90 %")]
    many = drawn(charts, *([chart] for chart in charts))
    assert started == ["reportgen.figures.worker"]
    with without_cache():
        assert drawn(charts) == many


@pytest.mark.parametrize(
    "chart",
    [
        AgreementChart(width_mm=79, height_mm=79, truths=(1.0, 2.0), predictions=(1.1, 2.2)),
        ResidualChart(width_mm=79, height_mm=50, edges=(0.0, 0.1, 0.2), counts=(1, 2)),
        equation_chart((Equation("w", r"\dfrac{1}{2}", "w is one half"),)),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_a_chart_that_may_need_the_whole_of_matplotlib_is_drawn_by_another_process(
    started: list[str], chart: Chart
) -> None:
    drawn([CHART, chart])
    assert started == ["reportgen.figures.worker"]


def test_what_cannot_be_drawn_here_is_told(started: list[str]) -> None:
    with pytest.raises(RenderError, match="the figures could not be drawn: ValueError: "):
        drawn([CHART, replace(CHART, lines=())])
    assert started == []


def test_who_gives_up_waits_for_no_further_chart(started: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.figures.drawing._FEW_VECTORS", 10_000)
    with pytest.raises(KeyboardInterrupt), Drawing(PLAIN) as drawing:
        drawing.submit([replace(CHART, y_label=f"{number}") for number in range(5_000)])
        raise KeyboardInterrupt
    kept = kept_files("charts")
    assert kept is not None
    assert len([path for path in kept.folder.rglob("*") if path.is_file()]) < 5_000
    assert started == []


def test_two_reports_at_once_in_one_process_have_their_own_fonts(started: list[str]) -> None:
    charts = [replace(CHART, y_label=f"Loss {number}") for number in range(30)]
    found: dict[str, Drawn] = {}

    def draw(theme: str) -> None:
        with Drawing(LOOKS[theme]) as drawing:
            drawing.submit(charts)
            found[theme] = drawing.finish()

    threads = [threading.Thread(target=draw, args=(theme,)) for theme in ("plain", "modern")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for theme in ("plain", "modern"):
        with without_cache(), Drawing(LOOKS[theme]) as drawing:
            drawing.submit(charts)
            assert drawing.finish() == found[theme]


def test_what_is_drawn_here_does_without_matplotlib(started: list[str]) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_WORKER], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout == "2 False\n"
