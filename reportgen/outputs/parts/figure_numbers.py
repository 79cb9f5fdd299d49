"""Numbers of figures, told late: a part of which nothing but these differs need not be laid out again.

A run that is added changes the numbers of all figures behind its own. The templates and notes mark each element that
prints one with `data-figure`, whose value is the anchor of the figure. A part is known by its markup without these
numbers, and keeps the places where its PDF has their digits. A number of more digits takes more room: it is another
part.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MARK = "data-figure"
"""The attribute of an element whose text has the number of a figure."""

# Such an element, with a text that has no other digits and no elements in it.
_NUMBERED = re.compile(rf'(\s{MARK}="([^"<>&]+)"[^<>]*>[^<>0-9]*)([0-9]+)(?=[^<>0-9]*</)')


@dataclass(frozen=True)
class PrintedNumber:
    """Where a PDF has the number of the figure with this `anchor`.

    The digits stand at `places`, in bytes from its beginning, each as one of `digits`, from 0 to 9: all as long.
    """

    anchor: str
    places: tuple[int, ...]
    digits: tuple[bytes, ...]


def figure_numbers(html: str) -> dict[str, str]:
    """Return the numbers in `html` by the anchors of their figures."""
    found: dict[str, str] = {}
    for _, anchor, number in _NUMBERED.findall(html):
        found.setdefault(anchor, number)
    return found


def without_numbers(html: str, numbers: Mapping[str, str]) -> str:
    """Return `html` with zeros in the place of `numbers`."""
    if not numbers:
        return html
    return _NUMBERED.sub(lambda found: found[1] + _zeros(found[3], numbers.get(found[2])), html)


def _zeros(number: str, known: str | None) -> str:
    return "0" * len(number) if number == known else number


def renumbered(content: bytes, printed: Iterable[PrintedNumber], numbers: Mapping[str, str]) -> bytes:
    """Return a PDF with `numbers`, by their anchors, in the place of those that it has."""
    changed = bytearray(content)
    for one in printed:
        for place, digit in zip(one.places, numbers[one.anchor], strict=True):
            changed[place : place + len(one.digits[0])] = one.digits[int(digit)]
    return bytes(changed)
