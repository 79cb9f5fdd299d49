"""Reads the HTML of a report into a `Document`: whatever the templates say, by the structure of HTML alone."""

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from reportgen.outputs.document.inlines import image_of, inlines, text_of, tidy
from reportgen.outputs.document.model import (
    Block,
    Cell,
    Code,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Item,
    Listing,
    Look,
    Paragraph,
    Part,
    Quote,
    Row,
    Run,
    Table,
    plain,
)

_INLINE = frozenset(
    "a abbr b br cite code del em i img ins kbd mark math q s samp small span strong sub sup svg time u var".split()
)
_SKIPPED = frozenset(("script", "style", "template", "button"))
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LEVEL_CLASS = re.compile(r"level-(\d)")


def read_document(page: str) -> Document:
    """Return what the HTML `page` holds."""
    root = html.document_fromstring(page)
    body = root.find("body")
    return Document(
        title=root.findtext("head/title", ""),
        authors=tuple(_metas(root, "author")),
        language=root.get("lang", "en"),
        generator=next(_metas(root, "generator"), ""),
        created=next(_metas(root, "dcterms.created"), ""),
        blocks=tuple(blocks_of(body)) if body is not None else (),
    )


def _metas(root: HtmlElement, name: str) -> Iterator[str]:
    return (meta.get("content", "") for meta in root.iterfind(f"head/meta[@name='{name}']"))


def blocks_of(element: HtmlElement) -> Iterator[Block]:
    """Yield the blocks in `element`; text that stands in no paragraph is one."""
    loose: list[Inline] = list(_bare(element.text))
    for child in element:
        if _is_skipped(child):
            pass
        elif child.tag in _INLINE and not _holds_blocks(child):
            loose += inlines(child, Look())
        else:
            yield from _loose(loose)
            loose = []
            yield from _block(child)
        loose += _bare(child.tail)
    yield from _loose(loose)


def _is_skipped(element: HtmlElement) -> bool:
    """Return True for what says nothing, or what is said once more: the language of code is an attribute of it."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    following = element.getnext()
    return _kind(element) == "language" and following is not None and following.tag == "pre"


def _bare(text: str | None) -> Iterator[Inline]:
    """Yield bare text as it stands between elements."""
    if text:
        yield Run(text)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(isinstance(inner.tag, str) and inner.tag in ("p", "table", "figure", "ul", "ol") for inner in element)


def _loose(loose: list[Inline]) -> Iterator[Block]:
    text = tidy(iter(loose))
    if text:
        yield Paragraph(text)


def _block(element: HtmlElement) -> Iterator[Block]:
    match element.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield _heading(element)
        case "p" | "figcaption" | "dt":
            yield from _paragraph(element)
        case "table":
            yield _table(element)
        case "figure":
            yield from _figure(element)
        case "ul" | "ol":
            yield from _authors(element) if "authors" in element.get("class", "").split() else [_listing(element)]
        case "dl":
            yield _definitions(element)
        case "pre":
            yield _code(element)
        case "nav":
            yield _contents(element)
        case "blockquote":
            yield Quote(tuple(blocks_of(element)))
        case _:
            yield from blocks_of(element)


def _kind(element: HtmlElement) -> str:
    return next(iter(element.get("class", "").split()), "")


def _anchors(element: HtmlElement) -> tuple[str, ...]:
    """Return the ids of `element` and of what it holds: a link to any of them leads here."""
    return tuple(str(name) for name in element.xpath("descendant-or-self::*[not(self::svg)]/@id"))


def _heading(element: HtmlElement) -> Heading:
    number, text = _numbered(element)
    return Heading(_LEVELS[element.tag], number, text, _anchors(element))


def _numbered(element: HtmlElement) -> tuple[str, tuple[Inline, ...]]:
    """Return the number that is printed in front, and the rest."""
    numbers = element.xpath(".//*[contains(concat(' ', @class, ' '), ' no ')]")
    number = numbers[0].text_content().strip() if numbers else ""
    for found in numbers[:1]:
        found.text = ""
    return number, text_of(element)


def _paragraph(element: HtmlElement) -> Iterator[Block]:
    if lines := _command(element):
        yield Code(lines)
        return
    text = text_of(element)
    if text:
        yield Paragraph(text, _kind(element), _anchors(element))


def _code(element: HtmlElement) -> Code:
    classes = " ".join(code.get("class", "") for code in element.iter("code")).split()
    language = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
    return Code(tuple(element.text_content().rstrip("\n").split("\n")), language)


def _authors(element: HtmlElement) -> Iterator[Block]:
    """Yield a line for each author, as on the cover."""
    return (Paragraph(text_of(child), "authors", _anchors(child)) for child in element if child.tag == "li")


def _command(element: HtmlElement) -> tuple[str, ...]:
    """Return the lines of a command: of `code.command`, which the style sheets set as a block."""
    return tuple(str(line.text_content()) for line in element.iterfind("span[@class='line']"))


def _listing(element: HtmlElement) -> Listing:
    items = [_item(child) for child in element if child.tag == "li"]
    return Listing(element.tag == "ol", tuple(items), int(element.get("start", "1")))


def _item(element: HtmlElement) -> Item:
    label = ""
    for first in element.xpath("./span[contains(concat(' ', @class, ' '), ' no ')]")[:1]:
        label, first.text = first.text_content().strip(), ""
    anchors = tuple(filter(None, [element.get("id")]))
    return Item(tuple(_with_commands(element)), label, anchors)


def _with_commands(element: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of an item, each command in it as a block of its own."""
    commands = [child for child in element if child.tag == "code" and _command(child)]
    for command in commands:
        command.tag = "p"
    yield from blocks_of(element)


