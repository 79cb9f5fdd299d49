"""Texts and lines stand on a sheet where they were put, whatever draws it."""

import math
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from reportgen.figures.lettering import Letters, extent
from reportgen.figures.marks import Boxes, Pen, Pixels, Strokes
from reportgen.figures.plot import Axis, Plot, axis, count_axis, log_axis
from reportgen.figures.sheet import Box, Sheet
from reportgen.figures.style import use_fonts, use_fonts_in_matplotlib
from reportgen.figures.whole_figure import figure_of
from tests.unit.figures.looks import PLAIN

LETTERS = Letters(PLAIN.face, 8.0)
DOTS = 100


@pytest.fixture(autouse=True)
def _fonts() -> None:
    use_fonts(PLAIN)
    use_fonts_in_matplotlib(PLAIN)


def ink_of(sheet: Sheet) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and upper edge of what is drawn in millimetres."""
    figure = figure_of(sheet)
    figure.set_dpi(DOTS * 25.4 / 10)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    rows, columns = np.nonzero(np.asarray(canvas.buffer_rgba())[..., 0] < 128)
    height = DOTS / 10 * sheet.height_mm
    left, right, upper, lower = columns.min(), columns.max() + 1, rows.min(), rows.max() + 1
    return left * 10 / DOTS, (height - lower) * 10 / DOTS, right * 10 / DOTS, (height - upper) * 10 / DOTS


@pytest.mark.parametrize("is_upright", [False, True])
@pytest.mark.parametrize(("across", "begins"), [("left", 20.0), ("middle", 10.0), ("right", 0.0)])
@pytest.mark.parametrize(("up", "foot"), [("bottom", 20.0), ("middle", 10.0), ("top", 0.0)])
def test_a_text_is_drawn_in_the_box_that_it_is_said_to_stand_in(
    across: str, begins: float, up: str, foot: float, is_upright: bool
) -> None:
    sheet = Sheet(40.0, 40.0)
    box = sheet.write("HHH\nH", (20.0, 20.0), LETTERS, "#000000", across=across, up=up, is_upright=is_upright)  # type: ignore[arg-type]
    assert box.left == pytest.approx(20.0 - (20.0 - begins) / 20.0 * box.width)
    assert box.bottom == pytest.approx(20.0 - (20.0 - foot) / 20.0 * box.height)
    left, bottom, right, top = ink_of(sheet)
    assert box.left <= left and right <= box.right and box.bottom <= bottom and top <= box.top
    long = extent("HHH", LETTERS).width
    assert (top - bottom if is_upright else right - left) == pytest.approx(long, abs=0.3)


def test_a_curve_has_gaps_where_values_are_missing() -> None:
    plot = Plot(Sheet(40.0, 40.0), PLAIN, Box(10.0, 10.0, 20.0, 20.0), (axis(1, 6), axis(0, 1)))
    plot.curve([1, 2, 3, 4, 5, 6], [0.0, 1.0, math.nan, 0.5, math.nan, 1.0], Pen("#000000", 1.0))
    (strokes,) = plot.sheet.marks
    assert isinstance(strokes, Strokes)
    assert [np.asarray(line).tolist() for line in strokes.lines] == [[[10.0, 10.0], [14.0, 30.0]]]


def test_a_value_without_a_place_on_a_logarithmic_axis_is_far_below() -> None:
    assert log_axis(0.01, 100.0, 0.0).parts([0.01, 1.0, 100.0, math.nan]) == pytest.approx(
        [0.0, 0.5, 1.0, math.nan], nan_ok=True
    )
    assert log_axis(0.01, 100.0).parts([0.0])[0] < -1


def test_an_axis_of_one_value_or_of_nothing_counted_has_room_on_both_sides() -> None:
    for one in (axis(3.0, 3.0), log_axis(3.0, 3.0), count_axis(0.0)):
        assert one.first < one.last
    assert count_axis(100.0) == Axis(0.0, 105.0)


def test_the_first_row_of_a_picture_is_its_upper_one(tmp_path: Path) -> None:
    colours = np.full((2, 1, 4), 255, np.uint8)
    colours[0, 0, :3] = 0
    sheet = Sheet(40.0, 40.0)
    sheet.paste(Pixels(colours, (10.0, 10.0), 5.0, 20.0))
    assert ink_of(sheet) == pytest.approx((10.0, 20.0, 15.0, 30.0), abs=0.2)


def test_bars_reach_from_zero_to_their_values() -> None:
    plot = Plot(Sheet(40.0, 40.0), PLAIN, Box(10.0, 10.0, 20.0, 20.0), (axis(0, 4), axis(-1, 3)))
    plot.bars([(0.0, 1.0, 3.0), (2.0, 4.0, -1.0)], "#000000")
    (boxes,) = plot.sheet.marks
    assert isinstance(boxes, Boxes)
    assert boxes.edges.tolist() == [[10.0, 15.0, 15.0, 30.0], [20.0, 15.0, 30.0, 10.0]]
    assert ink_of(plot.sheet) == pytest.approx((10.0, 10.0, 30.0, 30.0), abs=0.2)
