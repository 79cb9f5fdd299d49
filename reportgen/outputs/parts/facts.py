"""What the processes that lay parts out tell each other: plain data, one kind for each way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.outputs.parts.figure_numbers import PrintedNumber
from reportgen.outputs.parts.fonts import UsedFont

STEP = "page"
"""What a process says for each page that it begins."""


@dataclass(frozen=True)
class Ending:
    """How the first part ends, as far as the others depend on it.

    `last` is the number of its last page, of `pages` in all; `strings` are what running heads may show behind it, by
    their names.
    """

    last: int
    pages: int
    strings: Mapping[str, str]


Numbers = Callable[[Ending], Mapping[str, int]]
"""Returns the number of the page of each anchor behind the first part."""


@dataclass(frozen=True)
class Whole:
    """A report that is laid out as one document."""

    html: str


@dataclass(frozen=True)
class WholeDocument:
    """A report that was laid out as one document, to the PDF `file`."""

    file: Path
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class WantedFonts:
    """Fonts that are to be written."""

    used: tuple[UsedFont, ...]


@dataclass(frozen=True)
class Question:
    """Asks for the numbers of the pages in other parts."""

    ending: Ending


@dataclass(frozen=True)
class Refusal:
    """The reason why a process could not do what it was asked for."""

    reason: str


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: `place` is in points from the lower left corner of the page."""

    level: int
    title: str
    place: tuple[float, float]
    state: str


@dataclass(frozen=True)
class PageFrame:
    """What the margins of a page depend on: its kind and its counters, both as the engine has them, and running heads.

    `strings` are set on the page, by their names; those in `leading` by what stands first on it.
    """

    kind: tuple[Any, ...]
    counters: tuple[Any, ...]
    strings: Mapping[str, tuple[str, ...]]
    leading: tuple[str, ...]


@dataclass(frozen=True)
class LaidOutPage:
    """A page with the number that it has if the part stands first, and what links and the outline lead to on it."""

    number: int
    anchors: tuple[str, ...]
    bookmarks: tuple[Bookmark, ...]
    frame: PageFrame


@dataclass(frozen=True)
class LaidOutPart:
    """A part that was laid out to the PDF `file`, without margins and fonts.

    `strings` are what the running heads of later pages may show, by their names. `printed` tells where the numbers of
    figures are in the file; None if others could not take their places. `named` are the anchors in other parts whose
    pages it names, each with the number of its page as it was told; None where there was none.
    """

    number: int
    file: Path
    pages: tuple[LaidOutPage, ...]
    strings: Mapping[str, str]
    fonts: tuple[UsedFont, ...]
    warnings: tuple[str, ...]
    printed: tuple[PrintedNumber, ...] | None = ()
    named: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Surroundings:
    """What margins show of other parts: the number before their first one, of how many, and the running heads."""

    before: int
    pages: int
    strings: Mapping[str, str]


@dataclass(frozen=True)
class BareMargins:
    """The margins of a part that are to be drawn, for pages like `frames`; `empty` is that of the `Materials`."""

    number: int
    empty: str
    frames: tuple[PageFrame, ...]
    surroundings: Surroundings


@dataclass(frozen=True)
class DrawnMargins:
    """The margins of a part: `file` is a PDF with as many pages as the part."""

    file: Path
    fonts: tuple[UsedFont, ...]
    warnings: tuple[str, ...]
