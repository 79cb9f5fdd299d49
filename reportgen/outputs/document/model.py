"""What a document is made of, as frozen data.

Text is a flat row of `Run`s, each with its own looks, for every form has them so; line breaks are runs of their own.
"""

from dataclasses import dataclass
from typing import Literal

Height = Literal["", "raised", "lowered"]


@dataclass(frozen=True)
class Look:
    """How a stretch of text looks; `link` is where it leads: "#anchor" or an address, "" nowhere."""

    strong: bool = False
    emphasized: bool = False
    code: bool = False
    height: Height = ""
    link: str = ""


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look."""

    text: str
    look: Look = Look()


@dataclass(frozen=True)
class Break:
    """The end of a line within a paragraph or a cell; `is_soft` where a part of the line begins that is set apart."""

    is_soft: bool = False


@dataclass(frozen=True)
class Image:
    """A picture: `source` is its address, or its markup if it is a drawing within the page; sizes in millimetres.

    A size is 0 where the page does not say it. `tex` is the source of a formula.
    """

    source: str
    alternative: str
    width_mm: float
    height_mm: float
    tex: str = ""


Inline = Run | Break | Image
Text = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading: the title of the report has level 1, a section 2; `number` is printed in front, such as "2.1"."""

    level: int
    number: str
    text: Text
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `kind` is the first class of its element: "callout", "caption", "notes", or ""."""

    text: Text
    kind: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Code:
    """Lines as they are typed, in `language` if that is said."""

    lines: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True)
class Item:
    """An item of a list: its blocks, and the label that is printed in place of a number, such as "[3]"."""

    blocks: "tuple[Block, ...]"
    label: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """A list; `start` is the number of its first item."""

    ordered: bool
    items: tuple[Item, ...]
    start: int = 1


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `columns` and `rows` are how many of each it covers."""

    text: Text
    is_heading: bool
    is_right: bool
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """A row of a table; `is_total` tells sums and means below from what they are of."""

    cells: tuple[Cell, ...]
    anchors: tuple[str, ...]
    is_total: bool


@dataclass(frozen=True)
class Table:
    """A table; `kind` is the first class of its element, `caption` may be empty."""

    kind: str
    caption: Text
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A picture of a figure with its own caption, which may be empty."""

    image: Image
    caption: Text


@dataclass(frozen=True)
class Figure:
    """A figure with the caption below it."""

    parts: tuple[Part, ...]
    caption: Text
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents: level 1 is a section."""

    level: int
    number: str
    title: str
    link: str


@dataclass(frozen=True)
class Contents:
    """The table of contents."""

    title: str
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True)
class Quote:
    """What is quoted."""

    blocks: "tuple[Block, ...]"


Block = Heading | Paragraph | Code | Listing | Table | Figure | Contents | Quote


@dataclass(frozen=True)
class Document:
    """A whole document; `created` is the time of its records as in "2026-09-26T13:50:12Z"."""

    title: str
    authors: tuple[str, ...]
    language: str
    generator: str
    created: str
    blocks: tuple[Block, ...]


def plain(text: Text) -> str:
    """Return `text` without its looks, a line break as a newline."""
    return "".join(_plain(inline) for inline in text)


def _plain(inline: Inline) -> str:
    match inline:
        case Run(text):
            return text
        case Break():
            return "\n"
        case Image():
            return inline.alternative
