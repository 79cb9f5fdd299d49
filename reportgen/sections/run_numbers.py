"""Numbers of models as ranges: 1–3, 5."""

from collections.abc import Iterable, Iterator, Sequence

from reportgen.sections.names import first_of

_SHOWN = 40


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each unbroken row of `numbers`."""
    rest = sorted(numbers)
    start = 0
    for place in range(1, len(rest) + 1):
        if place == len(rest) or rest[place] != rest[place - 1] + 1:
            yield rest[start], rest[place - 1]
            start = place


def range_text(first: int, last: int) -> str:
    """Write a range: 4, or 1–3."""
    return str(first) if first == last else f"{first}–{last}"


def models(numbers: Sequence[int]) -> str:
    """Write numbers as ranges, the first 40 of them: 1–3, 5."""
    found = list(ranges(numbers))
    return first_of([range_text(*pair) for pair in found], _SHOWN)
