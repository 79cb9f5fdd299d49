"""What the program measured with `evaluate` after a training, as facts: one a kind of data, the last of each."""

from collections.abc import Iterator

from reportgen.analysis.outcome import evaluations_of_kept
from reportgen.analysis.selection import NumberedRun
from reportgen.knowledge.metrics import is_percent, metric_label
from reportgen.records.run import Evaluation
from reportgen.records.values import as_float
from reportgen.sections.facts import Fact
from reportgen.sections.numerals import count, measured, percent
from reportgen.sections.run_words import inside

_METRICS_SHOWN = 8


def evaluated_facts(run: NumberedRun) -> Iterator[Fact]:
    """Yield what the kept weights reached on each kind of data that the program evaluated them on."""
    last = {(item.data, item.samples): item for item in evaluations_of_kept(run.stored.run, run.outcome.kept_epoch)}
    several = {data for data, _ in last if sum(other == data for other, _ in last) > 1}
    for item in last.values():
        of = "further data" if item.data == "other" else f"{item.data} data"
        size = f" ({count(item.samples)})" if item.data in several and item.samples is not None else ""
        yield Fact(f"Evaluated on {of}{size}", _reached(item))


def _reached(item: Evaluation) -> str:
    # As `evaluate` returns them: the record has them by name.
    shown = sorted(item.metrics.items(), key=lambda metric: metric[0] != "loss")[:_METRICS_SHOWN]
    said = [f"{inside(metric_label(key))} {_value(key, as_float(value))}" for key, value in shown]
    more = len(item.metrics) - len(shown)
    return ", ".join([*said, f"{more} more"] if more else said)


def _value(key: str, value: float) -> str:
    return percent(value) if is_percent(key) else measured(value)
