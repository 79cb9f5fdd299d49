"""Compares the numbers typed into the notes with the records: takes Markdown and the runs, gives what disagrees."""

import math
import re
from collections.abc import Iterator, Sequence

import msgspec

from reportgen.errors import NotesError
from reportgen.notes.checking.masking import COVER, cells_of, prose_of, sentences_of
from reportgen.notes.checking.mentions import SHARES, Mention, bound_to, is_reached, mentions_in, near_to, words
from reportgen.notes.checking.recorded import (
    Recorded,
    best_on_the_way,
    layer_parameters,
    recorded_values,
    values_on_the_way,
)
from reportgen.notes.checking.typed_numbers import Reading, TypedNumber, numbers_in
from reportgen.notes.checking.vocabulary import (
    ABOUT,
    COMPARED,
    COURSE,
    DIFFERENCE,
    EVERY,
    LAYER,
    LESS,
    MODEL,
    MORE,
    NO_RESULT,
    PARTLY,
    TRAINED,
)
from reportgen.notes.named_runs import NamedRun
from reportgen.notes.namespace import Namespace

_BEFORE = 60
_FEWEST_PARAMETERS = 100
_SHORTEST_NAME = 3
_EXACT = 100
_COURSE, _NO_RESULT, _LAYER, _COMPARED, _TRAINED = map(words, (COURSE, NO_RESULT, LAYER, COMPARED, TRAINED))
_CITED = re.compile(r"\[[^\]\n]*@\w")
_MODEL = re.compile(
    rf"(?<!\w)(?:{MODEL})\s(\d+)(?:(?:, | and | et | und | και |[-–])(\d+))*(?![\w.,]\d)", re.IGNORECASE
)
_VALUE_OF = re.compile(r"\{\{\s*(best|worst|first|last)\b")
_DIFFERENCE = re.compile(rf"(?<!\w)(?:{DIFFERENCE})(?:\W+\w+){{0,5}}\W*$", re.IGNORECASE)
_UP_TO = re.compile(r"(?<!\w)(?:to|à|auf|στο|σε|a|até)\W*$", re.IGNORECASE)
_MORE, _LESS, _ABOUT, _PARTLY, _EVERY = (
    re.compile(rf"(?:(?<!\w)|(?=[<>≤≥~≈]))(?:{pattern})(?:\s+\w+){{0,2}}\s*$", re.IGNORECASE)
    for pattern in (MORE, LESS, ABOUT, PARTLY, EVERY)
)


class Disagreement(msgspec.Struct, frozen=True):
    """A number that was typed, its line and column from 1, and the recorded value that it most likely stands for."""

    line: int
    column: int
    typed: str
    recorded: Recorded


class _Sentence(msgspec.Struct, frozen=True):
    """A sentence of the covered prose, and as it was typed; `names` finds those of runs in it."""

    prose: str
    start: int
    end: int
    typed: str
    names: re.Pattern[str]

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.prose, self.start, self.end) is not None

    def before(self, number: TypedNumber) -> str:
        return self.prose[max(self.start, number.start - _BEFORE) : number.start]


def check_prose(text: str, namespace: Namespace) -> tuple[Disagreement, ...]:
    """Return the numbers in `text`, the notes in Markdown, that stand by a metric's name and are not what was recorded.

    A number is compared with the runs that its sentence names, or with all where it names none, rounded to the digits
    that were typed. What stands in code, formulas, links and `{{ }}` is not looked at.
    """
    found = _disagreements(text.replace("\r\n", "\n").replace("\r", "\n"), namespace)
    return tuple(sorted(found, key=lambda item: (item.line, item.column)))


def _disagreements(text: str, namespace: Namespace) -> Iterator[Disagreement]:
    prose = _without_names(prose_of(text), namespace.runs)
    names = _names_of(namespace.runs)
    # A name may go on in the next line.
    running = prose.replace("\n", " ")
    for start, end in sentences_of(prose, names):
        for number, closest in _wrong_in(_Sentence(running, start, end, text[start:end], names), namespace):
            yield _disagreement(text, number.start, number.text, closest)
    for cell in cells_of(prose):
        # A number in a table is named by the head of its column, its run by the row.
        said = f"{cell.head}: {prose[cell.start : cell.end]}"
        offset = cell.end - len(said)
        row = text[cell.row[0] : cell.row[1]]
        for number, closest in _wrong_in(_Sentence(said, 0, len(said), row, names), namespace):
            yield _disagreement(text, number.start + offset, number.text, closest)


