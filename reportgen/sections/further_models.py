"""Section "Further models": a row for each run without pages of its own, with what its pages would say."""

import msgspec

from reportgen.analysis.scores import training_seconds
from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.losses import loss_label
from reportgen.language import N_, _, ngettext
from reportgen.records.run import Run
from reportgen.sections.anchors import run_anchor
from reportgen.sections.numerals import MISSING, count, duration, moment
from reportgen.sections.report import Content, Report
from reportgen.sections.run_words import batch_size_of, epochs_of, name_and_words, optimizer_of
from reportgen.sections.states import state_remark

TITLE = N_("Further models")


class Row(msgspec.Struct, frozen=True):
    """A run; `anchor` is where links to its pages lead."""

    number: int
    name: str
    anchor: str
    words: str
    remark: str
    optimizer: str
    loss: str
    batch_size: str
    epochs: str
    time: str
    parameters: str
    day: str
    time_of_day: str


class FurtherModels(Content, msgspec.Struct, frozen=True):
    """The runs, in the order of the report, and how many have pages."""

    rows: tuple[Row, ...]
    sentence: str


def build(report: Report) -> FurtherModels | None:
    """Build the table; None if every run has pages."""
    detailed = {run.number for run in report.detailed_runs}
    rows = tuple(_row(run) for run in report.runs if run.number not in detailed)
    return FurtherModels(rows, _sentence(len(detailed), len(report.runs))) if rows else None


def _sentence(detailed: int, runs: int) -> str:
    if not detailed:
        return _("No model has pages of its own in this report.")
    return ngettext(
        "The best of {all} models has pages of its own; these are the others.",
        "The best {number} of {all} models have pages of their own; these are the others.",
        detailed,
    ).format(number=detailed, all=runs)


def _row(run: NumberedRun) -> Row:
    record = run.stored.run
    name, words = name_and_words(record)
    day, time_of_day = moment(record.started_at).split(" ", 1)
    return Row(
        number=run.number,
        name=name,
        anchor=run_anchor(run),
        words=words,
        remark=state_remark(run),
        optimizer=optimizer_of(record),
        loss=_loss(record),
        batch_size=batch_size_of(record),
        epochs=epochs_of(run),
        time=duration(training_seconds(run)),
        parameters=count(record.model.parameters if record.model else None),
        day=day,
        time_of_day=time_of_day,
    )


def _loss(record: Run) -> str:
    losses = record.training.losses if record.training else ()
    return ", ".join(dict.fromkeys(loss_label(loss.type) for loss in losses)) or MISSING
