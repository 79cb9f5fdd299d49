"""The blocks of a document as Markdown in GitHub's manner: takes blocks, gives text.

What Markdown has no sign for is plain HTML that GitHub lets pass: anchors, raised and lowered text, breaks in cells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from reportgen.outputs.document.model import (
    Block,
    Break,
    Cell,
    Code,
    Contents,
    Figure,
    Heading,
    Image,
    Item,
    Listing,
    Look,
    Paragraph,
    Quote,
    Row,
    Run,
    Table,
    Text,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~&])")
_BEGINS_A_BLOCK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
_INDENT = "    "
_PIXELS_A_MILLIMETRE = 96 / 25.4


class Blocks:
    """Writes blocks; `names` are the files of the images, by their addresses in the document."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def text(self, blocks: Sequence[Block]) -> str:
        """Return `blocks` with an empty line between each two."""
        return "\n\n".join(written for block in blocks if (written := self._block(block)))

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                number = f"{block.number} " if block.number else ""
                return f"{_anchors(block.anchors)}{'#' * block.level} {number}{self._line(block.text)}"
            case Paragraph():
                return self._paragraph(block)
            case Code(lines, language):
                fence = "`" * max(3, *(len(run) + 1 for line in lines for run in re.findall("`+", line)), 3)
                return "\n".join((f"{fence}{language}", *lines, fence))
            case Listing():
                return "\n".join(self._items(block))
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Contents():
                return self._contents(block)
            case Quote(blocks):
                return "\n".join(f"> {line}".rstrip() for line in self.text(blocks).split("\n"))

    def _paragraph(self, paragraph: Paragraph) -> str:
        if isinstance(formula := paragraph.text[0], Image) and formula.tex:
            # A number behind it is printed within it, as GitHub does.
            number = "".join(part.text for part in paragraph.text[1:] if isinstance(part, Run)).strip(" ()")
            if len(paragraph.text) == 1 or number.isdecimal():
                tag = f"\n\\tag{{{number}}}" if number else ""
                return f"{_anchors(paragraph.anchors)}$$\n{formula.tex}{tag}\n$$"
        text = _BEGINS_A_BLOCK.sub(r"\1\\\2", self._inlines(paragraph.text, "  \n"))
        marked = f"> {text}" if paragraph.kind == "callout" else text
        return f"{_anchors(paragraph.anchors)}{marked}"

    def _items(self, listing: Listing) -> Iterator[str]:
        for number, item in enumerate(listing.items, start=listing.start):
            mark = f"{number}." if listing.ordered and not item.label else "-"
            yield f"{mark} {self._item(item)}"

    def _item(self, item: Item) -> str:
        anchors = "".join(f'<a id="{escape(anchor)}"></a>' for anchor in item.anchors)
        label = f"{_escaped(item.label)} " if item.label else ""
        return anchors + label + self.text(item.blocks).replace("\n", f"\n{_INDENT}")

    def _table(self, table: Table) -> str:
        """Return a table; it has one line of headings, so that further ones become rows."""
        rows = [*table.head, *table.body]
        if not rows:
            return ""
        width = max(sum(cell.columns for cell in row.cells) for row in rows)
        first, *rest = rows
        sides = [cell.is_right for cell in first.cells for _ in range(cell.columns)]
        rule = " | ".join("---:" if is_right else "---" for is_right in sides + [False] * (width - len(sides)))
        lines = [self._row(first, width), f"| {rule} |", *(self._row(row, width) for row in rest)]
        caption = f"{self._line(table.caption)}\n\n" if table.caption else ""
        return f"{_anchors(table.anchors)}{caption}" + "\n".join(lines)

    def _row(self, row: Row, width: int) -> str:
        cells = [text for cell in row.cells for text in (self._cell(cell), *[""] * (cell.columns - 1))]
        cells += [""] * (width - len(cells))
        anchors = "".join(f'<a id="{escape(anchor)}"></a>' for anchor in row.anchors)
        return f"| {anchors}{' | '.join(cells)} |"

    def _cell(self, cell: Cell) -> str:
        return self._inlines(cell.text, "<br>")

    def _figure(self, figure: Figure) -> str:
        images = " ".join(self._image(part.image) for part in figure.parts)
        captions = [self._line(part.caption) for part in figure.parts if part.caption]
        lines = [images, "  \n".join(captions), self._line(figure.caption)]
        return _anchors(figure.anchors) + "\n\n".join(filter(None, lines))

    def _contents(self, contents: Contents) -> str:
        lines = [
            f"{_INDENT * (entry.level - 1)}- [{entry.number} {_escaped(entry.title)}]({entry.link})"
            for entry in contents.entries
        ]
        return f"**{_escaped(contents.title)}**\n\n" + "\n".join(lines)

    def _line(self, text: Text) -> str:
        return self._inlines(text, " ")

    def _inlines(self, text: Text, end_of_line: str) -> str:
        return "".join(self._inline(inline, end_of_line) for inline in text)

    def _inline(self, inline: Run | Break | Image, end_of_line: str) -> str:
        match inline:
            case Run(text, look):
                return _dressed(text, look)
            case Break():
                return end_of_line
            case Image():
                return f"${inline.tex}$" if inline.tex else self._image(inline)

    def _image(self, image: Image) -> str:
        name = self._names.get(image.source)
        if name is None:
            return _escaped(image.alternative)
        width = f' width="{round(image.width_mm * _PIXELS_A_MILLIMETRE)}"' if image.width_mm else ""
        return f'<img src="{name}" alt="{escape(image.alternative)}"{width}>'


def _anchors(anchors: Sequence[str]) -> str:
    written = "".join(f'<a id="{escape(anchor)}"></a>' for anchor in anchors)
    return f"{written}\n\n" if written else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _dressed(text: str, look: Look) -> str:
    """Return text with its looks; blanks at its ends stand outside of them, or Markdown would not see the signs."""
    bare = text.strip(" ")
    if not bare:
        return text
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    written = _code(bare) if look.code else _escaped(bare)
    written = f"*{written}*" if look.emphasized else written
    written = f"**{written}**" if look.strong else written
    written = f"<sup>{written}</sup>" if look.height == "raised" else written
    written = f"<sub>{written}</sub>" if look.height == "lowered" else written
    written = f"[{written}]({look.link})" if look.link else written
    return before + written + after


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}".replace("|", "\\|")
