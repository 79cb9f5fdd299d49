"""Charts of several runs: what they say in words, and that they are drawn as real text without overlaps."""

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from reportgen.figures.charts import Chart
from reportgen.figures.description import describe_chart
from reportgen.figures.experiment_charts import Effect, FactorChart, HeatCell, HeatMap, Mark, TradeOff
from reportgen.figures.heat import draw_heat
from reportgen.figures.lettering import extent
from reportgen.figures.marks import Areas, Strokes, Words
from reportgen.figures.sheet import Sheet
from reportgen.figures.style import use_fonts
from reportgen.figures.trade_offs import draw_trade_off
from tests.unit.figures.drawn_pages import draw
from tests.unit.figures.looks import PLAIN

SIZE = {"width_mm": 79.0, "height_mm": 54.0}


def factor_chart(*effects: Effect, **options: object) -> FactorChart:
    return FactorChart(effects=effects, x_label="Batch size", y_label="Test accuracy", **SIZE, **options)  # type: ignore[arg-type]


def heat_map(**options: object) -> HeatMap:
    cells = ((HeatCell(0.9, "90.0"), HeatCell(0.8, "80.0", "± 1.2")), (HeatCell(None, "–"), HeatCell(0.95, "95.0")))
    return HeatMap(
        cells=cells,
        row_label="Batch size",
        column_label="Learning rate",
        rows=("32", "64"),
        columns=("0.1", "0.01"),
        value_label="Test accuracy in %",
        **SIZE,
        **options,  # type: ignore[arg-type]
    )


def trade_off(marks: int) -> TradeOff:
    points = tuple(
        Mark(number + 1, 10.0 * (1 + number * 7 % 13), 0.5 + number * 5 % 11 / 30) for number in range(marks)
    )
    return TradeOff(marks=points, front=(1,), x_label="#Parameters", y_label="Accuracy", unit="percent", **SIZE)


def words_of(path: Path) -> list[tuple[str, float, float, float, float]]:
    read = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    rows = [line.strip() for line in read.splitlines() if "<word" in line]
    found = []
    for row in rows:
        edges = [float(part.split('"')[1]) for part in row.split(" ")[1:5]]
        found.append((row.split(">")[1].split("<")[0], edges[0], edges[1], edges[2], edges[3]))
    return found


def drawn(chart: Chart, folder: Path) -> list[str]:
    return [word for word, *_ in words_of(draw([chart], folder / "chart.pdf"))]


def test_no_tick_of_an_accuracy_lies_beyond_all(tmp_path: Path) -> None:
    chart = factor_chart(Effect("32", 32.0, (1.0,)), Effect("64", 64.0, (1.0, 1.0)), unit="percent")
    assert not [word for word in drawn(chart, tmp_path) if word.startswith("10") and not word.startswith("100")]


def test_the_effect_of_a_factor_is_described_by_its_means() -> None:
    chart = factor_chart(Effect("32", 32.0, (0.97, 0.99)), Effect("64", 64.0, (0.96,)), unit="percent")
    assert describe_chart(chart) == (
        "Chart of means. Test accuracy by batch size: 98 % where it is 32 (mean of 2 runs), 96 % where it is 64."
    )


def test_a_heat_map_is_described_by_its_ends() -> None:
    text = describe_chart(heat_map())
    assert "The highest, 95.0, is at Learning rate 0.01 and Batch size 64." in text
    assert "The lowest, 80.0, is at Learning rate 0.01 and Batch size 32." in text
    assert "Learning rate (2 values)" in text


def test_a_trade_off_is_described_by_its_front() -> None:
    marks = (Mark(1, 100.0, 0.9), Mark(2, 50.0, 0.8), Mark(3, 200.0, 0.85))
    chart = TradeOff(marks=marks, front=(2, 1), x_label="#Parameters", y_label="Accuracy", unit="percent", **SIZE)
    assert describe_chart(chart).endswith(
        "None is beaten in both: model 2 at a cost of 50 with 80 %, model 1 at a cost of 100 with 90 %."
    )


@pytest.mark.parametrize("numeric", [True, False])
def test_every_level_of_a_factor_is_labelled(numeric: bool, tmp_path: Path) -> None:
    effects = [Effect(str(2**place), float(2**place) if numeric else float(place), (0.9,)) for place in range(3, 8)]
    words = drawn(factor_chart(*effects, is_numeric=numeric, scale="log" if numeric else "linear"), tmp_path)
    assert {"8", "16", "32", "64", "128"} <= set(words)


