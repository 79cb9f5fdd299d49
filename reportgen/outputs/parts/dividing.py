"""Divides the HTML of a report into parts that are laid out for themselves.

The templates mark the places where a page begins whatever stands before, with `PAGE_BEGINS`. A part ends at the first
mark behind which it is heavy enough: by the length of its markup, which is known before anything is laid out. Half a
page will do where a section ends, and the first part, which has the contents, ends with its section: when a section
grows, the parts of the next ones stay what they were, and can be taken from those that were kept.

Parts become heavier from the beginning of a section to its end, not with the length of the report: as few as large ones
when there are many pages, and yet what is added at the end of a section leaves all before as it was divided.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from reportgen.outputs.chart_places import with_places
from reportgen.outputs.parts.figure_numbers import figure_numbers, without_numbers

PAGE_BEGINS = Markup("<!--page-->")
"""What templates print in front of an element that begins a page."""

# Markup a page, on average of reports with all sections.
_PAGE = 4_100
# The pages of the first part of a section, and how many more each further one has, up to the most.
_FIRST, _MORE, _MOST = 2, 0.5, 40
# With fewer pages a report is one part.
_FEWEST = 14

_TOKEN = re.compile(
    r"<!--page-->|<(/?)(section|article|main|nav|header|footer|aside|div|h[1-6])\b"
    r"""(?:[^>"']|"[^"]*"|'[^']*')*+>"""
)
_DESCRIPTION = re.compile(r"<meta name=[^<>]*>|<title>[^<>]*</title>")
_NAME = re.compile(r"""\s+id=("[^"]*"|'[^']*'|[^\s>]+)""")
_WITH_MEANING = frozenset({"section", "article", "nav"})


@dataclass(frozen=True)
class Part:
    """A part as a document of its own.

    `levels` are those of the headings that it stands under. It begins inside elements that the part before it opened:
    `joined` of these have a place in the structure of the document. `charts` are those that it shows, in the order of
    their places. `numbers` are those of figures in it, by their anchors, where they stand for themselves. `name` tells
    it from the others; a part that is the same in another report but for these numbers has it there, too.
    """

    number: int
    html: str
    levels: tuple[int, ...] = ()
    joined: int = 0
    charts: tuple[int, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    name: str = "0"


@dataclass
class _Open:
    """An element that is open, and the last of each kind of elements that it holds so far, the latest at the end."""

    tag: str
    name: str
    held: dict[str, str] = field(default_factory=dict)

    def hold(self, name: str, tag: str) -> None:
        self.held.pop(name, None)
        self.held[name] = tag


def divide(html: str) -> tuple[Part, ...]:
    """Return `html` in parts, in order; a report of few pages is one."""
    body = html.find("<body")
    start = html.find(">", body) + 1
    if body < 0 or len(html) - start < _FEWEST * _PAGE:
        return (Part(0, html),)
    return tuple(_named(_parts(html[:start], html, start)))


def _named(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield each part with its charts numbered, and a name; what describes the document is in the first one alone."""
    names: Counter[str] = Counter()
    for part in parts:
        html, charts = with_places(part.html if part.number == 0 else _undescribed(part.html))
        numbers = figure_numbers(html)
        bare = without_numbers(html, numbers).encode(errors="surrogatepass")
        name = hashlib.blake2b(bare, digest_size=8).hexdigest()
        names[name] += 1
        yield replace(part, html=html, charts=charts, numbers=numbers, name=f"{name}-{names[name]}")


def _undescribed(html: str) -> str:
    """Return a part without its title and whatever else describes the document, such as its date."""
    head, body, text = html.partition("<body")
    return f"{_DESCRIPTION.sub('', head)}{body}{text}"


def emptied(html: str) -> str:
    """Return `html` with nothing in it and nothing that describes it: what stays are its language and its styles."""
    return _undescribed(f"{html[: html.find('>', html.find('<body')) + 1]}</body></html>")


def without_marks(html: str) -> str:
    """Return `html` as one, without what marks where a part may begin."""
    return html.replace(PAGE_BEGINS, "")


def _parts(head: str, html: str, start: int) -> Iterator[Part]:
    opened = [_Open(head, "body")]
    levels: list[int] = []
    before, begun, place = Part(0, head), start, 0
    for found in _TOKEN.finditer(html, start):
        if found[2]:
            _follow(opened, levels, found)
        elif _is_seam(before, opened, place, found.start() - begun, len(html) - found.end()):
            closing = "".join(f"</{element.name}>" for element in reversed(opened))
            yield replace(before, html=f"{before.html}{html[begun : found.start()]}{closing}")
            begun, place = found.end(), place + 1 if len(opened) > 1 else 0
            joined = sum(element.name in _WITH_MEANING for element in opened)
            before = Part(before.number + 1, "".join(map(_again, opened)), tuple(levels), joined)
    yield replace(before, html=f"{before.html}{html[begun:]}")


def _is_seam(part: Part, opened: Sequence[_Open], place: int, weight: int, left: int) -> bool:
    """Say whether a part ends here, which is at this `place` of its section, from 0.

    `weight` is the length of its markup, `left` that of what stands behind.
    """
    enough = min(_FIRST + _MORE * place, _MOST) * _PAGE
    if left < enough / 2:
        return False
    if len(opened) > 1:
        return weight >= enough
    return weight >= _PAGE / 2 or part.number == 0


def _follow(opened: list[_Open], levels: list[int], found: re.Match[str]) -> None:
    closes, name = found[1], found[2]
    if closes:
        # What somebody forgot to close in it, ends with it.
        while any(element.name == name for element in opened[1:]) and opened.pop().name != name:
            pass
        return
    opened[-1].hold(name, found[0])
    opened.append(_Open(found[0], name))
    if name[0] == "h" and name[1:].isdigit():
        while levels and levels[-1] >= int(name[1:]):
            levels.pop()
        levels.append(int(name[1:]))


def _again(element: _Open) -> str:
    """Return an element opened again, with nothing to see of what it held before.

    That stays for the styles alone, which say what looks otherwise behind another element, or as the first one.
    """
    ghosts = (f'{_unnamed(tag)[:-1]} style="display: none !important"></{name}>' for name, tag in element.held.items())
    return f"{_unnamed(element.tag) if element.name != 'body' else element.tag}{''.join(ghosts)}"


def _unnamed(tag: str) -> str:
    """Return an opening tag without its anchor, which stands in the part before."""
    return _NAME.sub("", tag)
