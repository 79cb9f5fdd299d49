"""Names beside an axis keep what tells them apart, on a second line if need be."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from reportgen.figures.experiment_charts import Effect
from reportgen.figures.level_names import WIDEST, folded, width_of
from tests.unit.figures.test_drawing import draw
from tests.unit.figures.test_experiment_charts import factor_chart, heat_map, words_of


def test_a_long_name_stands_on_two_lines_with_all_of_its_words() -> None:
    name = "SGD, momentum 0.9, nesterov"
    assert folded(name, 26.5) == "SGD, momentum 0.9,\nnesterov"
    assert width_of(folded(name, 26.5)) <= 26.5
    assert folded("Adam", 26.5) == "Adam"


@pytest.mark.parametrize("height_mm", [31.0, 44.0])
def test_the_label_of_a_vertical_axis_stays_in_its_figure(height_mm: float, tmp_path: Path) -> None:
    label = "Activation of the hidden layers"
    heat = replace(heat_map(), row_label=label, rows=("relu", "tanh"), height_mm=height_mm)
    effects = (Effect("relu", 0.0, (0.9,)), Effect("tanh", 1.0, (0.8,)))
    factor = replace(factor_chart(*effects, is_numeric=False), x_label=label, height_mm=height_mm)
    for number, chart in enumerate((heat, factor)):
        words = words_of(draw([chart], tmp_path / f"{number}.pdf"))
        found = {word: box for word, *box in words if word in label.split()}
        assert set(found) == set(label.split())
        assert all(box[0] >= 0 and box[1] >= 0 and box[3] <= height_mm / 25.4 * 72 for box in found.values())


def test_a_name_too_long_for_two_lines_is_cut() -> None:
    cut = folded("-".join(["1024"] * 40), WIDEST)
    assert cut.count("\n") == 1 and cut.endswith("…")
    assert width_of(cut) <= WIDEST


@pytest.mark.parametrize("kind", ["effects", "heat"])
def test_names_of_wide_letters_leave_room_for_the_label_beside_them(kind: str, tmp_path: Path) -> None:
    effects = (Effect("RMSprop", 0.0, (0.9,)), Effect("SGD", 1.0, (0.8,)))
    factor = replace(factor_chart(*effects, is_numeric=False), x_label="Optimizer")
    heat = replace(heat_map(), row_label="Optimizer", rows=("RMSPROP", "WWWWW"))
    words = words_of(draw([factor if kind == "effects" else heat], tmp_path / "chart.pdf"))
    (left,) = [left for word, left, *_ in words if word == "Optimizer"]
    assert left >= 0
