"""Numbers, units, days and lists are written as readers of each language write them."""

from datetime import date

import msgspec
import pytest

from reportgen.language import speaking
from reportgen.language.later import later, said
from reportgen.language.numbers import THIN, clauses, day_in_words, listed
from reportgen.outputs.manifest import Reason, reason_of, text_of
from reportgen.sections.numerals import count, duration, measured, number, percent, rate, size, value_text

WRITTEN = {
    "en": (f"1{THIN}199{THIN}882", f"98.80{THIN}%", "0.04358", "26 September 2026", "a, b and c"),
    "fr": (f"1{THIN}199{THIN}882", f"98,80{THIN}%", "0,04358", "26 septembre 2026", "a, b et c"),
    "de": ("1.199.882", f"98,80{THIN}%", "0,04358", "26. September 2026", "a, b und c"),
    "es": ("1.199.882", f"98,80{THIN}%", "0,04358", "26 de septiembre de 2026", "a, b y c"),
    "it": ("1.199.882", "98,80%", "0,04358", "26 settembre 2026", "a, b e c"),
    "pt": ("1.199.882", "98,80%", "0,04358", "26 de setembro de 2026", "a, b e c"),
    "el": ("1.199.882", "98,80%", "0,04358", "26 Σεπτεμβρίου 2026", "a, b και c"),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_numbers_days_and_lists_are_written_as_the_language_does(language: str) -> None:
    with speaking(language):
        found = (count(1199882), percent(0.988), measured(0.0435791), day_in_words(date(2026, 9, 26)), listed("abc"))
    assert found == WRITTEN[language]


def test_outside_of_a_rendering_the_language_is_english() -> None:
    with speaking("fr"):
        pass
    assert count(1000) == f"1{THIN}000" and percent(0.5) == f"50.00{THIN}%"


def test_clauses_are_divided_by_what_is_no_question_mark_in_the_language() -> None:
    with speaking("el"):
        assert clauses(["α, β", "γ"]) == "α, β· γ"
    with speaking("fr"):
        assert clauses(["a, b", "c"]) == f"a, b{THIN}; c"
    assert clauses(["a, b", "c"]) == "a, b; c"


def test_spanish_leaves_four_digits_together() -> None:
    with speaking("es"):
        assert (count(1199), count(11990)) == ("1199", "11.990")


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    with speaking("fr"):
        assert day_in_words(date(2026, 9, 1)) == "1er septembre 2026"


def test_numbers_in_powers_of_ten_and_infinite_ones_keep_their_form() -> None:
    with speaking("de"):
        assert [rate(1.5e-05), number(float("inf")), number(float("nan")), number(-0.5)] == [
            "1,5e−05",
            "∞",
            "NaN",
            "−0,5",
        ]


def test_the_value_of_a_setting_is_a_number_of_the_language_and_all_else_is_code() -> None:
    with speaking("fr"):
        assert [value_text(0.001), value_text("same"), value_text([0.5, 1])] == ["0,001", "same", "[0.5, 1]"]


def test_french_has_its_own_names_of_bytes() -> None:
    with speaking("fr"):
        assert size(4_823_449) == f"4,6{THIN}Mio"
        assert duration(0.84) == f"0,8{THIN}s"
    assert size(4_823_449) == f"4.6{THIN}MiB"


def test_what_is_wrong_with_a_file_is_english_until_the_report_says_it() -> None:
    reason = later("line {number} {reason}; left out", number=3, reason=later("is missing"))
    assert reason == "line 3 is missing; left out"
    with speaking("fr"):
        assert said(reason) != reason and "3" in said(reason)
        assert said("as it is") == "as it is"


def test_a_reason_in_a_manifest_can_be_said_in_any_language() -> None:
    reason = later("line {number} {reason}; left out", number=3, reason=later("is missing"))
    read = msgspec.json.decode(msgspec.json.encode(reason_of(reason)), type=Reason)
    assert text_of(read) == reason
    with speaking("fr"):
        assert said(text_of(read)) == said(reason)


def test_a_message_that_somebody_wrote_into_a_manifest_is_no_format() -> None:
    odd = Reason(message="{width:>999999999} {a.__class__} {a}\n{b}", values={"a": "1", "width": "2"})
    assert text_of(odd) == "{width:>999999999} {a.__class__} 1\\n{b}"
