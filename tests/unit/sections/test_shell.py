"""Commands in lines: what a shell reads from the page is what was typed, whatever it holds and however long it is."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.sections.shell import command_lines, is_cut, quoted


def words_read(lines: tuple[str, ...]) -> list[str]:
    """Return the words that bash makes of a command in lines."""
    command = "\n".join(lines)
    read = subprocess.run(["bash", "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True)
    return read.stdout.decode(errors="surrogateescape").split("\0")[:-1]


WORD = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORD | st.text("ab '\\", max_size=200), min_size=1, max_size=8), st.integers(12, 90))
def test_a_shell_reads_the_words_back_from_the_lines(words: list[str], columns: int) -> None:
    lines = command_lines(words, columns, most=1000)
    assert words_read(lines) == words
    # One character may take 14 columns, as octal escapes of four bytes, and its quotes.
    assert max(map(len, lines)) <= max(columns, 24)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("plain-1.0", "plain-1.0"),
        ("my net", "'my net'"),
        ("", "''"),
        ("a\nb\t'\\", r"$'a\nb\t\'\\'"),
        ("\x1b[31m", r"$'\033[31m'"),
        ("no\u00a0break", r"$'no\302\240break'"),
        ("Größe=3", "'Größe=3'"),
        ("\udcff", r"$'\377'"),
    ],
)
def test_a_word_is_quoted_only_as_far_as_it_must(word: str, written: str) -> None:
    assert quoted(word) == written


def test_a_line_breaks_between_words_and_a_long_word_without_a_space() -> None:
    assert command_lines(["run", "a" * 12, "b" * 25], columns=20) == ("run aaaaaaaaaaaa \\", "b" * 18 + "\\", "b" * 7)


def test_a_command_that_is_too_long_ends_in_dots_and_says_so() -> None:
    lines = command_lines(["x" * 100_000], columns=20, most=3)
    assert lines == ("x" * 18 + "\\", "x" * 18 + "\\", "…")
    assert is_cut(lines)
    assert not is_cut(command_lines(["…", "run"]))
