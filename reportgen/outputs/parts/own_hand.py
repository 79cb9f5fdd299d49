"""Lays parts out in this process, as a worker does in another: where there is none."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.outputs.engine.loading import load_weasyprint
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import (
    BareMargins,
    DrawnMargins,
    LaidOutPart,
    Numbers,
    Whole,
    WholeDocument,
)
from reportgen.outputs.parts.fonts import UsedFont
from reportgen.outputs.parts.materials import Materials

if TYPE_CHECKING:
    from reportgen.outputs.parts.workplace import Workplace


class OwnHand:
    """What a `Workplace` is; WeasyPrint is not loaded for it, 0.4 s, before something is to be laid out or drawn."""

    def __init__(self, materials: Materials, advance: Callable[[], None]) -> None:
        self._materials = materials
        self._advance = advance

    @cached_property
    def _workplace(self) -> "Workplace":
        load_weasyprint()
        from reportgen.outputs.parts.workplace import Workplace

        workplace = Workplace(self._materials, self._advance)
        workplace.read_sheets()
        workplace.make_ready()
        return workplace

    def body(self, part: Part, numbers: Numbers) -> LaidOutPart:
        """Lay out the pages of `part`, see `Workplace`."""
        return self._workplace.body(part, numbers)

    def whole(self, document: Whole) -> WholeDocument:
        """Lay out a report that is not divided, see `Workplace`."""
        return self._workplace.whole(document)

    def margins(self, bare: BareMargins) -> DrawnMargins:
        """Draw the margins of a part, see `Workplace`."""
        return self._workplace.margins(bare)

    def fonts(self, used: Sequence[UsedFont]) -> bytes:
        """Write fonts, see `Workplace`."""
        return self._workplace.fonts(used)
