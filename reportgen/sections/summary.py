"""Section "Summary": one row a run, with the best values marked and a note on where each value was measured."""

import math
from collections.abc import Callable, Sequence

import msgspec

from reportgen.analysis.loss_kinds import losses_compare
from reportgen.analysis.outcome import Source, Value
from reportgen.analysis.selection import NumberedRun
from reportgen.language import N_, _
from reportgen.records.values import Setting
from reportgen.sections.anchors import run_anchor, summary_anchor
from reportgen.sections.names import short_name
from reportgen.sections.numerals import MISSING, count, measured, percent
from reportgen.sections.report import Content, Report
from reportgen.sections.run_words import done_of
from reportgen.sections.states import state_remark

TITLE = N_("Summary")


class Cell(msgspec.Struct, frozen=True):
    """A value of the table: `mark` refers to a note below it, `best` sets it apart."""

    text: str
    best: bool = False
    mark: str = ""


class Row(msgspec.Struct, frozen=True):
    """A run: `remark` says why it did not complete, if it did not. `cells` stand below the summary's `measures`."""

    number: int
    name: str
    anchor: str
    run_anchor: str
    remark: str
    parameters: str
    epochs: str
    batch_size: Cell
    cells: tuple[Cell, ...]


class Note(msgspec.Struct, frozen=True):
    """A sentence below the table, with the mark of the cells it belongs to."""

    mark: str
    text: str


class Summary(Content, msgspec.Struct, frozen=True):
    """The table and its notes."""

    measures: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


class _Measure(msgspec.Struct, frozen=True):
    label: str
    value: Callable[[NumberedRun], Value | None]
    text: Callable[[float | None], str]
    higher_is_better: bool


class _Best(msgspec.Struct, frozen=True):
    """The best value of a column; with a `source`, only values on these data were compared."""

    number: float
    source: Source | None


_ACCURACIES = (
    _Measure(N_("Test Acc."), lambda run: run.outcome.test_accuracy, percent, higher_is_better=True),
    _Measure(N_("Training Acc."), lambda run: run.outcome.training_accuracy, percent, higher_is_better=True),
)
_LOSSES = (
    _Measure(N_("Test loss"), lambda run: run.outcome.test_loss, measured, higher_is_better=False),
    _Measure(N_("Training loss"), lambda run: run.outcome.training_loss, measured, higher_is_better=False),
)

_NOTES = {
    "v": N_(
        "Measured on the validation data at the end of the epoch whose weights are kept: "
        "no evaluation after the training was recorded."
    ),
    "w": N_("Measured after the training on the data that also served as validation data in every epoch."),
    "r": N_("From the epoch whose weights early stopping restored, not from the last one."),
    "l": N_("From the epoch whose saved weights the program loaded after the training, not from the last one."),
    "d": N_("The default of Keras: the program set none."),
    "i": N_("Inferred by reportgen from the data."),
}


_KEPT_MARKS = {"training": "", "early_stopping": "r", "loading": "l"}
_ORIGIN_MARKS = {"set": "", "default": "d", "inferred": "i"}


def build(report: Report) -> Summary:
    """Build the table: accuracies where runs have them, losses where they have none."""
    runs = report.runs
    measures = _measures(runs)
    bests = [_best(runs, measure) for measure in measures]
    rows = tuple(_row(run, measures, bests) for run in runs)
    return Summary(tuple(_(measure.label) for measure in measures), rows, _notes(rows, bests))


def _measures(runs: Sequence[NumberedRun]) -> tuple[_Measure, ...]:
    judged = [run.outcome for run in runs if run.outcome.test_loss or run.outcome.training_loss]
    with_accuracy = [run for run in runs if run.outcome.test_accuracy or run.outcome.training_accuracy]
    without = [outcome for outcome in judged if not (outcome.test_accuracy or outcome.training_accuracy)]
    if not with_accuracy:
        return _LOSSES
    # Both kinds side by side leave room for three columns beside a name.
    return (*_ACCURACIES, _LOSSES[0]) if without else _ACCURACIES


def _best(runs: Sequence[NumberedRun], measure: _Measure) -> _Best | None:
    """Return the best value of a column, or None where there is nothing to compare.

    Losses are compared only between runs of one loss function, values on test data only with each other.
    """
    values = [value for run in runs if (value := measure.value(run)) and math.isfinite(value.number)]
    source: Source | None = "test" if any(value.source == "test" for value in values) else None
    numbers = [value.number for value in values if source in (None, value.source)]
    if len(numbers) < 2 or (not measure.higher_is_better and not losses_compare(runs)):
        return None
    best = max(numbers) if measure.higher_is_better else min(numbers)
    return None if all(number == best for number in numbers) else _Best(best, source)


def _row(run: NumberedRun, measures: Sequence[_Measure], bests: Sequence[_Best | None]) -> Row:
    record, outcome = run.stored.run, run.outcome
    asked = record.training.epochs if record.training else None
    # Keras counts epochs from the one that the training began with: `epochs` is the number of the last one.
    before = record.training.initial_epoch if record.training else 0
    planned = asked.value - before if asked and isinstance(asked.value, int) else None
    batch_size = record.training.batch_size if record.training else None
    return Row(
        number=run.number,
        name=short_name(record.name),
        anchor=summary_anchor(run),
        run_anchor=run_anchor(run),
        remark=state_remark(run),
        parameters=count(record.model.parameters if record.model else None),
        epochs=done_of(outcome.epochs_run, planned),
        batch_size=_batch_size(batch_size),
        cells=tuple(_cell(run, measure, best) for measure, best in zip(measures, bests, strict=True)),
    )


def _batch_size(setting: Setting | None) -> Cell:
    if setting is None or setting.value is None:
        return Cell(MISSING)
    return Cell(str(setting.value), mark=_ORIGIN_MARKS[setting.origin])


def _cell(run: NumberedRun, measure: _Measure, best: _Best | None) -> Cell:
    value = measure.value(run)
    if value is None:
        return Cell(MISSING)
    is_best = best is not None and value.number == best.number and best.source in (None, value.source)
    return Cell(measure.text(value.number), best=is_best, mark=_mark(run, value))


def _mark(run: NumberedRun, value: Value) -> str:
    if value.source == "validation":
        return "w" if value.evaluated else "v"
    return _KEPT_MARKS[run.outcome.kept_by] if value.source == "training" else ""


def _notes(rows: Sequence[Row], bests: Sequence[_Best | None]) -> tuple[Note, ...]:
    used = {cell.mark for row in rows for cell in (*row.cells, row.batch_size)}
    marked = tuple(Note(mark, _(text)) for mark, text in _NOTES.items() if mark in used)
    is_mixed = any(best and best.source for best in bests) and used & {"v", "w"}
    apart = _("Best values in bold; those on validation data are not compared with those on test data.")
    return (Note("", apart if is_mixed else _("Best values in bold.")), *marked) if any(bests) else marked
