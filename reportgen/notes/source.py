"""The text of the notes, with what stands between `{{` and `}}` put aside before Markdown reads it.

Each expression, and each `<!-- comment -->`, gives way to a mark of two private characters around its number: Markdown
passes it on as a word wherever it stands, in a cell of a table as in a heading. Where it comes out as code or maths, it
is put back as it was typed.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reportgen.errors import NotesError

LONGEST_FILE = 500_000
_LONGEST_LINE, _MOST_LINES = 10_000, 10_000

_BEGIN, _END = "\ue000", "\ue001"
_MARK = re.compile(f"{_BEGIN}(\\d+){_END}")
_START = re.compile(r"<!--|\{\{")
# Strings may hold braces. The length is bounded, so that a file full of {{ is read in linear time.
_EXPRESSION = re.compile(
    r"\{\{((?:[^\"'{}]|\"[^\"\n]*\"|'[^'\n]*'|\}(?!\})|\{(?!\{)){0,1200}+)\}\}",
)
# What has no glyph, and what marks are made of, here and in `writing`.
_VISIBLE = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_VISIBLE |= dict.fromkeys(range(0xE000, 0xE004), 0xFFFD)
_VISIBLE |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


class Held(msgspec.Struct, frozen=True):
    """What a mark stands for: `text` as it was typed; `expression` is None for a comment. Places count from 1."""

    text: str
    expression: str | None
    line: int
    column: int


class Source(msgspec.Struct, frozen=True):
    """Notes: `marked` is their text with marks, whose line `n` (from 0) was line `lines[n]` (from 1) of the file."""

    path: Path
    marked: str
    held: tuple[Held, ...]
    lines: tuple[int, ...]

    def line(self, place: int) -> int:
        """Return the line in the file of the line `place`, from 0, of `marked`."""
        return self.lines[min(place, len(self.lines) - 1)]

    def typed(self, text: str) -> str:
        """Return `text` with what its marks stand for, as it was typed."""
        return _MARK.sub(lambda mark: self.held[int(mark[1])].text, text)

    def split(self, text: str) -> list[str | Held]:
        """Return the pieces of `text`: texts, and what its marks stand for."""
        pieces: list[str | Held] = list(_MARK.split(text))
        pieces[1::2] = [self.held[int(str(number))] for number in pieces[1::2]]
        return [piece for piece in pieces if piece != ""]

    def error(self, reason: str, line: int = 0, column: int = 0) -> NotesError:
        """Return the error with its place in the file."""
        return NotesError(reason, path=self.path, line=line, column=column)

    def place(self, word: str, line: int) -> tuple[int, int]:
        """Return line and column, both from 1, of `word` in the file, from `line` on; column 0 if it is not there."""
        marked_lines = self.marked.split("\n")
        for place, number in enumerate(self.lines):
            if number >= line and word in (typed := self.typed(marked_lines[place])):
                before = typed[: typed.index(word)]
                breaks = before.count("\n")
                return number + breaks, len(before) - (before.rfind("\n") + 1) + 1
        return line, 0


def read_source(path: Path) -> Source:
    """Read the notes in the file `path`.

    Raises:
        NotesError: there is no such file, it is too large, or no text in UTF-8.
    """
    return source_of(read_text(path), path)


def read_text(path: Path) -> str:
    """Return the text of the notes in the file `path`. Raises NotesError as `read_source` does."""
    try:
        content = path.read_bytes()
        if len(content) > LONGEST_FILE:
            raise NotesError(f"{len(content)} bytes; notes of at most {LONGEST_FILE} are read", path=path)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise NotesError(f"cannot be read: {error.strerror or error}", path=path) from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotesError("no text in UTF-8; save it in that encoding", path=path, line=line) from error


def source_of(text: str, path: Path) -> Source:
    """Return `text`, of the file `path`, with marks for its expressions and comments."""
    text = without_marks(text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.count("\n") > _MOST_LINES:
        raise NotesError(f"{text.count(chr(10))} lines; allowed are {_MOST_LINES}", path=path, line=_MOST_LINES)
    for number, typed in enumerate(text.split("\n"), start=1):
        if len(typed) > _LONGEST_LINE:
            raise NotesError(f"{len(typed)} characters; allowed in a line are {_LONGEST_LINE}", path=path, line=number)
    held: list[Held] = []
    marked, position, line = [], 0, 1
    for start, end, expression in _found(text):
        marked += [text[position:start], f"{_BEGIN}{len(held)}{_END}"]
        line += text.count("\n", position, start)
        held.append(Held(text[start:end], expression, line, start - text.rfind("\n", 0, start)))
        line, position = line + text.count("\n", start, end), end
    joined = "".join([*marked, text[position:]])
    return Source(path, joined, tuple(held), tuple(_line_numbers(joined, held)))


def without_marks(text: str) -> str:
    """Return `text` with the characters that marks are made of, and those without a glyph, replaced."""
    return text.translate(_VISIBLE)


def _found(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield begin and end of each expression and each comment, with the expression."""
    position, last_end = 0, text.rfind("-->")
    while start := _START.search(text, position):
        begin = start.start()
        position = start.end()
        if start[0] == "<!--" and last_end > begin:
            position = text.index("-->", begin) + len("-->")
            yield begin, position, None
        elif start[0] == "{{" and (found := _EXPRESSION.match(text, begin)):
            position = found.end()
            yield begin, position, found[1]


def _line_numbers(marked: str, held: list[Held]) -> list[int]:
    """Return for each line of `marked` its number in the file: what is held may have been several lines."""
    numbers: list[int] = []
    number = 1
    for line in marked.split("\n"):
        numbers.append(number)
        number += 1 + sum(held[int(mark)].text.count("\n") for mark in _MARK.findall(line))
    return numbers
