"""What parts are made from beside their markup: one for all processes that lay out a report."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.outputs.pictures import Picture

if TYPE_CHECKING:
    from reportgen.outputs.parts.kept import Shelf


@dataclass(frozen=True)
class Materials:
    """Where files are found, see `ReportFetcher`; what is written goes to `folder`.

    `empty` is the report without anything in it. Parts are kept on the `shelf`, if there is one.
    """

    folder: Path
    empty: str
    templates: tuple[Path, ...]
    pictures: Mapping[str, Picture]
    beside_theme: Path | None
    shelf: "Shelf | None" = None
