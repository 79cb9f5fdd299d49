"""Charts are drawn by a process of their own, as vectors with real text, the same bytes for the same charts."""

import math
import subprocess
from pathlib import Path

import pikepdf
import pytest

from reportgen.errors import RenderError
from reportgen.figures.charts import Chart, Line, LineChart
from reportgen.figures.drawing import Drawing
from tests.unit.figures.looks import PLAIN


def line_chart(epochs: int = 5, label: str = "Loss", **options: object) -> LineChart:
    x = tuple(range(1, epochs + 1))
    lines = (
        Line("Training", "training", x, tuple(1 / epoch for epoch in x)),
        Line("Validation", "validation", x, tuple(1.2 / epoch for epoch in x)),
    )
    return LineChart(lines=lines, y_label=label, width_mm=79, height_mm=54, **options)  # type: ignore[arg-type]


def draw(charts: list[Chart], target: Path) -> Path:
    with Drawing(PLAIN) as drawing:
        drawing.submit(charts)
        parts = drawing.finish().pdfs
        document = pikepdf.Pdf.new()
        for part in parts:
            with pikepdf.open(part) as pages:
                document.pages.extend(pages.pages)
        document.save(target, deterministic_id=True)
    return target


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_charts_have_the_same_bytes_whatever_number_of_processors_draws_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.figures.drawing._CHARTS_A_PART", 2)
    charts = [line_chart(label=label) for label in ("Loss", "Accuracy", "αβγ", "Rate", "90 %")]

    def drawn_by(processors: int) -> list[bytes]:
        monkeypatch.setattr("reportgen.figures.drawing._processors", lambda: processors)
        with Drawing(PLAIN) as drawing:
            drawing.submit(charts)
            return [path.read_bytes() for path in drawing.finish().pdfs]

    by_one, by_two = drawn_by(1), drawn_by(2)
    assert len(by_one) == 3
    assert by_one == by_two


def test_a_report_without_a_chart_gets_no_pdf_of_charts() -> None:
    with Drawing(PLAIN) as drawing:
        drawing.submit([])
        assert drawing.finish().pdfs == ()


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


def test_many_charts_are_shared_out_and_come_back_in_order(tmp_path: Path) -> None:
    path = draw([line_chart(2, f"Metric{number:02d}") for number in range(30)], tmp_path / "charts.pdf")
    labels = [word for word in text_of(path).split() if word.startswith("Metric")]
    assert labels == [f"Metric{number:02d}" for number in range(30)]


def test_a_file_called_matplotlib_in_the_working_folder_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "matplotlib.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(tmp_path)
    assert draw([line_chart()], tmp_path / "charts.pdf").is_file()


def test_a_worker_that_fails_gives_its_reason(tmp_path: Path) -> None:
    broken = LineChart(lines=(), y_label="Loss", width_mm=79, height_mm=54)
    with pytest.raises(RenderError, match="the figures could not be drawn: ValueError"):
        draw([broken], tmp_path / "charts.pdf")


def test_a_character_in_a_chart_that_no_font_has_is_told() -> None:
    with Drawing(PLAIN) as drawing:
        drawing.submit([line_chart(label="精度")])
        told = drawing.finish().warnings
    assert len(told) == 2
    assert "CJK UNIFIED IDEOGRAPH-7CBE" in told[0]
    assert all("missing from font(s)" in line for line in told)
