"""Alternative texts say what the chart shows, from its data."""

import math

from reportgen.figures.charts import Line, LineChart
from reportgen.figures.description import describe_chart


def chart(*lines: Line, unit: str = "number") -> LineChart:
    return LineChart(lines=lines, y_label="Loss", width_mm=79, height_mm=54, unit=unit)  # type: ignore[arg-type]


def test_the_description_names_first_lowest_and_last_value() -> None:
    text = describe_chart(
        chart(
            Line("Training", "training", (1, 2, 3, 4), (0.5, 0.3, 0.2, 0.1)),
            Line("Validation", "validation", (1, 2, 3, 4), (0.6, 0.041, 0.05, 0.06)),
        )
    )
    assert "Training: begins with 0.5 at epoch 1, ends with 0.1 at epoch 4." in text
    assert (
        "Validation: begins with 0.6 at epoch 1, has its lowest, 0.041, at epoch 2, ends with 0.06 at epoch 4." in text
    )


def test_fractions_are_described_as_percentages() -> None:
    text = describe_chart(chart(Line("Training", "training", (1, 2), (0.9, 0.988)), unit="percent"))
    assert "begins with 90 % at epoch 1, ends with 98.8 % at epoch 2" in text


def test_a_constant_curve_is_described_in_one_value() -> None:
    assert "0.001 throughout" in describe_chart(chart(Line("Rate", "neutral", (1, 2, 3), (0.001,) * 3)))


def test_values_that_are_not_finite_are_told() -> None:
    partly = describe_chart(chart(Line("Training", "training", (1, 2, 3), (0.5, math.nan, math.inf))))
    assert "not finite in 2 of 3 epochs" in partly
    assert "no finite values" in describe_chart(chart(Line("Training", "training", (1,), (math.nan,))))
