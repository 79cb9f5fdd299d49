"""What the program measured with `evaluate` after a training, as facts: one a kind of data, the last of each."""

from collections.abc import Iterator

from reportgen.analysis.outcome import evaluations_of_kept
from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.metrics import is_percent, metric_label
from reportgen.language import N_, _, ngettext
from reportgen.language.letters import inside
from reportgen.records.run import Evaluation
from reportgen.records.values import as_float
from reportgen.sections.facts import Fact
from reportgen.sections.numerals import count, measured, percent

_METRICS_SHOWN = 8


def evaluated_facts(run: NumberedRun) -> Iterator[Fact]:
    """Yield what the kept weights reached on each kind of data that the program evaluated them on."""
    last = {(item.data, item.samples): item for item in evaluations_of_kept(run.stored.run, run.outcome.kept_epoch)}
    several = {data for data, _ in last if sum(other == data for other, _ in last) > 1}
    for item in last.values():
        size = f" ({count(item.samples)})" if item.data in several and item.samples is not None else ""
        yield Fact(_(_LABELS[item.data]) + size, _reached(item))


_LABELS = {
    "test": N_("Evaluated on test data"),
    "validation": N_("Evaluated on validation data"),
    "training": N_("Evaluated on training data"),
    "other": N_("Evaluated on further data"),
}


def _reached(item: Evaluation) -> str:
    # As `evaluate` returns them: the record has them by name.
    shown = sorted(item.metrics.items(), key=lambda metric: metric[0] != "loss")[:_METRICS_SHOWN]
    said = [f"{inside(metric_label(key))} {_value(key, as_float(value))}" for key, value in shown]
    more = len(item.metrics) - len(shown)
    return ", ".join([*said, ngettext("{number} more", "{number} more", more).format(number=more)] if more else said)


def _value(key: str, value: float) -> str:
    return percent(value) if is_percent(key) else measured(value)
