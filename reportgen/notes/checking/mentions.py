"""The names of metrics in a sentence: which of them a number belongs to, and to which part of the data."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from reportgen.notes.checking.masking import VALUE
from reportgen.notes.checking.typed_numbers import Form, TypedNumber
from reportgen.notes.checking.vocabulary import (
    ABOUT,
    ADJECTIVES,
    COMPOUNDS,
    LESS,
    LINKS,
    METRICS,
    MORE,
    PARTS,
    REACHES,
)

SHARES = ("accuracy", "accuracy or precision", "error", "f1", "recall")
_ERRORS = ("loss", "mean_absolute_error", "root_mean_squared_error")
_COUNTS = ("parameters", "epochs", "batch_size")
_FORMS: dict[str, tuple[Form, ...]] = {
    **dict.fromkeys(SHARES, ("percent", "decimal")),
    **dict.fromkeys((*_ERRORS, "learning_rate"), ("decimal",)),
    **dict.fromkeys(_COUNTS, ("integer",)),
}
# How far a name may be from its number: in words where the two are not bound, in characters ever.
_NEAR_WORDS, _FARTHEST = 8, 120


def words(pattern: str) -> re.Pattern[str]:
    """Return a pattern that finds whole words, in any case."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_NAMES = re.compile(
    "|".join(rf"(?P<m{place}>(?<!\w)(?:{pattern})(?!\w))" for place, pattern in enumerate(METRICS.values())),
    re.IGNORECASE,
)
_ANY_PART = "|".join(PARTS.values())
_PARTS = {name: words(pattern) for name, pattern in PARTS.items()}
_REACHES = words(REACHES)
_BEFORE = rf"(?<!\w)(?:{LINKS}|{ADJECTIVES}|{ABOUT}|{MORE}|{LESS}|{REACHES}|{_ANY_PART})(?!\w)"
_GAP_BEFORE = re.compile(rf"(?:[\s(:=]|{_BEFORE}|['’<>≤≥≈~-]){{0,20}}+", re.IGNORECASE)
_GAP_BEHIND = re.compile(rf"(?:\s|(?<!\w)(?:{LINKS}|{ADJECTIVES}|{_ANY_PART})(?!\w)|['’-]){{0,10}}+", re.IGNORECASE)
_LISTED = re.compile(r"(?:[\d.,\s%]|\b(?:and|or|et|ou|und|oder|και|ή|y|o|e)\b)*+", re.IGNORECASE)
_LINKED = re.compile(rf"(?:[\s/-]|(?<!\w)(?:{LINKS})(?!\w))*+", re.IGNORECASE)
_PARTS_ONLY = re.compile(
    rf"(?:[\s,/'’-]|(?<!\w)(?:{_ANY_PART}|set|data|and|or|et|ou|und|oder|και)(?!\w))*+", re.IGNORECASE
)


class Mention(msgspec.Struct, frozen=True):
    """The name of a metric in a text; `parts` are the data it is said to be of, none if that is not said."""

    metric: str
    start: int
    end: int
    parts: tuple[str, ...]
    has_value: bool

    def fits(self, number: TypedNumber) -> bool:
        """Return True if such a number can be this metric's, and stands where it may be."""
        is_close = max(number.start - self.end, self.start - number.end) < _FARTHEST
        return is_close and number.form in _FORMS[self.metric]


def mentions_in(prose: str, start: int, end: int) -> tuple[Mention, ...]:
    """Return the names of metrics between `start` and `end`."""
    return tuple(_mentions(prose, start, end))


def _mentions(prose: str, start: int, end: int) -> Iterator[Mention]:
    names = tuple(METRICS)
    for found in _NAMES.finditer(prose, start, end):
        metric = next(name for place, name in enumerate(names) if found[f"m{place}"] is not None)
        before, behind = prose[max(start, found.start() - _FARTHEST) : found.start()], prose[found.end() : end]
        parts = tuple(part for part in PARTS if _is_of(part, found[0], before, behind[:_FARTHEST]))
        yield Mention(metric, found.start(), found.end(), parts, _has_value(before, behind))


def _is_of(part: str, name: str, before: str, behind: str) -> bool:
    """Return True if a word for that part of the data stands in the name of a metric, directly before or behind it."""
    return (
        name.lower().startswith(COMPOUNDS[part])
        or any(_PARTS_ONLY.fullmatch(before, found.end()) for found in _PARTS[part].finditer(before))
        or any(_LINKED.fullmatch(behind, 0, found.start()) for found in _PARTS[part].finditer(behind))
    )


def _has_value(before: str, behind: str) -> bool:
    """Return True if a value of reportgen's own stands directly beside a name."""
    gap = _GAP_BEFORE.match(behind)
    place = before.rfind(VALUE) + 1
    return bool((gap and behind.startswith(VALUE, gap.end())) or (place and _GAP_BEHIND.fullmatch(before, place)))


def bound_to(prose: str, number: TypedNumber, mentions: Sequence[Mention]) -> Mention | None:
    """Return the metric that stands directly beside `number`; one behind it before one in front of it."""
    fitting = [mention for mention in mentions if mention.fits(number)]
    for mention in fitting:
        if mention.start >= number.end and _is_behind(mention, prose[number.end : mention.start]):
            return mention
    for mention in reversed(fitting):
        if mention.end <= number.start and _is_before(mention, prose[mention.end : number.start]):
            return mention
    return None


def _is_behind(mention: Mention, gap: str) -> bool:
    # "938 batches of 64": the number before them is that of the batches.
    return mention.metric not in ("batch_size", "learning_rate") and _GAP_BEHIND.fullmatch(gap) is not None


def _is_before(mention: Mention, gap: str) -> bool:
    """Return True if `gap` binds a number to the name before it: " of ", ": ", for settings also " of 32, 64 and "."""
    if mention.metric == "epochs" and not gap.strip():
        return False  # epochs 3 and 4
    if _GAP_BEFORE.fullmatch(gap):
        return True
    begun = _GAP_BEFORE.match(gap)
    is_setting = mention.metric in ("batch_size", "learning_rate")
    return is_setting and begun is not None and _LISTED.fullmatch(gap, begun.end()) is not None


def near_to(prose: str, number: TypedNumber, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the metrics that stand within eight words of `number` and have no value of their own.

    Counts and settings stand directly beside their names.
    """
    measured = (*SHARES, *_ERRORS)
    fitting = [mention for mention in mentions if mention.metric in measured and mention.fits(number)]
    return tuple(item for item in fitting if not item.has_value and _words_between(prose, number, item) <= _NEAR_WORDS)


def _words_between(prose: str, number: TypedNumber, mention: Mention) -> int:
    first, second = sorted([(mention.start, mention.end), (number.start, number.end)])
    return len(prose[first[1] : second[0]].split())


def is_reached(prose: str, start: int, number: TypedNumber) -> bool:
    """Return True for a number of percent behind "reaches": its accuracy, though nobody calls it so."""
    found = list(_REACHES.finditer(prose, max(start, number.start - _FARTHEST), number.start))
    return (
        number.form == "percent" and bool(found) and bool(_GAP_BEFORE.fullmatch(prose, found[-1].end(), number.start))
    )
