"""Labels of axes with long words, as other languages have them, stay inside their figure."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from reportgen.figures.charts import Chart
from reportgen.figures.experiment_charts import Effect
from reportgen.figures.judgement_charts import RateChart, RateCurve
from tests.unit.figures.drawn_pages import draw
from tests.unit.figures.test_drawing import line_chart
from tests.unit.figures.test_experiment_charts import factor_chart, words_of

LABEL = "Exactitude moyenne sur les données de validation du modèle"
RATES = RateChart(
    curves=(RateCurve("0", (0.0, 1.0), (0.0, 1.0), 0.5), RateCurve("1", (0.0, 1.0), (0.0, 1.0), 0.5)),
    x_label=LABEL,
    y_label=LABEL,
    width_mm=79.0,
    height_mm=54.0,
)


@pytest.mark.parametrize("chart", [line_chart(label=LABEL), RATES], ids=["lines", "rates"])
def test_a_long_label_is_made_small_enough_to_be_read_as_a_whole(chart: Chart, tmp_path: Path) -> None:
    words = [(word, *box) for word, *box in words_of(draw([chart], tmp_path / "chart.pdf")) if word in LABEL.split()]
    assert {word for word, *_ in words} == set(LABEL.split())
    width, height = (edge / 25.4 * 72 for edge in (chart.width_mm, chart.height_mm))
    for word, left, top, right, bottom in words:
        assert left >= 0 and top >= 0 and right <= width and bottom <= height, word


def test_a_vertical_label_keeps_off_numbers_as_wide_as_its_margin(tmp_path: Path) -> None:
    levels = [Effect(str(place), float(place), (0.98625 + place * 0.0006,)) for place in range(3)]
    chart = replace(factor_chart(*levels, unit="percent"), y_label="Validierungsgenauigkeit", height_mm=44.0)
    words = words_of(draw([chart], tmp_path / "chart.pdf"))
    label, *_ = [box for word, *box in words if word == "Validierungsgenauigkeit"]
    numbers = [box for word, *box in words if word.startswith("98.")]
    # Boxes of pdftotext hold the whole line height, a third more than the letters.
    assert label[0] + (label[2] - label[0]) / 3 >= 0
    assert numbers and all(label[2] <= left for left, *_ in numbers)
