"""Section "Remarks": what the numbers say of single trainings and of all of them, each sentence with its evidence."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.analysis import comparison_remarks as comparing
from reportgen.analysis import remarks as single
from reportgen.analysis.selection import NumberedRun
from reportgen.language.numbers import THIN
from reportgen.sections.anchors import run_anchor
from reportgen.sections.class_labels import label_of_class
from reportgen.sections.numerals import count, percent, rate
from reportgen.sections.report import Content, Report
from reportgen.sections.run_words import loss_text, measure_label, measure_text, models
from reportgen.setting_values import REMARKS
from reportgen.settings import chosen

TITLE = "Remarks"

_SHOWN = {"brief": 2, "normal": 5, "full": 10_000}
_LABELS = {
    "diverged": "Diverged",
    "chance": "No better than the largest class",
    "overfitting": "Overfitting",
    "stopped_early": "Stopped too early",
    "plateau": "On a plateau",
    "rate_drops": "Lower learning rate",
    "easier_test": "Validation easier than training",
    "validation_as_test": "Validation data as test data",
    "within_spread": "Within the spread of repeats",
}


@dataclass(frozen=True)
class Item:
    """A sentence; `number` and `anchor` are those of the run it is about, None for a sentence about several."""

    number: int | None
    anchor: str
    text: str


@dataclass(frozen=True)
class RemarkGroup:
    """The remarks of one name; `more` says of which further runs the same is true."""

    label: str
    items: tuple[Item, ...]
    more: str


@dataclass(frozen=True)
class Remarks(Content):
    """The remarks by name, in the order of `settings.REMARKS` or of report.toml."""

    groups: tuple[RemarkGroup, ...]


def build(report: Report) -> Remarks | None:
    """Build the remarks that the settings do not switch off; None if there is nothing to remark."""
    names = chosen(REMARKS, report.settings.remarks)
    groups = [group for name in names if (group := _group(name, report))]
    return Remarks(tuple(groups)) if groups else None


def _group(name: str, report: Report) -> RemarkGroup | None:
    if name in _OF_ALL:
        texts = tuple(Item(None, "", text) for text in _OF_ALL[name](report))
        return RemarkGroup(_LABELS[name], texts, "") if texts else None
    items = [
        Item(run.number, run_anchor(run), text)
        for run in (*report.ranking.runs, *report.ranking.unranked)
        for text in _OF_ONE[name](run)
    ]
    shown, rest = items[: _SHOWN[report.settings.detail]], items[_SHOWN[report.settings.detail] :]
    others = sorted({item.number for item in rest if item.number} - {item.number for item in shown})
    more = f"The same is true of {models(others)}." if others else ""
    return RemarkGroup(_LABELS[name], tuple(shown), more) if items else None


def _overfitting(run: NumberedRun) -> Iterator[str]:
    found = single.overfitting(run)
    if found:
        kept = " The weights of that epoch are the kept ones." if found.is_kept else ""
        yield (
            f"overfits from epoch {found.epoch} on: the validation loss was lowest there, {loss_text(found.low)}, and "
            f"rose to {loss_text(found.end)} (mean of the last {found.last} epochs), while the training loss fell from "
            f"{loss_text(found.training_then)} to {loss_text(found.training_end)}.{kept}"
        )


def _stopped_early(run: NumberedRun) -> Iterator[str]:
    found = single.stopped_early(run)
    if found:
        yield (
            f"was still improving when it stopped: from epoch {found.epoch} to the last one, "
            f"{run.stored.epochs[-1].epoch}, the {found.data} loss fell from "
            f"{loss_text(found.start)} to {loss_text(found.end)} (fitted line)."
        )


def _diverged(run: NumberedRun) -> Iterator[str]:
    found = single.diverged(run)
    if found and not math.isfinite(found.end):
        before = f"; it had been {loss_text(found.before)} at its lowest" if found.before is not None else ""
        yield f"diverged: from epoch {found.epoch} on the training loss was not a finite number{before}."
    elif found:
        yield (
            f"diverged: the training loss rose from {loss_text(found.before)} in epoch {found.epoch} to "
            f"{loss_text(found.end)} in the last one."
        )


def _plateau(run: NumberedRun) -> Iterator[str]:
    found = single.plateau(run)
    if found:
        yield (
            f"was on a plateau: in the {found.epochs_since} epochs after epoch {found.epoch} the validation loss never "
            f"fell below {loss_text(found.low)}; its means over the last two quarters of the epochs differ by "
            f"{percent(found.change)}."
        )


def _rate_drops(run: NumberedRun) -> Iterator[str]:
    for drop in single.rate_drops(run):
        yield (
            f"gained by a lower learning rate: with {rate(drop.rate_after)} instead of {rate(drop.rate_before)} "
            f"from epoch {drop.epoch} on, the {drop.data} loss went from {loss_text(drop.loss_before)} to "
            f"{loss_text(drop.loss_after)} (means of three epochs before and after)."
        )


def _easier_test(run: NumberedRun) -> Iterator[str]:
    found = single.easier_test(run)
    if found:
        why = (
            "Dropout makes the training harder and is off in validation."
            if found.dropout
            else "No dropout explains it: the validation data seem easier than the training data."
        )
        yield (
            f"does better on the validation data than in training: since epoch {found.epoch} the validation loss was "
            f"{loss_text(found.validation)} on average, the training loss {loss_text(found.training)}. {why}"
        )


def _chance(run: NumberedRun) -> Iterator[str]:
    found = comparing.chance(run)
    if found:
        yield (
            f"is about as accurate, {percent(found.accuracy)}, as always answering the largest class would be: "
            f"{_class(run, found.label)} makes up {percent(found.share)} of the {count(found.samples)} samples of the "
            f"{found.data} data."
        )


def _class(run: NumberedRun, number: str) -> str:
    label = label_of_class(run.stored.run, number)
    return f"class {number}" if label == number else label


def _validation_as_test(report: Report) -> Iterator[str]:
    for found in comparing.validation_as_test(report.runs):
        samples = f"{count(found.samples)} samples" if found.samples is not None else "data"
        subject = models(found.runs)
        if found.named:
            how = "the validation data of every epoch are the test data of the data set"
        else:
            how = "the data evaluated after the training are the validation data of every epoch"
        yield (
            f"In {subject} {how} ({samples}). A model or an epoch that was chosen by them looks better on them than it "
            "will on new data."
        )


def _within_spread(report: Report) -> Iterator[str]:
    measure = report.ranking.measure
    found = comparing.within_spread(report.findings.cells, measure) if measure else None
    if found is None or measure is None:
        return
    label = measure_label(measure)
    gap, deviation = abs(found.first_value - found.second_value), found.deviation
    unit = f"{THIN}percentage points" if measure.quantity == "accuracy" else ""
    said = [f"{100 * value:.2f}{unit}" if unit else loss_text(value) for value in (gap, deviation)]
    repeats = "; ".join(models(numbers) for numbers in found.repeats[:3]) + ("; …" if len(found.repeats) > 3 else "")
    yield (
        f"The best configuration ({models(found.first)}; {label[0].lower()}{label[1:]} "
        f"{measure_text(measure, found.first_value)}) leads the next ({models(found.second)}; "
        f"{measure_text(measure, found.second_value)}) by {said[0]}: less than the standard deviation of repeats, "
        f"{said[1]} ({repeats}). The difference may be chance."
    )


_OF_ONE: dict[str, Callable[[NumberedRun], Iterator[str]]] = {
    "diverged": _diverged,
    "chance": _chance,
    "overfitting": _overfitting,
    "stopped_early": _stopped_early,
    "plateau": _plateau,
    "rate_drops": _rate_drops,
    "easier_test": _easier_test,
}
_OF_ALL: dict[str, Callable[[Report], Iterator[str]]] = {
    "validation_as_test": _validation_as_test,
    "within_spread": _within_spread,
}
