"""Whether the contents have a page for themselves: where they leave too little of it for what follows."""

from collections.abc import Sequence

from reportgen.outputs.cover import Front
from reportgen.sections.report import Section
from reportgen.settings import Settings

# Lines that a page takes in the theme with the largest letters, and with how many more the first table could begin.
_A_PAGE, _LEFT = 37, 4
# What the title takes, each further line of it, and the people below it, in such lines.
_TITLE, _MORE_OF_IT, _AUTHORS, _INSTRUCTOR = 4, 2, 2, 1
_CHARACTERS_A_LINE, _CHARACTERS_OF_A_TITLE = 75, 40


def are_page_of_contents(sections: Sequence[Section], front: Front, settings: Settings) -> bool:
    """Say whether what follows the contents of these `sections` begins a page.

    Not where they go on overleaf, nor where they stand below an abstract, which is of any length.
    """
    lines = sum(_lines(section.title) + sum(_lines(entry.title) for entry in section.entries) for section in sections)
    room = _A_PAGE - (0 if front.has_cover else _head(front, settings))
    return room - _LEFT <= lines <= room and (front.has_cover or not front.abstract)


def _lines(title: str) -> int:
    return 1 + len(title) // _CHARACTERS_A_LINE


def _head(front: Front, settings: Settings) -> int:
    people = (_AUTHORS if settings.authors else 0) + (_INSTRUCTOR if settings.instructor else 0)
    return _TITLE + _MORE_OF_IT * (len(front.title) // _CHARACTERS_OF_A_TITLE) + people
