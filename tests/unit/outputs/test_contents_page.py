"""When the contents have a page for themselves: where it would end with them anyway."""

import pytest
from markupsafe import Markup

from reportgen.outputs.contents_page import are_page_of_contents
from reportgen.outputs.cover import Front
from reportgen.sections.report import Content, Entry, Section
from reportgen.settings import Author, Settings


class _Lines(Content):
    """A section with so many lines in the contents, its own among them."""

    def __init__(self, count: int, words: str = "Model") -> None:
        self._entries = tuple(Entry(words, f"model-{number}") for number in range(count - 1))

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._entries


def front(*, title: str = "Training report", has_cover: bool = False, abstract: Markup | None = None) -> Front:
    return Front(title, "", "", has_cover, None, abstract)


def lines_with_a_page(front: Front, settings: Settings, words: str = "Model") -> list[int]:
    """Return how many lines the contents may have for that."""
    sections = {count: [Section(1, "models", "Models", _Lines(count, words))] for count in range(1, 80)}
    return [count for count, built in sections.items() if are_page_of_contents(built, front, settings)]


@pytest.mark.parametrize(
    ("above", "settings", "lines"),
    [
        (front(), Settings(), range(29, 34)),
        (front(has_cover=True), Settings(), range(33, 38)),
        (front(), Settings(authors=(Author("Ada Lovelace"),), instructor="Marie Curie"), range(26, 31)),
        (front(title="Very long " * 5), Settings(), range(27, 32)),
        (front(abstract=Markup("<p>We train.</p>")), Settings(), range(0)),
        (front(abstract=Markup("<p>We train.</p>"), has_cover=True), Settings(), range(33, 38)),
    ],
)
def test_contents_have_a_page_that_they_fill_and_do_not_leave(above: Front, settings: Settings, lines: range) -> None:
    assert lines_with_a_page(above, settings) == list(lines)


def test_an_entry_may_take_two_lines() -> None:
    assert lines_with_a_page(front(), Settings(), "Model of many layers, " * 4) == [15, 16, 17]
