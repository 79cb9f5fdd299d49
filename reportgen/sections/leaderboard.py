"""Section "Leaderboard": all runs from the best to the worst, with what they were and what they reached."""

import math
from collections.abc import Sequence

import msgspec

from reportgen.analysis.loss_kinds import losses_compare
from reportgen.analysis.outcome import Source
from reportgen.analysis.scores import Measure, Quantity, Ranking, best_epoch, score, training_seconds
from reportgen.analysis.selection import NumberedRun
from reportgen.language import N_, _, ngettext
from reportgen.sections.anchors import run_anchor
from reportgen.sections.factor_words import activation_of
from reportgen.sections.numerals import MISSING, count, duration
from reportgen.sections.report import Content, Report
from reportgen.sections.run_words import (
    batch_size_of,
    epochs_of,
    measure_inside,
    measure_text,
    name_and_words,
    optimizer_of,
)
from reportgen.sections.states import state_remark

TITLE = N_("Leaderboard")

FEWEST = 3
_BRIEF = 10
_HEADINGS = {"training": N_("Training"), "validation": N_("Validation"), "test": N_("Test")}
_SOURCES: tuple[Source, ...] = ("training", "validation", "test")


class Number(msgspec.Struct, frozen=True):
    """A number of a cell; the best of its column is set apart."""

    text: str
    best: bool = False


class Row(msgspec.Struct, frozen=True):
    """A run: `rank` is empty for one that has none. `scores` holds, for each column, the numbers above each other."""

    rank: str
    number: int
    name: str
    anchor: str
    words: str
    remark: str
    optimizer: str
    batch_size: str
    epochs: str
    best_epoch: str
    scores: tuple[tuple[Number, ...], ...]
    time: str
    parameters: str


class Leaderboard(Content, msgspec.Struct, frozen=True):
    """The rows below the headings `columns` ("Training", "Test"), and sentences on how to read them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def build(report: Report) -> Leaderboard | None:
    """Build the table; None for fewer than three runs, or if nothing compares them."""
    ranking = report.ranking
    if len(report.runs) < FEWEST or ranking.measure is None or not ranking.runs:
        return None
    everyone = [*ranking.runs, *ranking.unranked]
    shown = everyone[:_BRIEF] if report.settings.detail == "brief" else everyone
    grid = _grid(everyone)
    ranks = {run.number: place for place, run in enumerate(ranking.runs, start=1)}
    activations = _activations(report)
    rows = tuple(_row(run, grid, ranks.get(run.number), activations.get(run.number, "")) for run in shown)
    headings = tuple(_(_HEADINGS[measures[0].source]) for measures in grid)
    return Leaderboard(headings, rows, tuple(_notes(ranking, grid, len(everyone) - len(shown))))


class _Column(msgspec.Struct, frozen=True):
    """A measure and the best value of it, None where there is nothing to compare."""

    measure: Measure
    best: float | None

    @property
    def source(self) -> Source:
        return self.measure.source


def _grid(runs: Sequence[NumberedRun]) -> tuple[tuple[_Column, ...], ...]:
    """Return the measures that any run has: a column a source, accuracy above loss."""
    rows: list[Quantity] = ["accuracy", "loss"]
    known = [
        [Measure(row, source) for row in rows if any(score(run, Measure(row, source)) is not None for run in runs)]
        for source in _SOURCES
    ]
    return tuple(tuple(_Column(measure, _best(runs, measure)) for measure in column) for column in known if column)


def _best(runs: Sequence[NumberedRun], measure: Measure) -> float | None:
    """Return the best finite value; None unless there are several, and for losses of different functions."""
    known = [value for run in runs if (value := score(run, measure)) is not None and math.isfinite(value)]
    if len(set(known)) < 2 or (measure.quantity == "loss" and not losses_compare(runs)):
        return None
    return max(known) if measure.higher_is_better else min(known)


def _activations(report: Report) -> dict[int, str]:
    """Return the activations of each run's hidden layers, if the runs differ in them."""
    found = {run.number: activation_of(cell) for cell in report.findings.cells for run in cell.runs}
    return found if len(set(found.values()) - {""}) > 1 else {}


def _row(run: NumberedRun, grid: Sequence[Sequence[_Column]], rank: int | None, activation: str) -> Row:
    record, best = run.stored.run, best_epoch(run)
    name, words = name_and_words(record)
    name, words = (name, _with(words, activation)) if words else (_with(name, activation), "")
    return Row(
        rank=str(rank) if rank else MISSING,
        number=run.number,
        name=name,
        anchor=run_anchor(run),
        words=words,
        remark=state_remark(run),
        optimizer=optimizer_of(record),
        batch_size=batch_size_of(record),
        epochs=epochs_of(run),
        best_epoch=str(best) if best else MISSING,
        scores=tuple(tuple(_number(run, column) for column in columns) for columns in grid),
        time=duration(training_seconds(run)),
        parameters=count(record.model.parameters if record.model else None),
    )


def _with(words: str, activation: str) -> str:
    return f"{words} · {activation}" if activation else words


def _number(run: NumberedRun, column: _Column) -> Number:
    value = score(run, column.measure)
    return Number(measure_text(column.measure, value), best=value is not None and value == column.best)


def _notes(ranking: Ranking, grid: Sequence[Sequence[_Column]], more: int) -> list[str]:
    assert ranking.measure is not None  # the caller has looked
    descending, ascending = _("Sorted by {measure}, the highest first."), _("Sorted by {measure}, the lowest first.")
    order = descending if ranking.measure.higher_is_better else ascending
    notes = [order.format(measure=measure_inside(ranking.measure))]
    if any(len(columns) > 1 for columns in grid):
        notes.append(_("Accuracy stands above loss."))
    notes.append(_("Training and validation are those of the epoch whose weights are kept."))
    notes.append(_("The best epoch is that of the lowest validation loss, where there is one."))
    if any(column.best is not None for columns in grid for column in columns):
        notes.append(_("Best values in bold."))
    if more:
        notes.append(
            ngettext("{number} more run is not shown.", "{number} more runs are not shown.", more).format(number=more)
        )
    return notes