def test_levels_that_stand_too_close_are_not_printed_over_each_other(tmp_path: Path) -> None:
    effects = [Effect(f"{level:.4f}", level, (0.9,)) for level in (0.1, 0.1001, 0.1002, 0.5)]
    words = drawn(factor_chart(*effects), tmp_path)
    assert "0.1000" in words and "0.5000" in words
    assert "0.1001" not in words


def test_a_heat_map_prints_its_values_and_gaps(tmp_path: Path) -> None:
    words = drawn(heat_map(), tmp_path)
    assert {"90.0", "80.0", "95.0", "–", "0.01"} <= set(words)


def test_every_point_of_a_small_trade_off_has_its_number(tmp_path: Path) -> None:
    words = drawn(trade_off(8), tmp_path)
    assert {str(number) for number in range(1, 9)} <= set(words)


def test_labels_of_points_do_not_overlap(tmp_path: Path) -> None:
    labels = [box for box in words_of(draw([trade_off(40)], tmp_path / "chart.pdf")) if box[0].isdigit()]
    # Tick labels are digits as well, but stand outside of the axes.
    inside = [box for box in labels if box[1] > 45 and box[4] < 120]
    assert len(inside) > 20
    for place, (_, left, top, right, bottom) in enumerate(inside):
        for _, left2, top2, right2, bottom2 in inside[place + 1 :]:
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            # Boxes of pdftotext hold the whole line height, 40 % more than the digits.
            assert across <= 0.3 or down <= 3.0


def five_models() -> TradeOff:
    """Return a trade-off with a model close to the line, and the best one close to the upper edge."""
    costs = ((1, 1.337, 0.80), (2, 1.184, 0.75), (3, 2.828, 0.87), (4, 1.222, 0.86), (5, 10.676, 0.35))
    marks = tuple(Mark(*values) for values in costs)
    return TradeOff(marks=marks, front=(2, 4, 3), x_label="Seconds", y_label="Accuracy", unit="percent", **SIZE)


def boxes_of_numbers(sheet: Sheet, chart: TradeOff) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right and top of the numbers of the models, in millimetres."""
    numbers = [mark for mark in sheet.marks if isinstance(mark, Words)][-len(chart.marks) :]
    assert {mark.text for mark in numbers} == {str(mark.number) for mark in chart.marks}
    sizes = [extent(mark.text, mark.letters) for mark in numbers]
    return [
        (mark.place[0], mark.place[1], mark.place[0] + size.width, mark.place[1] + size.above)
        for mark, size in zip(numbers, sizes, strict=True)
    ]


def test_numbers_of_models_keep_off_the_line_and_inside_of_the_axes() -> None:
    chart = five_models()
    sheet = draw_trade_off(chart, PLAIN)
    (front,) = (mark for mark in sheet.marks if isinstance(mark, Strokes) and mark.pen.dash)
    (corners,) = front.lines
    for left, bottom, right, top in boxes_of_numbers(sheet, chart):
        assert top < chart.height_mm - 3.0
        for (x1, y1), (x2, y2) in pairwise(corners):
            assert right < min(x1, x2) or left > max(x1, x2) or top < min(y1, y2) or bottom > max(y1, y2)


def test_of_many_points_only_those_of_the_front_are_labelled(tmp_path: Path) -> None:
    words = drawn(trade_off(200), tmp_path)
    assert "1" in words
    assert not {"117", "118", "119"} & set(words)


def test_every_cell_that_is_best_is_framed() -> None:

    cells = ((HeatCell(0.9, "90.0"), HeatCell(0.8, "80.0")), (HeatCell(0.7, "70.0"), HeatCell(0.9, "90.0")))
    use_fonts(PLAIN)
    sheet = draw_heat(replace(heat_map(), cells=cells), PLAIN)
    areas = [mark for mark in sheet.marks if isinstance(mark, Areas)]
    frames = [outline[0] for area in areas if area.colour is None for outline in area.outlines]
    middle = sheet.width_mm / 2, sheet.height_mm / 2
    assert sorted((left > middle[0], bottom > middle[1]) for left, bottom in frames) == [(False, True), (True, False)]
