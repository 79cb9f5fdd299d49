"""What of a Markdown text is prose: everything else is covered, character by character, so that places stay."""

import re
from collections.abc import Iterator

import msgspec

COVER = "\N{WHITE VERTICAL RECTANGLE}"
VALUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Covers what reportgen puts a value for: a name beside it has its number."""

_VALUES = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_COVERED = re.compile(
    r"""
      ^(?P<fence>[ ]{0,3}(`{3,}|~{3,})).*?(?:^[ ]{0,3}\2[`~]*[ \t]*$|\Z)   # fenced code
    | \A---\n.*?\n---$                    # front matter
    | <!--.*?-->
    | \{%.*?%\} | \{\#.*?\#\}
    | \$\$.*?\$\$ | (?<!\\)\$(?=\S)[^$\n]*?(?<=\S)\$(?!\d)   # maths
    | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)       # code
    | ^[ ]{0,3}\[[^\]\n]+\]:[ ].*$        # where a link leads, what a footnote begins with
    | \[\^[^\]\n]+\] | \[[^\]\n]*@[^\]\n]*\] | (?<!\w)@[\w:.-]+\w
    | (?<=\])\([^)\n]*\)                  # where a link leads
    | \b(?:https?|ftp)://\S+ | <[^>\n]*>
    | (?<=[)\]])\{[^}\n]*\}               # attributes
    | ^[ ]{0,3}\#{1,6}[ ]+[\d.]+(?=[ ])   # a heading's own number
    | ^[ \t]*(?:[-*+]|\d+[.)])(?=[ \t])     # the mark of an item
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_FOOTNOTE = re.compile(r"^[ ]{0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
_EMPHASIS = re.compile(r"\*+|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|~~")
# A blank line, an item, a row of a table, a heading begins something new.
_BREAK = re.compile(r"\n(?=[ \t]*(?:\n|[-*+▯][ \t▯]|\||#))|\|")
_TABLE = re.compile(
    r"^(?P<heads>[^\n]*\|[^\n]*)\n[ |]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*\n(?P<rows>(?:[^\n]*\|[^\n]*(?:\n|\Z))+)",
    re.MULTILINE,
)
_LONGEST = 2_000
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LINE = re.compile(r"[^\n]+")
_PIPE = re.compile(r"(?<!\\)\|")
_SENTENCE_END = re.compile(r"(?<=[.!?;·…])[\s)»”\"']+")
_COVER_END = re.compile(rf"{COVER}[.!?…]")
_SENTENCE_START = re.compile(r"[\"'«“„(]*(?:[^\W\d_a-zß-öø-ÿα-ωά-ώ]|[\ufffc▯])")


def prose_of(text: str) -> str:
    """Return `text`, as long as it is, with code, maths, links and the like covered; a footnote is prose."""
    covered = _VALUES.sub(lambda found: _same_length(found[0], VALUE), text)
    covered = _FOOTNOTE.sub(lambda found: _same_length(found[0], COVER), covered)
    covered = _COVERED.sub(lambda found: _same_length(found[0], COVER), covered)
    return _EMPHASIS.sub(lambda found: " " * len(found[0]), covered)


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table: the head of its column, where it begins and ends, and so its row."""

    head: str
    start: int
    end: int
    row: tuple[int, int]


def cells_of(prose: str) -> Iterator[Cell]:
    """Yield the cells below the heads of each table with pipes."""
    for table in _TABLE.finditer(prose):
        heads = [_BRACKETS.sub("", prose[start:end]).strip() for start, end in _cells(prose, *table.span("heads"))]
        for line in _LINE.finditer(prose, *table.span("rows")):
            for head, (start, end) in zip(heads, _cells(prose, *line.span()), strict=False):
                yield Cell(head, start, end, line.span())


def _cells(prose: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    text = prose[start:end]
    first = start + len(text) - len(text.lstrip(" |"))
    last = start + len(text.rstrip(" |"))
    yield from _parts(prose, first, last, _PIPE)


def _same_length(text: str, cover: str) -> str:
    return "".join("\n" if character == "\n" else cover for character in text)


def sentences_of(prose: str, names: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends; one without end in pieces.

    One may begin with one of `names` in small letters, "mlp reaches", with any word behind a citation: "[@key]. so".
    """
    for part in _parts(prose, 0, len(prose), _BREAK):
        for start, end in _sentences(prose, *part, names):
            for place in range(start, end, _LONGEST):
                yield place, min(place + _LONGEST, end)


def _sentences(prose: str, start: int, end: int, names: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE_END.finditer(prose, start, end):
        behind = found.end()
        is_behind_cover = found.start() > start + 1 and _COVER_END.match(prose, found.start() - 2) is not None
        if is_behind_cover or _SENTENCE_START.match(prose, behind, end) or names.match(prose, behind, end):
            yield start, found.start()
            start = behind
    yield start, end


def _parts(prose: str, start: int, end: int, between: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for found in between.finditer(prose, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end