def _disagreement(text: str, start: int, typed: str, closest: Recorded) -> Disagreement:
    line_start = text.rfind("\n", 0, start) + 1
    return Disagreement(text.count("\n", 0, start) + 1, start - line_start + 1, typed, closest)


def _wrong_in(sentence: _Sentence, namespace: Namespace) -> Iterator[tuple[TypedNumber, Recorded]]:
    numbers = tuple(numbers_in(sentence.prose, sentence.start, sentence.end))
    if numbers:
        mentions = mentions_in(sentence.prose, sentence.start, sentence.end)
        runs = _runs_of(sentence, namespace)
        for number in numbers:
            if closest := _disagreeing(sentence, number, mentions, runs):
                yield number, closest


def _names_of(runs: Sequence[NamedRun]) -> re.Pattern[str]:
    """Return a pattern that finds the names of runs as they are written; nothing where all are too short."""
    names = sorted({run.numbered.stored.run.name for run in runs}, key=len, reverse=True)
    known = "|".join(re.escape(name) for name in names if len(name) >= _SHORTEST_NAME)
    return re.compile(rf"(?<!\w)(?:{known})(?!\w)" if known else r"(?!)")


def _without_names(prose: str, runs: Sequence[NamedRun]) -> str:
    """Return `prose` with the names of runs that hold digits covered: "MLP5layers" tells no number of layers."""
    names = {run.numbered.stored.run.name for run in runs}
    for name in sorted(
        (name for name in names if re.search(r"\d", name) and not name.isdigit()), key=len, reverse=True
    ):
        if len(name) >= _SHORTEST_NAME:
            prose = words(re.escape(name)).sub(lambda found: COVER * len(found[0]), prose)
    return prose


def _runs_of(sentence: _Sentence, namespace: Namespace) -> tuple[NamedRun, ...]:
    """Return the runs that a sentence names; all where it names none, or compares."""
    if sentence.has(_COMPARED):
        return namespace.runs
    numbers = {int(digits) for found in _MODEL.finditer(sentence.typed) for digits in re.findall(r"\d{1,6}", found[0])}
    called = [_called(namespace, found[1]) for found in _VALUE_OF.finditer(sentence.typed)]
    named = tuple(
        run
        for run in namespace.runs
        if run.numbered.number in numbers or run in called or _names(sentence.typed, run.numbered.stored.run.name)
    )
    return named or namespace.runs


def _called(namespace: Namespace, name: str) -> NamedRun | None:
    try:
        found = namespace.value(name)
    except NotesError:
        return None
    return found if isinstance(found, NamedRun) else None


def _names(typed: str, name: str) -> bool:
    return len(name) >= _SHORTEST_NAME and words(re.escape(name)).search(typed) is not None


def _disagreeing(
    sentence: _Sentence, number: TypedNumber, mentions: Sequence[Mention], runs: Sequence[NamedRun]
) -> Recorded | None:
    """Return what was recorded of the metric that `number` is of if no value of it agrees.

    It is the closest of the values of most weight: those on the test data where the sentence names none.
    """
    bound = bound_to(sentence.prose, number, mentions)
    meant = [(bound.metric, bound.parts)] if bound else _meant(sentence, number, mentions)
    if not meant or _is_no_result(sentence, number, meant[0][0]):
        return None
    known = [value for run in runs for metric, parts in meant for value in recorded_values(run, metric, parts)]
    further = [value for run in runs for metric, parts in meant for value in _further(sentence, run, metric, parts)]
    is_share = meant[0][0] in SHARES
    if meant[0][0] == "epochs" and _is_on_the_way(sentence, number, known):
        return None
    if not known or any(
        _agrees(sentence, number, value, is_share) for value in (*(item.number for item in known), *further)
    ):
        return None
    return min(known, key=lambda item: (item.place, _distance(number, item.number, is_share)))