def _definitions(element: HtmlElement) -> Listing:
    """Return terms with what is said of them: an item a term."""
    items: list[Item] = []
    for term in element.iter("dt"):
        said: list[Inline] = list(inlines(term, Look()))
        following = term.getnext()
        while following is not None and following.tag == "dd":
            said += [*_bare(" "), *inlines(following, Look())]
            following = following.getnext()
        items.append(Item((Paragraph(tidy(iter(said))),), "", _anchors(term)))
    return Listing(False, tuple(items))


def _contents(element: HtmlElement) -> Contents:
    headings = [heading.text_content().strip() for heading in element.xpath(".//h2")]
    return Contents(headings[0] if headings else "", tuple(_entries(element)))


def _entries(element: HtmlElement) -> Iterator[ContentsEntry]:
    for item in element.iter("li"):
        link = item.find("a")
        if link is not None:
            level = _LEVEL_CLASS.search(item.get("class", ""))
            number, text = _numbered(link)
            depth = sum(1 for _ in item.iterancestors("ol", "ul"))
            yield ContentsEntry(int(level[1]) if level else depth, number, plain(text), link.get("href", ""))


def _figure(element: HtmlElement) -> Iterator[Block]:
    if element.find(".//table") is not None:
        yield from blocks_of(element)
        return
    captions = [text_of(caption) for caption in element.iter("figcaption")]
    yield Figure(tuple(_parts(element)), captions[0] if captions else (), _anchors(element))


def _parts(element: HtmlElement) -> Iterator[Part]:
    for picture in element.iter("img", "svg"):
        below = picture.getnext()
        is_own = below is not None and below.tag == "p"
        yield Part(image_of(picture), text_of(below) if is_own and below is not None else ())


def _table(element: HtmlElement) -> Table:
    caption = element.find("caption")
    head = [_row(row, in_head=True) for row in element.iterfind("thead/tr")]
    body = [_row(row, in_head=False) for row in element.xpath("./tbody/tr | ./tr | ./tfoot/tr")]
    own = tuple(filter(None, [element.get("id")]))
    return Table(_kind(element), text_of(caption) if caption is not None else (), tuple(head), tuple(body), own)


def _row(row: HtmlElement, *, in_head: bool) -> Row:
    is_total = "means" in row.get("class", "").split() or row.getparent().tag == "tfoot"
    cells = [_cell(cell, in_head=in_head) for cell in row if cell.tag in ("td", "th")]
    return Row(tuple(cells), _anchors(row), is_total)


def _cell(cell: HtmlElement, *, in_head: bool) -> Cell:
    is_left = "text" in cell.get("class", "").split() or "left" in cell.get("style", "")
    columns, rows = (int(cell.get(name, "1")) for name in ("colspan", "rowspan"))
    return Cell(text_of(cell), in_head or cell.tag == "th", not is_left, columns, rows)


def images_of(blocks: tuple[Block, ...]) -> Iterator[Image]:
    """Yield every picture in `blocks`, in order."""
    for block in blocks:
        match block:
            case Figure():
                yield from (part.image for part in block.parts)
            case Listing():
                for item in block.items:
                    yield from images_of(item.blocks)
            case Quote():
                yield from images_of(block.blocks)
            case Table():
                for row in (*block.head, *block.body):
                    for cell in row.cells:
                        yield from (inline for inline in cell.text if isinstance(inline, Image))
            case Paragraph() | Heading():
                yield from (inline for inline in block.text if isinstance(inline, Image))
