"""The numbers at the ticks of an axis can be told apart, however near to each other they are."""

from pathlib import Path

import pytest

from reportgen.figures.charts import Line, LineChart
from reportgen.figures.experiment_charts import Effect, FactorChart, Mark, TradeOff
from reportgen.figures.ticks import Ticks, count_tick, percent_tick, plain_tick, ticks
from tests.unit.figures.test_drawing import draw
from tests.unit.figures.test_experiment_charts import words_of

NEAR = (1.41803, 1.41812, 1.41818, 1.41809)
SIZE = {"width_mm": 79.0, "height_mm": 54.0}


def test_ticks_are_short_where_that_tells_them_apart() -> None:
    assert ticks("number").format_ticks([0.05, 0.1, 2e-5]) == ["0.05", "0.1", "2·10⁻⁵"]
    assert ticks("percent").format_ticks([0.975, 1.0]) == ["97.5\u202f%", "100\u202f%"]
    assert Ticks(count_tick).format_ticks([5000, 20_000]) == ["5000", "20\u202f000"]


@pytest.mark.parametrize("write", [plain_tick, percent_tick])
def test_ticks_near_to_each_other_get_as_many_digits_as_tell_them_apart(write: object) -> None:
    values = [1.41804, 1.41808, 1.41812]
    assert len(set(Ticks(write).format_ticks(values))) == 3  # type: ignore[arg-type]


def test_no_axis_of_a_chart_repeats_a_label(tmp_path: Path) -> None:
    curve = LineChart(lines=(Line("Loss", "training", (1, 2, 3, 4), NEAR),), y_label="Loss", **SIZE)  # type: ignore[arg-type]
    effects = tuple(Effect(str(place), float(place), (value,)) for place, value in enumerate(NEAR, start=20))
    factor = FactorChart(effects=effects, x_label="Units", y_label="Loss", **SIZE)  # type: ignore[arg-type]
    marks = tuple(Mark(place, 10.0 * place, value) for place, value in enumerate(NEAR, start=20))
    plane = TradeOff(marks=marks, front=(20,), x_label="Parameters", y_label="Loss", **SIZE)  # type: ignore[arg-type]
    for number, chart in enumerate((curve, factor, plane)):
        words = [word for word, *_ in words_of(draw([chart], tmp_path / f"{number}.pdf"))]
        labels = [word for word in words if word.startswith("1.41")]
        assert len(labels) >= 2 and len(set(labels)) == len(labels)
        assert max(len(label) for label in labels) <= 7


def test_a_curve_that_hardly_moves_is_drawn_flat(tmp_path: Path) -> None:
    values = (1.41803, 1.41803001, 1.41803002)
    chart = LineChart(lines=(Line("Loss", "training", (1, 2, 3), values),), y_label="Loss", **SIZE)  # type: ignore[arg-type]
    labels = [word for word, *_ in words_of(draw([chart], tmp_path / "flat.pdf")) if word.startswith("1.41")]
    assert len(set(labels)) == len(labels) and max(len(label) for label in labels) <= 6
