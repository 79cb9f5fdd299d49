"""Section "Remarks": what the numbers say of single trainings and of all of them, each sentence with its evidence."""

import math
from collections.abc import Callable, Iterator

import msgspec

from reportgen.analysis import comparison_remarks as comparing
from reportgen.analysis import remarks as single
from reportgen.analysis.scores import Measure
from reportgen.analysis.selection import NumberedRun
from reportgen.language import N_, _, ngettext
from reportgen.language.numbers import THIN, clauses
from reportgen.sections.anchors import run_anchor
from reportgen.sections.class_labels import label_of_class
from reportgen.sections.numerals import count, fixed, percent, rate
from reportgen.sections.report import Content, Report
from reportgen.sections.run_words import loss_text, measure_inside, measure_text, models
from reportgen.setting_values import REMARKS
from reportgen.settings import chosen

TITLE = N_("Remarks")

_SHOWN = {"brief": 2, "normal": 5, "full": 10_000}
_LABELS = {
    "diverged": N_("Diverged"),
    "chance": N_("No better than the largest class"),
    "overfitting": N_("Overfitting"),
    "stopped_early": N_("Stopped too early"),
    "plateau": N_("On a plateau"),
    "rate_drops": N_("Lower learning rate"),
    "easier_test": N_("Validation easier than training"),
    "validation_as_test": N_("Validation data as test data"),
    "within_spread": N_("Within the spread of repeats"),
}


class Item(msgspec.Struct, frozen=True):
    """A sentence; `number` and `anchor` are those of the run it is about, None for a sentence about several."""

    number: int | None
    anchor: str
    text: str


class RemarkGroup(msgspec.Struct, frozen=True):
    """The remarks of one name; `more` says of which further runs the same is true."""

    label: str
    items: tuple[Item, ...]
    more: str


class Remarks(Content, msgspec.Struct, frozen=True):
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
        return RemarkGroup(_(_LABELS[name]), texts, "") if texts else None
    items = [
        Item(run.number, run_anchor(run), text)
        for run in (*report.ranking.runs, *report.ranking.unranked)
        for text in _OF_ONE[name](run)
    ]
    shown, rest = items[: _SHOWN[report.settings.detail]], items[_SHOWN[report.settings.detail] :]
    others = sorted({item.number for item in rest if item.number} - {item.number for item in shown})
    more = _("The same is true of {models}.").format(models=models(others)) if others else ""
    return RemarkGroup(_(_LABELS[name]), tuple(shown), more) if items else None


# Translators: the sentences that begin with a small letter follow "Model 3", with the context "begins a sentence".
def _overfitting(run: NumberedRun) -> Iterator[str]:
    found = single.overfitting(run)
    if not found:
        return
    said = _(
        "overfits from epoch {epoch} on: the validation loss was lowest there, {low}, and rose to {end} (mean of the "
        "last {last} epochs), while the training loss fell from {training_then} to {training_end}."
    ).format(
        epoch=found.epoch,
        low=loss_text(found.low),
        end=loss_text(found.end),
        last=found.last,
        training_then=loss_text(found.training_then),
        training_end=loss_text(found.training_end),
    )
    kept = _("The weights of that epoch are the kept ones.")
    yield f"{said} {kept}" if found.is_kept else said


def _stopped_early(run: NumberedRun) -> Iterator[str]:
    found = single.stopped_early(run)
    if found:
        yield _(
            "was still improving when it stopped: from epoch {epoch} to the last one, {last}, the {measure} fell from "
            "{start} to {end} (fitted line)."
        ).format(
            epoch=found.epoch,
            last=run.stored.epochs[-1].epoch,
            measure=measure_inside(Measure("loss", found.data)),
            start=loss_text(found.start),
            end=loss_text(found.end),
        )


def _diverged(run: NumberedRun) -> Iterator[str]:
    found = single.diverged(run)
    if found and math.isfinite(found.end):
        yield _("diverged: the training loss rose from {before} in epoch {epoch} to {end} in the last one.").format(
            before=loss_text(found.before), epoch=found.epoch, end=loss_text(found.end)
        )
    elif found and found.before is None:
        yield _("diverged: from epoch {epoch} on the training loss was not a finite number.").format(epoch=found.epoch)
    elif found:
        yield _(
            "diverged: from epoch {epoch} on the training loss was not a finite number; it had been {before} at its "
            "lowest."
        ).format(epoch=found.epoch, before=loss_text(found.before))


