"""One experiment: a sentence on what it compared, its table, and its chart."""

import math
from collections.abc import Iterator, Sequence

import msgspec

from reportgen.analysis.factors import Cell
from reportgen.analysis.scores import Measure, choose_measure
from reportgen.analysis.selection import NumberedRun
from reportgen.analysis.spread import Spread, spread_of
from reportgen.analysis.trials import Experiment
from reportgen.language import _
from reportgen.language.letters import inside
from reportgen.language.numbers import clauses
from reportgen.records.run import Run
from reportgen.sections.anchors import run_anchor
from reportgen.sections.architectures import Link
from reportgen.sections.experiment_figures import factor_figure, heat_figure
from reportgen.sections.experiment_rows import Row, rows_of
from reportgen.sections.factor_words import activation_of, factor_label, level_label, title_of, value_label
from reportgen.sections.figure import Figure
from reportgen.sections.names import at_the_start
from reportgen.sections.numerals import MISSING
from reportgen.sections.run_words import (
    architecture_of,
    batch_size_of,
    models,
    optimizer_name,
    optimizer_of,
    rate_of,
)
from reportgen.sections.spread_text import spread_text

_MOST_ACROSS, _LONGEST_ACROSS = 4, 9
_MOST_LINKS = 6


class Value(msgspec.Struct, frozen=True):
    """A mean, and below it what the repeats say of it: "± 0.31, n=4"."""

    text: str
    spread: str = ""
    best: bool = False


class LevelColumn(msgspec.Struct, frozen=True):
    """One level of the factor: its values below each other, and the runs they come from."""

    label: str
    values: tuple[Value, ...]
    runs: tuple[Link, ...]
    more_runs: int


class ExperimentPages(msgspec.Struct, frozen=True):
    """One experiment. `across` if the levels stand side by side, else they stand below each other.

    `shared` is the same in all of its runs. A grid has no `levels`: its heat map shows the values.
    """

    title: str
    anchor: str
    sentence: str
    shared: tuple[str, ...]
    factor: str
    measures: tuple[str, ...]
    levels: tuple[LevelColumn, ...]
    across: bool
    figure: Figure | None


def experiment_pages(experiment: Experiment, place: int, cells: Sequence[Cell]) -> ExperimentPages | None:
    """Return what is shown of `experiment`, the number `place` of the section; None if no number compares its runs."""
    measure = choose_measure(experiment.runs)
    if measure is None:
        return None
    own = [cell for cell in cells if cell.runs[0].number in experiment.numbers]
    title = title_of(experiment, own)
    is_grid = len(experiment.axes) == 2
    levels = () if is_grid else _levels(experiment, measure)
    labels = [level.label for level in levels]
    chart = heat_figure if is_grid else factor_figure
    rows, shared = rows_of(measure, experiment), tuple(_shared(experiment.runs, own, cells))
    return ExperimentPages(
        title=title,
        anchor=f"experiment-{place}",
        sentence=_sentence(experiment, title, shared),
        shared=shared,
        factor=factor_label(experiment.axes[0].factor, own, is_count=experiment.axes[0].is_count),
        measures=tuple(row.label for row in rows),
        levels=levels,
        across=len(labels) <= _MOST_ACROSS and all(len(label) <= _LONGEST_ACROSS for label in labels),
        figure=chart(experiment, measure, title, own, f"figure-experiment-{place}"),
    )


def _levels(experiment: Experiment, measure: Measure) -> tuple[LevelColumn, ...]:
    rows = rows_of(measure, experiment)
    spreads = [[spread_of(row.value(run) for run in trial.runs) for trial in experiment.trials] for row in rows]
    columns = [
        [_value(row, found, spreads_of_row) for found in spreads_of_row]
        for row, spreads_of_row in zip(rows, spreads, strict=True)
    ]
    axis = experiment.axes[0]
    return tuple(
        LevelColumn(
            label=level_label(axis, axis.levels[trial.places[0]], trial.runs),
            values=tuple(column[place] for column in columns),
            runs=tuple(Link(str(run.number), run_anchor(run)) for run in trial.runs[:_MOST_LINKS]),
            more_runs=max(0, len(trial.runs) - _MOST_LINKS),
        )
        for place, trial in enumerate(experiment.trials)
    )


def _value(row: Row, found: Spread | None, others: Sequence[Spread | None]) -> Value:
    if found is None:
        return Value(MISSING)
    return Value(row.text(found.mean), spread_text(found, row.kind), best=_is_best(row, found, others))


def _is_best(row: Row, found: Spread, others: Sequence[Spread | None]) -> bool:
    means = [other.mean for other in others if other and math.isfinite(other.mean)]
    if row.higher_is_better is None or len(set(means)) < 2:
        return False
    return found.mean == (max(means) if row.higher_is_better else min(means))


def _sentence(experiment: Experiment, title: str, shared: Sequence[str]) -> str:
    """Return which runs are compared, and what is the same in all of them."""
    one, two = _("{models} differ in one thing: {what}."), _("{models} differ in two things: {what}.")
    compared = at_the_start(models([run.number for run in experiment.runs]))
    sentence = (two if len(experiment.axes) == 2 else one).format(models=compared, what=inside(title))
    same = [_("All of them: {list}.").format(list=clauses(shared))] if shared else []
    return " ".join([sentence, *same])


def _shared(runs: Sequence[NumberedRun], own: Sequence[Cell], cells: Sequence[Cell]) -> list[str]:
    """Return what is the same in `runs`, those of the cells `own`; of the data only what differs among all `cells`."""
    records = [run.stored.run for run in runs]
    words = {
        "net": {architecture_of(record) for record in records},
        "activation": {activation_of(cell) for cell in own},
        "optimizer": {optimizer_of(record, rate=False) for record in records},
        "rate": {_rates(records)},
        "batch size": {batch_size_of(record) for record in records},
        "epochs": {
            str(record.training.epochs.value) for record in records if record.training and record.training.epochs
        },
    }
    single = {what: next(iter(found)) for what, found in words.items() if len(found) == 1}
    known = {what: text for what, text in single.items() if text not in ("", MISSING)}
    spoken = {
        "activation": _("activation {value}"),
        "rate": _("learning rate {value}"),
        "batch size": _("batch size {value}"),
        "epochs": _("{value} epochs"),
    }
    said = [spoken.get(what, "{value}").format(value=text) for what, text in known.items()]
    return said + list(_shared_data(own, cells))


def _rates(records: Sequence[Run]) -> str:
    """Return the learning rate, one an optimizer: "0.001 (Adam), 0.01 (SGD)"; "" where one optimizer had several."""
    optimizers = [record.training.optimizer for record in records if record.training and record.training.optimizer]
    found = list(dict.fromkeys((rate_of(optimizer), optimizer_name(optimizer)) for optimizer in optimizers))
    rates = list(dict.fromkeys(rate for rate, _ in found))
    if len(rates) < 2:
        return "".join(rates)
    if len({optimizer for _, optimizer in found}) < len(found) or "" in rates:
        return ""
    names = [", ".join(name for rate, name in found if rate == one) for one in rates]
    return ", ".join(f"{rate} ({name})" for rate, name in zip(rates, names, strict=True))


def _shared_data(own: Sequence[Cell], cells: Sequence[Cell]) -> Iterator[str]:
    for key, spoken in ((("data", "name"), "{value}"), (("data", "shape"), _("input shape {value}"))):
        found = {cell.settings.get(key) for cell in own}
        if len(found) == 1 and len({cell.settings.get(key) for cell in cells}) > 1 and (value := found.pop()):
            yield spoken.format(value=value_label(value, key))
