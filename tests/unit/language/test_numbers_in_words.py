"""Numbers of settings, ticks and alternative texts follow the language; what is compared or used as a name does not."""

import pytest

from reportgen.figures.agreement import draw_agreement
from reportgen.figures.charts import Line, LineChart
from reportgen.figures.description import describe_chart
from reportgen.figures.judgement_charts import AgreementChart
from reportgen.figures.style import use_fonts
from reportgen.figures.ticks import count_tick, percent_tick, plain_tick
from reportgen.knowledge.architectures import architecture_words
from reportgen.knowledge.wording import code_of, text_of
from reportgen.language import speaking
from reportgen.language.letters import inside
from tests.sample_models import convnet
from tests.unit.figures.looks import PLAIN


def test_the_number_of_a_setting_has_the_decimal_mark_of_the_language_and_code_keeps_its_own() -> None:
    with speaking("de"):
        assert text_of(0.001) == "0,001"
        assert text_of([0.9, 0.999]) == "[0.9, 0.999]"
        assert code_of(0.001) == "0.001"


def test_a_name_made_of_an_architecture_is_the_same_in_every_language() -> None:
    words = architecture_words(convnet(), dropout=True)
    with speaking("de"):
        assert architecture_words(convnet(), dropout=True) == words


def test_ticks_are_written_as_the_language_does() -> None:
    with speaking("de"):
        assert [plain_tick(0.05), plain_tick(1.5e-5), count_tick(20_000)] == ["0,05", "1,5·10⁻⁵", "20.000"]
        assert percent_tick(0.975) == "97,5\u202f%"
        chart = AgreementChart(truths=(0.0, 0.7), predictions=(0.0, 0.75), width_mm=79, height_mm=54)
        use_fonts(PLAIN)
        assert "0,4" in draw_agreement(chart, PLAIN).texts


def test_an_alternative_text_has_the_numbers_of_its_language() -> None:
    line = Line("Training", "training", (1, 2), (0.9, 0.988))
    chart = LineChart(lines=(line,), y_label="Accuracy", unit="percent", width_mm=79, height_mm=54)
    with speaking("el"):
        assert "98,8" in describe_chart(chart)
    assert "98.8 %" in describe_chart(chart)


@pytest.mark.parametrize(
    ("language", "label", "expected"),
    [
        ("en", "Mean absolute error", "mean absolute error"),
        ("en", "AUC", "AUC"),
        ("en", "F1 score", "F1 score"),
        ("de", "Verlust", "Verlust"),
        ("el", "Ακρίβεια", "ακρίβεια"),
    ],
)
def test_a_label_inside_a_sentence_keeps_the_capitals_of_names_and_of_german_nouns(
    language: str, label: str, expected: str
) -> None:
    with speaking(language):
        assert inside(label) == expected
