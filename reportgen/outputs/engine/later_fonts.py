"""Fonts that are read when a text is to be laid out: until then they are what style sheets say of them.

The engine's own fonts start threads of Pango's as soon as they are there. A process that has read its style sheets, and
no more, can still be forked.
"""

from collections.abc import Iterable
from typing import Any

from weasyprint.text.fonts import FontConfiguration

_OF_READ_ONES = frozenset({"_config", "font_map"})


class LaterFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint is untyped
    """Stands in for the engine's `FontConfiguration`."""

    def __init__(self, said: Iterable[tuple[Any, ...]] = ()) -> None:
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}
        self.said = list(said)
        """What `add_font_face` was told of each font before they were read."""
        self.are_read = False

    def add_font_face(self, *given: Any) -> None:
        """Take note of a font, see the engine's method of this name."""
        if self.are_read:
            super().add_font_face(*given)
        else:
            self.said.append(given)

    def read(self) -> None:
        """Read the fonts, unless that was done."""
        if not self.are_read:
            self.are_read = True
            super().__init__()
            for given in self.said:
                super().add_font_face(*given)

    def __getattr__(self, name: str) -> Any:
        """Return what only fonts have that were read."""
        if name not in _OF_READ_ONES or self.are_read:
            raise AttributeError(f"fonts have no {name}")
        self.read()
        return getattr(self, name)
