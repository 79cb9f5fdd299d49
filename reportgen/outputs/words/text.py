"""Text in a Word document: runs with their looks, links, bookmarks, fields.

Names of bookmarks are short and of letters alone: Word takes 40 characters, and neither "-" nor ".".
"""

import re
from collections.abc import Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from reportgen.outputs.document.model import Break, Image, Look, Run, Text
from reportgen.outputs.words.styles import ACCENT

_NOT_IN_NAMES = re.compile(r"\W")
_LONGEST_NAME = 40
_MONO = "Consolas"
# XML knows no control characters.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Bookmarks:
    """The names of the bookmarks of a document, one an anchor."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, anchor: str) -> str:
        """Return the name of the bookmark of `anchor`, the same at each call."""
        if anchor not in self._names:
            wished = _NOT_IN_NAMES.sub("_", anchor)[: _LONGEST_NAME - 6]
            wished = wished if wished[:1].isalpha() else f"a{wished}"
            is_taken = wished in self._names.values()
            self._names[anchor] = f"{wished}_{len(self._names)}" if is_taken else wished
        return self._names[anchor]

    def mark(self, paragraph: Paragraph, anchors: Sequence[str]) -> None:
        """Put a bookmark at the beginning of `paragraph` for each of `anchors`."""
        for anchor in anchors:
            name = self.name(anchor)
            number = str(list(self._names).index(anchor))
            opening, closing = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            opening.set(qn("w:id"), number)
            opening.set(qn("w:name"), name)
            closing.set(qn("w:id"), number)
            paragraph._p.extend([opening, closing])  # noqa: SLF001  # python-docx has nothing for it


def add_text(paragraph: Paragraph, text: Text, bookmarks: Bookmarks) -> None:
    """Add `text` to `paragraph`; of a picture its description."""
    for inline in text:
        match inline:
            case Run(written, look):
                holder = _link(paragraph, look.link, bookmarks) if look.link else paragraph._p  # noqa: SLF001
                _add_run(paragraph, holder, written, look)
            case Break():
                paragraph.add_run().add_break()
            case Image():
                paragraph.add_run(printable(inline.alternative))


def printable(text: str) -> str:
    """Return `text` without what XML does not know."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _add_run(paragraph: Paragraph, holder: Any, text: str, look: Look) -> None:
    run = paragraph.add_run(printable(text))
    run.bold = look.strong or None
    run.italic = look.emphasized or None
    if look.height == "raised":
        run.font.superscript = True
    elif look.height == "lowered":
        run.font.subscript = True
    if look.code:
        run.font.name = _MONO
    if look.link:
        run.font.color.rgb = ACCENT
    if holder is not paragraph._p:  # noqa: SLF001
        holder.append(run._r)  # noqa: SLF001


def _link(paragraph: Paragraph, target: str, bookmarks: Bookmarks) -> Any:
    link = OxmlElement("w:hyperlink")
    if target.startswith("#"):
        link.set(qn("w:anchor"), bookmarks.name(target[1:]))
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)  # noqa: SLF001
    return link


def add_field(paragraph: Paragraph, instruction: str, result: str, holder: Any = None) -> None:
    """Add a field that Word computes anew, `result` until then."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = paragraph.add_run(result)
    field.append(run._r)  # noqa: SLF001
    (paragraph._p if holder is None else holder).append(field)  # noqa: SLF001
