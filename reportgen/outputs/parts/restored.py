"""Takes parts, margins and style sheets from where they were kept, if the files that they name are what they were."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import BareMargins, DrawnMargins, LaidOutPart
from reportgen.outputs.parts.fonts import UsedFont
from reportgen.outputs.parts.kept import Kept
from reportgen.outputs.parts.materials import Materials
from reportgen.outputs.report_files import ReportFiles, digest_of
from reportgen.whole_files import put_in_place


class Restored:
    """Takes what was kept on the shelf of `materials`, if the files that it was made from are still the same.

    Its own files go to their folder. For several threads at a time.
    """

    def __init__(self, materials: Materials) -> None:
        self._materials = materials
        self._shelf = materials.shelf
        self._files = ReportFiles(materials.templates, materials.pictures, materials.beside_theme)
        self._digests: dict[str, bytes] = {}
        self._one_at_a_time = threading.Lock()

    def part(self, part: Part) -> LaidOutPart | None:
        """Return `part` if it was kept; whether the pages that the first one names are still there, is to be seen."""
        kept = self._shelf.find(part) if self._shelf else None
        if kept is None or not self._holds(kept):
            return None
        file, fonts = self._put(kept, f"part{part.number}.pdf")
        return replace(kept.made, number=part.number, file=file, fonts=fonts)

    def margins(self, bare: BareMargins) -> DrawnMargins | None:
        """Return these margins, if they were kept."""
        kept = self._shelf.find_margins(bare) if self._shelf else None
        if kept is None or not self._holds(kept):
            return None
        # Somebody may draw the same at the same time.
        file, fonts = self._put(kept, f"margins{bare.number}-kept.pdf")
        return replace(kept.made, file=file, fonts=fonts)

    def sheets(self) -> Kept[None] | None:
        """Return the style sheets of the report, if they were kept."""
        kept = self._shelf.find_sheets(self._materials.empty) if self._shelf else None
        return kept if kept and self._holds(kept) else None

    def _holds(self, kept: Kept[Any]) -> bool:
        with self._one_at_a_time:
            return all(self._digest(address) == known for address, known in kept.read.items())

    def _digest(self, address: str) -> bytes:
        if address not in self._digests:
            self._digests[address] = digest_of(self._content(address))
        return self._digests[address]

    def _content(self, address: str) -> bytes:
        return (self._files.find(address) or (b"",))[0]

    def _put(self, kept: Kept[Any], name: str) -> tuple[Path, tuple[UsedFont, ...]]:
        """Write the PDF of `kept` and the faces that nobody wrote so far; return where, and its fonts."""
        file = self._materials.folder / name
        file.write_bytes(kept.content)
        with self._one_at_a_time:
            for font, address in zip(kept.made.fonts, kept.faces, strict=True):
                face = self._materials.folder / font.face
                if not face.exists():  # most parts have the same ones
                    put_in_place(face, self._content(address))
        return file, tuple(replace(font, face=self._materials.folder / font.face) for font in kept.made.fonts)
