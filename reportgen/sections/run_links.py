"""Links to the models that something is true of, neighbours as a range: 1–3, 5."""

from collections.abc import Iterable, Iterator

from reportgen.analysis.selection import NumberedRun
from reportgen.language import ngettext
from reportgen.sections.anchors import run_anchor
from reportgen.sections.numerals import count
from reportgen.sections.repeating import Link
from reportgen.sections.run_numbers import range_text, ranges

_SHOWN = 40


def model_links(runs: Iterable[NumberedRun], shown: int = _SHOWN) -> tuple[Link, ...]:
    """Return links to `runs`, the first `shown` ranges of them; the last link says how many more there are."""
    return tuple(_links({run.number: run_anchor(run) for run in runs}, shown))


def _links(anchors: dict[int, str], shown: int) -> Iterator[Link]:
    found = list(ranges(anchors))
    for first, last in found[:shown]:
        yield Link(range_text(first, last), anchors[first])
    if len(found) > shown:
        first = found[shown][0]
        more = sum(number >= first for number in anchors)
        text = ngettext("and {number} more", "and {number} more", more).format(number=count(more))
        yield Link(text, anchors[first])
