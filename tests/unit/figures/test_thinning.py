"""A line of thousands of epochs is drawn with the points that are seen, and looks as it did with all of them."""

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace

from reportgen.figures.charts import Line, LineChart
from reportgen.figures.thinning import thinned_once
from tests.unit.figures.drawn_pages import draw
from tests.unit.figures.test_drawing import line_chart

thinned = thinned_once()
EPOCHS = 10_000
RANDOM = np.random.default_rng(3)
SMOOTH = np.exp(-np.arange(EPOCHS) / 2000)
CURVES = {
    "smooth": SMOOTH,
    "noisy": SMOOTH + 0.1 * RANDOM.normal(size=EPOCHS),
    "steps": 0.1 ** (np.arange(EPOCHS) // 2500),
    "constant": np.full(EPOCHS, 0.001),
}


def chart_of(*curves: np.ndarray, **options: object) -> LineChart:
    styles = ("training", "neutral")
    x = tuple(range(1, EPOCHS + 1))
    lines = tuple(Line(style, style, x, tuple(map(float, y))) for style, y in zip(styles, curves, strict=False))  # type: ignore[arg-type]
    return LineChart(lines=lines, y_label="Loss", width_mm=79, height_mm=54, **options)  # type: ignore[arg-type]


def raster(chart: LineChart, path: Path) -> np.ndarray:
    with pdfium.PdfDocument(draw([chart], path)) as document:
        page = np.asarray(document[0].render(scale=600 / 72).to_pil().convert("L"), dtype=float)
    height, width = page.shape[0] // 4, page.shape[1] // 4
    return page[: height * 4, : width * 4].reshape(height, 4, width, 4).mean(axis=(1, 3))


def points(chart: object) -> int:
    assert isinstance(chart, LineChart)
    return sum(len(line.x) for line in chart.lines)


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("curve", CURVES)
def test_a_thinned_line_looks_like_the_whole_one(curve: str, scale: str, tmp_path: Path) -> None:
    chart = chart_of(np.abs(CURVES[curve]) + 1e-6, scale=scale)
    thin = thinned(chart)
    assert isinstance(thin, LineChart)
    assert points(thin) <= {"noisy": 2 * 790 + 12}.get(curve, 100)
    differences = np.abs(raster(chart, tmp_path / "whole.pdf") - raster(thin, tmp_path / "thin.pdf"))
    assert differences.mean() < 0.3
    assert (differences > 100).sum() < 20


def test_a_spike_of_one_epoch_is_drawn(tmp_path: Path) -> None:
    spiked = SMOOTH.copy()
    spiked[6000] = 5.0
    thin = thinned(chart_of(spiked))
    assert isinstance(thin, LineChart)
    assert (6001, 5.0) in zip(thin.lines[0].x, thin.lines[0].y, strict=True)


def test_gaps_stay_gaps_and_no_value_beside_them_is_lost() -> None:
    holed = SMOOTH.copy()
    holed[2000:5000] = math.nan
    holed[7000] = math.inf
    holed[8000] = 1e305
    thin = thinned(chart_of(holed))
    assert isinstance(thin, LineChart)
    (line,) = thin.lines
    lost = [x for x, y in zip(line.x, line.y, strict=True) if not abs(y) < 1e300]
    assert {2001, 7001, 8001} <= set(lost)
    assert len(lost) <= 3 + 12
    assert {2000, 5001, 7000, 7002, 8000, 8002} <= set(line.x)


def test_markers_stay_where_they_were(tmp_path: Path) -> None:
    whole = chart_of(CURVES["noisy"])
    thin = thinned(whole)
    assert isinstance(thin, LineChart)
    (line,) = thin.lines
    assert line.marked is not None
    assert [line.x[place] for place in line.marked] == list(whole.lines[0].x[:: math.ceil(EPOCHS / 12)])


def test_both_ends_and_both_extremes_of_every_line_stay() -> None:
    thin = thinned(chart_of(CURVES["noisy"], CURVES["smooth"]))
    assert isinstance(thin, LineChart)
    for line, whole in zip(thin.lines, (CURVES["noisy"], CURVES["smooth"]), strict=True):
        assert (line.x[0], line.x[-1]) == (1, EPOCHS)
        assert (min(line.y), max(line.y)) == (whole.min(), whole.max())


def test_a_chart_is_thinned_once() -> None:
    assert thinned(chart_of(CURVES["steps"])) is thinned(chart_of(CURVES["steps"]))


def test_a_line_of_a_few_hundred_epochs_stays_as_it_is() -> None:
    chart = line_chart(790)
    assert thinned(chart) is chart


def test_a_line_whose_epochs_go_back_stays_as_it_is() -> None:
    chart = chart_of(SMOOTH)
    turned = replace(chart, lines=(replace(chart.lines[0], x=chart.lines[0].x[::-1]),))
    assert thinned(turned) == turned


def test_a_line_without_any_finite_value_keeps_one_point_beside_its_markers() -> None:
    thin = thinned(chart_of(np.full(EPOCHS, math.nan)))
    assert isinstance(thin, LineChart)
    assert thin.lines[0].x[0] == 1
    assert points(thin) <= 13


def test_a_line_that_is_lost_every_other_epoch_keeps_every_gap_within_its_columns() -> None:
    holed = SMOOTH.copy()
    holed[1::2] = math.nan
    thin = thinned(chart_of(holed))
    assert isinstance(thin, LineChart)
    assert not any(math.isfinite(one) and math.isfinite(next_) for one, next_ in pairwise(thin.lines[0].y))


@pytest.mark.parametrize("values", [(0.0, 1e300, -1e300), (5e-324, 0.0, 1.0)])
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_values_of_any_size_can_be_thinned(values: tuple[float, ...], scale: str) -> None:
    y = np.resize(values, EPOCHS)
    thin = thinned(chart_of(y, scale=scale))
    assert isinstance(thin, LineChart)
    assert {min(values), max(values)} <= set(thin.lines[0].y)
