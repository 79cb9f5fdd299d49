"""The custom properties of a page: the families of the theme, and its colours for a light and for a dark page.

Takes a `Theme`; gives CSS. The reader's system chooses between light and dark, unless the reader has: then the root
element has it as `data-theme`.
"""

import contextlib
from collections.abc import Iterable, Iterator

from reportgen.errors import ThemeError
from reportgen.outputs.web.colours import declarations
from reportgen.themes import Theme

_FAMILIES = ("--text", "--heading", "--mono")
_GENERIC = frozenset(("serif", "sans-serif", "monospace", "system-ui"))
_PAPER = ("--paper", "#ffffff")
_OF_FIGURES = "--figure-"


def families(theme: Theme) -> str:
    """Return the families of text, headings and code as declarations."""
    return "".join(f"{name}:{','.join(map(_quoted, theme.words(name)))};" for name in _FAMILIES)


def _quoted(family: str) -> str:
    return family if family in _GENERIC else f'"{family}"'


def page_colours(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield name and value of each property of the theme that is one colour of the page."""
    yield _PAPER
    for name in theme.names("--"):
        if not name.startswith(_OF_FIGURES):
            with contextlib.suppress(ThemeError):
                found = theme.colours(name)
                if len(found) == 1:
                    yield name, found[0]


def dark_or_light(colours: Iterable[tuple[str, str]]) -> str:
    """Return CSS that declares `colours`: as they are on paper, and dark where that is chosen."""
    light, dark = declarations(colours)
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}"
    )
