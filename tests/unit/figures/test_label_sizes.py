"""Labels of axes with long words, as other languages have them, stay inside their figure."""

from pathlib import Path

import pytest

from reportgen.figures.charts import Chart
from reportgen.figures.judgement_charts import RateChart, RateCurve
from tests.unit.figures.test_drawing import draw, line_chart
from tests.unit.figures.test_experiment_charts import words_of

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