def _meant(sentence: _Sentence, number: TypedNumber, mentions: Sequence[Mention]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the metrics that a number without a name beside it may be of, on any data."""
    near = near_to(sentence.prose, number, mentions)
    if not near and is_reached(sentence.prose, sentence.start, number):
        return [("accuracy", ())]
    return [(metric, ()) for metric in dict.fromkeys(mention.metric for mention in near)]


def _is_no_result(sentence: _Sentence, number: TypedNumber, metric: str) -> bool:
    """Return True for a number that may be something else: a difference, chance, what others published."""
    before = sentence.before(number)
    if metric == "epochs":
        return _EVERY.search(before) is not None or sentence.has(_NO_RESULT)
    if metric == "parameters":
        return max(reading.value for reading in number.readings) < _FEWEST_PARAMETERS
    if metric in ("batch_size", "learning_rate"):
        return False
    is_difference = _DIFFERENCE.search(before) is not None and not _UP_TO.search(before)
    return is_difference or sentence.has(_NO_RESULT) or _is_cited(sentence, number)


def _is_cited(sentence: _Sentence, number: TypedNumber) -> bool:
    """Return True for a number that a citation may be for: any in its sentence, unless a run is named between them."""
    place = number.start - sentence.start
    cited = [found.start() for found in _CITED.finditer(sentence.typed)]
    named = max((found.start() for found in sentence.names.finditer(sentence.typed, 0, place)), default=-1)
    return any(start > named for start in cited)


def _is_on_the_way(sentence: _Sentence, number: TypedNumber, known: Sequence[Recorded]) -> bool:
    """Return True for a number of epochs that is a part of a training: "after 3 epochs", "3 epochs suffice"."""
    longest = max((item.number for item in known), default=0)
    is_whole = sentence.has(_TRAINED) and not _PARTLY.search(sentence.before(number))
    return number.readings[0].value < longest and not is_whole


def _further(sentence: _Sentence, run: NamedRun, metric: str, parts: Sequence[str]) -> Iterator[float]:
    """Yield what else a number may rightly be, by what its sentence speaks of."""
    yield from best_on_the_way(run, metric, parts)
    if metric == "learning_rate" or sentence.has(_COURSE):
        yield from values_on_the_way(run, metric, parts)
    if metric == "parameters" and sentence.has(_LAYER):
        yield from layer_parameters(run)


def _agrees(sentence: _Sentence, number: TypedNumber, value: float, is_share: bool) -> bool:
    return any(_reads_as(sentence, number, reading, value, is_share) for reading in number.readings)


def _reads_as(sentence: _Sentence, number: TypedNumber, reading: Reading, value: float, is_share: bool) -> bool:
    before = sentence.before(number)
    target = _scaled(number, reading, value, is_share)
    printed = _printed_rounding(target, reading.unit, is_share)
    if _MORE.search(before) or _LESS.search(before):
        # A bound of two digits is not rounded: 98.8 % is not more than 99 %.
        slack = printed + (reading.unit / 2 if reading.value / reading.unit >= _EXACT else 0)
        return target >= reading.value - slack if _MORE.search(before) else target <= reading.value + slack
    return abs(reading.value - target) <= reading.unit * (1 if _ABOUT.search(before) else 0.5) + printed


def _scaled(number: TypedNumber, reading: Reading, value: float, is_share: bool) -> float:
    """Return a recorded value on the scale that the number was typed on: percent behind 98.8 without its sign, too."""
    return 100 * value if is_share and (number.form == "percent" or reading.value > 1) else value


def _printed_rounding(target: float, unit: float, is_share: bool) -> float:
    """Return how far a value may be from what the pages print of it, where fewer digits than those were typed."""
    if not math.isfinite(target) or target == 0:
        return 0.0
    printed = 0.01 if is_share else 10.0 ** (math.floor(math.log10(abs(target))) - 3)
    return printed * 0.5 if unit > printed * 1.5 else printed * 1e-6


def _distance(number: TypedNumber, value: float, is_share: bool) -> float:
    found = (abs(reading.value - _scaled(number, reading, value, is_share)) for reading in number.readings)
    return min(found)