def _plateau(run: NumberedRun) -> Iterator[str]:
    found = single.plateau(run)
    if found:
        yield _(
            "was on a plateau: in the {number} epochs after epoch {epoch} the validation loss never fell below {low}; "
            "its means over the last two quarters of the epochs differ by {change}."
        ).format(number=found.epochs_since, epoch=found.epoch, low=loss_text(found.low), change=percent(found.change))


def _rate_drops(run: NumberedRun) -> Iterator[str]:
    for drop in single.rate_drops(run):
        yield _(
            "gained by a lower learning rate: with {after} instead of {before} from epoch {epoch} on, the {measure} "
            "went from {loss_before} to {loss_after} (means of three epochs before and after)."
        ).format(
            after=rate(drop.rate_after),
            before=rate(drop.rate_before),
            epoch=drop.epoch,
            measure=measure_inside(Measure("loss", drop.data)),
            loss_before=loss_text(drop.loss_before),
            loss_after=loss_text(drop.loss_after),
        )


def _easier_test(run: NumberedRun) -> Iterator[str]:
    found = single.easier_test(run)
    if found:
        said = _(
            "does better on the validation data than in training: since epoch {epoch} the validation loss was "
            "{validation} on average, the training loss {training}."
        ).format(epoch=found.epoch, validation=loss_text(found.validation), training=loss_text(found.training))
        dropout = _("Dropout makes the training harder and is off in validation.")
        other = _("No dropout explains it: the validation data seem easier than the training data.")
        yield f"{said} {dropout if found.dropout else other}"


def _chance(run: NumberedRun) -> Iterator[str]:
    found = comparing.chance(run)
    if found:
        yield _(_ABOUT_CHANCE[found.data]).format(
            accuracy=percent(found.accuracy),
            name=_class(run, found.label),
            share=percent(found.share),
            number=count(found.samples),
        )


_ABOUT_CHANCE = {
    "test": N_(
        "is about as accurate, {accuracy}, as always answering the largest class would be: {name} makes up {share} of "
        "the {number} samples of the test data."
    ),
    "validation": N_(
        "is about as accurate, {accuracy}, as always answering the largest class would be: {name} makes up {share} of "
        "the {number} samples of the validation data."
    ),
    "training": N_(
        "is about as accurate, {accuracy}, as always answering the largest class would be: {name} makes up {share} of "
        "the {number} samples of the training data."
    ),
}


def _class(run: NumberedRun, number: str) -> str:
    label = label_of_class(run.stored.run, number)
    return _("class {number}").format(number=number) if label == number else label


def _validation_as_test(report: Report) -> Iterator[str]:
    for found in comparing.validation_as_test(report.runs):
        named = _("In {models} the validation data of every epoch are the test data of the data set ({extent}).")
        evaluated = _(
            "In {models} the data evaluated after the training are the validation data of every epoch ({extent})."
        )
        caution = _("A model or an epoch that was chosen by them looks better on them than it will on new data.")
        said = (named if found.named else evaluated).format(models=models(found.runs), extent=_extent(found.samples))
        yield f"{said} {caution}"


def _extent(samples: int | None) -> str:
    if samples is None:
        return _("data")
    return ngettext("{number} sample", "{number} samples", samples).format(number=count(samples))


def _within_spread(report: Report) -> Iterator[str]:
    measure = report.ranking.measure
    found = comparing.within_spread(report.findings.cells, measure) if measure else None
    if found is None or measure is None:
        return
    repeats = clauses([*map(models, found.repeats[:3]), *(["…"] if len(found.repeats) > 3 else [])])
    yield _(
        "The best configuration ({first}; {measure} {first_value}) leads the next ({second}; {second_value}) by {gap}: "
        "less than the standard deviation of repeats, {deviation} ({repeats}). The difference may be chance."
    ).format(
        first=models(found.first),
        measure=measure_inside(measure),
        first_value=measure_text(measure, found.first_value),
        second=models(found.second),
        second_value=measure_text(measure, found.second_value),
        gap=_difference(measure, abs(found.first_value - found.second_value)),
        deviation=_difference(measure, found.deviation),
        repeats=repeats,
    )


def _difference(measure: Measure, value: float) -> str:
    if measure.quantity != "accuracy":
        return loss_text(value)
    unit = _("percentage points")
    return f"{fixed(100 * value, 2)}{THIN}{unit}"


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
