"""Names beside an axis keep what tells them apart, on a second line if need be."""

from reportgen.figures.level_names import WIDEST, folded, width_of


def test_a_long_name_stands_on_two_lines_with_all_of_its_words() -> None:
    name = "SGD, momentum 0.9, nesterov"
    assert folded(name, 26.5) == "SGD, momentum 0.9,\nnesterov"
    assert width_of(folded(name, 26.5)) <= 26.5
    assert folded("Adam", 26.5) == "Adam"


def test_a_name_too_long_for_two_lines_is_cut() -> None:
    cut = folded("-".join(["1024"] * 40), WIDEST)
    assert cut.count("\n") == 1 and cut.endswith("…")
    assert width_of(cut) <= WIDEST
