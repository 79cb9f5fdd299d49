"""Charts are drawn beside all else, as vectors with real text, the same bytes for the same charts."""

import math
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from reportgen.cache_folder import without_cache
from reportgen.errors import RenderError
from reportgen.figures.charts import Chart, Line, LineChart
from reportgen.figures.drawer import Drawer
from reportgen.figures.drawing import Drawing, Drawn
from reportgen.figures.vector.drawn import read_chart
from tests.unit.figures.drawn_pages import draw
from tests.unit.figures.looks import PLAIN


def line_chart(epochs: int = 5, label: str = "Loss", **options: object) -> LineChart:
    x = tuple(range(1, epochs + 1))
    lines = (
        Line("Training", "training", x, tuple(1 / epoch for epoch in x)),
        Line("Validation", "validation", x, tuple(1.2 / epoch for epoch in x)),
    )
    return LineChart(lines=lines, y_label=label, width_mm=79, height_mm=54, **options)  # type: ignore[arg-type]


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def drawn_by(processors: int, charts: Sequence[Chart], monkeypatch: pytest.MonkeyPatch) -> Drawn:
    monkeypatch.setattr("reportgen.figures.drawing.processors", lambda: processors)
    with without_cache(), Drawing(PLAIN) as drawing:
        drawing.submit(charts)
        return drawing.finish()


def test_charts_are_the_same_in_order_and_in_bytes_whatever_number_of_processes_draws_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reportgen.figures.drawing._VECTORS_A_PROCESS", 4)
    monkeypatch.setattr("reportgen.figures.workers._PORTION", 1)
    charts = [line_chart(label=label) for label in ("Loss", "Accuracy", "αβγ", "Rate", "90 %", "Loss 2", "精度")]
    by_one, by_two = drawn_by(1, charts, monkeypatch), drawn_by(2, charts, monkeypatch)
    assert by_one == by_two
    drawer = Drawer(PLAIN)
    assert list(map(read_chart, by_one.charts)) == [drawer.draw(chart) for chart in reversed(charts)][::-1]


def test_charts_that_are_begun_before_their_order_is_known_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.figures.drawing._VECTORS_A_PROCESS", 2)
    monkeypatch.setattr("reportgen.figures.workers._PORTION", 1)
    charts = [line_chart(label=label) for label in ("Loss", "Accuracy", "Rate", "90 %")]
    unused = line_chart(label="精度")
    with without_cache(), Drawing(PLAIN) as drawing:
        drawing.begin(charts[2:])
        drawing.begin([unused, charts[1], charts[3]])
        drawing.submit(charts)
        assert drawing.finish() == drawn_by(1, charts, monkeypatch)


def test_charts_are_let_go_of_when_they_are_drawn() -> None:
    charts = [line_chart(label=label) for label in ("Loss", "Accuracy")]
    before = list(map(sys.getrefcount, charts))
    with Drawing(PLAIN) as drawing:
        drawing.submit(charts)
        drawing.finish()
        assert list(map(sys.getrefcount, charts)) == before


def test_a_report_without_a_chart_has_nothing_drawn() -> None:
    with Drawing(PLAIN) as drawing:
        drawing.submit([])
        assert drawing.finish() == Drawn()


def test_every_chart_becomes_a_page_of_its_size_without_pixels(tmp_path: Path) -> None:
    path = draw([line_chart(), line_chart(300)], tmp_path / "charts.pdf")
    with pikepdf.open(path) as document:
        sizes = [tuple(float(edge) / 72 * 25.4 for edge in page.mediabox)[2:] for page in document.pages]
        images = [image for page in document.pages for image in page.get_images()]
    assert sizes == [pytest.approx((79, 54), abs=0.1)] * 2
    assert images == []


def test_text_in_charts_is_text_in_the_report_s_own_face(tmp_path: Path) -> None:
    path = draw([line_chart(label="Ακρίβεια Ж é")], tmp_path / "charts.pdf")
    assert {"Training", "Validation", "Epoch"} <= set(text_of(path).split())
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    assert "SourceSerif4" in fonts
    assert "DejaVu" not in fonts


def test_a_dollar_sign_in_a_metric_s_name_is_a_dollar_sign(tmp_path: Path) -> None:
    assert "cost_$_per_$\\frac" in text_of(draw([line_chart(label="cost_$_per_$\\frac")], tmp_path / "charts.pdf"))


def test_the_same_charts_give_the_same_bytes(tmp_path: Path) -> None:
    charts = [line_chart(5), line_chart(40, scale="log")]
    assert draw(charts, tmp_path / "a.pdf").read_bytes() == draw(charts, tmp_path / "b.pdf").read_bytes()


def test_a_curve_without_any_finite_value_says_so(tmp_path: Path) -> None:
    chart = LineChart(
        lines=(Line("Loss", "training", (1, 2, 3), (math.nan, math.inf, 1e308)),),
        y_label="Loss",
        width_mm=79,
        height_mm=54,
    )
    assert "no finite values" in text_of(draw([chart], tmp_path / "charts.pdf"))


@pytest.mark.parametrize("epoch", [-(2**63), 0, 2**63 - 1])
def test_an_epoch_of_any_number_is_drawn(tmp_path: Path, epoch: int) -> None:
    chart = LineChart(lines=(Line("Loss", "training", (epoch,), (0.5,)),), y_label="Loss", width_mm=79, height_mm=54)
    assert "Epoch" in text_of(draw([chart], tmp_path / "charts.pdf"))


def test_a_file_called_matplotlib_in_the_working_folder_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "matplotlib.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(tmp_path)
    assert len(drawn_by(1, [line_chart()], monkeypatch).charts) == 1


def test_a_worker_that_fails_gives_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = LineChart(lines=(), y_label="Loss", width_mm=79, height_mm=54)
    with pytest.raises(RenderError, match="the figures could not be drawn: ValueError"):
        drawn_by(1, [broken], monkeypatch)


def test_a_process_that_is_ended_by_the_system_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]
    start = subprocess.Popen
    monkeypatch.setattr("reportgen.processes.subprocess.Popen", lambda _, **options: start(ended, **options))
    with pytest.raises(RenderError, match="was ended with status -9; is there enough memory"):
        drawn_by(1, [line_chart()], monkeypatch)


def test_a_character_in_a_chart_that_no_font_has_is_told() -> None:
    told = Drawer(PLAIN).draw(line_chart(label="精度")).warnings
    assert len(told) == 2
    assert "CJK UNIFIED IDEOGRAPH-7CBE" in told[0]
    assert all("missing from font(s) Source Serif 4, DejaVu Sans" in line for line in told)


WITHOUT_MATPLOTLIB = """
import sys
from tests.unit.figures.test_drawing import PLAIN, line_chart
from reportgen.figures.drawer import Drawer
drawn = Drawer(PLAIN).draw(line_chart(label="☀"))
assert not {"matplotlib", "matplotlib.font_manager"} & set(sys.modules)
from matplotlib import font_manager, ft2font  # who needs the whole of it later still gets it
assert font_manager.get_font(str(PLAIN.fonts[0])).family_name == "Source Serif 4"
assert len(drawn.faces) == 2
"""


def test_a_chart_is_drawn_without_the_whole_of_matplotlib() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", WITHOUT_MATPLOTLIB], env=environment, check=True)
