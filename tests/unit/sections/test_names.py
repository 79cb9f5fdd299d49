"""Long names stay within reach of a heading, and nothing of them is lost silently."""

from reportgen.sections.names import clip, is_cut, short_name


def test_a_name_of_eighty_characters_stays_whole() -> None:
    assert short_name("a" * 80) == "a" * 80
    assert not is_cut("a" * 80)


def test_a_name_of_four_kilobytes_is_cut_and_says_so() -> None:
    short = short_name("a" * 4096)
    assert len(short) == 100
    assert short.endswith("…")
    assert is_cut("a" * 4096)


def test_line_breaks_in_a_name_become_spaces() -> None:
    assert short_name("two\nlines\t here") == "two lines here"


def test_a_long_path_keeps_both_ends() -> None:
    path = f"/begin{'x' * 1000}/end.keras"
    assert clip(path).startswith("/begin")
    assert clip(path).endswith("/end.keras")
    assert len(clip(path)) < 310
