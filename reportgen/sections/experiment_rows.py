"""The lines of the table of an experiment: what each says of a run, how it is written, which end is better."""

from collections.abc import Callable

import msgspec

from reportgen.analysis.loss_kinds import losses_compare
from reportgen.analysis.scores import Measure, score, training_seconds
from reportgen.analysis.selection import NumberedRun
from reportgen.analysis.trials import Experiment
from reportgen.language import _
from reportgen.sections.numerals import duration
from reportgen.sections.run_words import loss_text, measure_label, measure_text
from reportgen.sections.spread_text import Kind


class Row(msgspec.Struct, frozen=True):
    """A line of the table: its label, and the number of a run in it."""

    label: str
    value: Callable[[NumberedRun], float | None]
    text: Callable[[float | None], str]
    kind: Kind
    higher_is_better: bool | None = None


def rows_of(measure: Measure, experiment: Experiment) -> tuple[Row, ...]:
    """Return the lines of the table: the measure, the loss beside an accuracy, the training time."""
    rows = [_measure_row(measure)]
    loss = Measure("loss", measure.source)
    has_loss = all(score(run, loss) is not None for run in experiment.runs)
    if measure.quantity == "accuracy" and has_loss:
        is_better = False if losses_compare(experiment.runs) else None
        rows.append(Row(measure_label(loss), lambda run: score(run, loss), loss_text, "loss", is_better))
    rows.append(Row(_("Training time"), training_seconds, duration, "seconds"))
    return tuple(rows)


def _measure_row(measure: Measure) -> Row:
    return Row(
        measure_label(measure),
        lambda run: score(run, measure),
        lambda value: measure_text(measure, value),
        measure.quantity,
        measure.higher_is_better,
    )
