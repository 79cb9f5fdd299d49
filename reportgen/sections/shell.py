"""Commands as a shell takes them, in lines of a bounded length: typed or copied as they stand, they mean the same.

Takes the words of a command; gives its lines. A line that goes on ends in a backslash, and the next begins at the
margin, so that a long word may continue there, too: the shell joins the two without a space.
"""

import os
import shlex
from collections.abc import Iterator, Sequence

# A line of the page, and enough of a command to know it again.
_COLUMNS = 84
_LINES = 24
_LONGEST_WORD = _COLUMNS * _LINES
_SIMPLE_ESCAPES = {"\n": "\\n", "\t": "\\t", "'": "\\'", "\\": "\\\\"}


def quoted(word: str) -> str:
    """Return `word` as a shell reads it back; what does not print is escaped as bash and zsh understand it."""
    if word.isprintable():
        return shlex.quote(word)
    return "$'" + "".join(map(_escaped, word)) + "'"


def _escaped(character: str) -> str:
    if character in _SIMPLE_ESCAPES:
        return _SIMPLE_ESCAPES[character]
    if character.isprintable():
        return character
    # Octal, which takes three digits and no more.
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(character))


def command_lines(words: Sequence[str], columns: int = _COLUMNS, most: int = _LINES) -> tuple[str, ...]:
    """Return the command of `words` in at most `most` lines of at most `columns` characters.

    Of a command that is longer the last line is "…" alone.
    """
    lines = [""]
    for word, continues in _pieces(words, columns - len(" \\")):
        between = "" if continues or lines == [""] else " "
        if len(lines[-1]) + len(between) + len(word) + len(" \\") > columns:
            lines[-1] += f"{between}\\"
            lines.append(word)
        else:
            lines[-1] += between + word
        if len(lines) > most:
            return (*lines[: most - 1], "…")
    return tuple(lines)


def is_cut(lines: Sequence[str]) -> bool:
    """Return True if `command_lines` has left out the end of a command."""
    return lines[-1] == "…"


def _pieces(words: Sequence[str], most: int) -> Iterator[tuple[str, bool]]:
    """Yield each word quoted, one of more than `most` characters in pieces; True with those that continue a word."""
    for word in words:
        if len(word) <= most and len(quoted(word)) <= most:
            yield quoted(word), False
            continue
        for place, piece in enumerate(_cut(word[:_LONGEST_WORD], most)):
            yield quoted(piece), place > 0


def _cut(word: str, most: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if len(quoted(piece + character)) > most:
            yield piece
            piece = ""
        piece += character
    yield piece
