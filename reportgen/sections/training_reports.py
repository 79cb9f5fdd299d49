"""Section "Training reports": one subsection a run, with its figure, its data, its training and its platform."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.analysis.selection import NumberedRun
from reportgen.sections.anchors import architecture_anchor, run_anchor, summary_anchor
from reportgen.sections.facts import Fact, dataset_facts, platform_facts, training_facts
from reportgen.sections.figure import Figure
from reportgen.sections.history_figure import history_figure
from reportgen.sections.report import Entry, Report
from reportgen.sections.states import state_sentence

TITLE = "Training reports"


@dataclass(frozen=True)
class FactGroup:
    """Facts under a heading of their own."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class RunPages:
    """Everything about one run. `architecture_anchor` is None if its model was not recorded."""

    title: str
    anchor: str
    summary_anchor: str
    architecture_anchor: str | None
    state: str
    figure: Figure | None
    groups: tuple[FactGroup, ...]


@dataclass(frozen=True)
class TrainingReports:
    """The runs, in the order of the report."""

    runs: tuple[RunPages, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line a run."""
        return tuple(Entry(run.title, run.anchor) for run in self.runs)


def build(report: Report) -> TrainingReports:
    """Build the pages of every run."""
    anchors = {
        run.number: architecture_anchor(architecture)
        for architecture in report.architectures
        for run in architecture.runs
    }
    return TrainingReports(tuple(_pages(run, anchors.get(run.number)) for run in report.runs))


def _pages(run: NumberedRun, architecture: str | None) -> RunPages:
    return RunPages(
        title=f"Model {run.number}: {run.stored.run.name}",
        anchor=run_anchor(run),
        summary_anchor=summary_anchor(run),
        architecture_anchor=architecture,
        state=state_sentence(run),
        figure=history_figure(run),
        groups=tuple(_groups(run)),
    )


def _groups(run: NumberedRun) -> Iterator[FactGroup]:
    record = run.stored.run
    for title, facts in (
        ("Dataset", dataset_facts(record)),
        ("Training", training_facts(record)),
        ("Platform", platform_facts(record)),
    ):
        listed = tuple(facts)
        if listed:
            yield FactGroup(title, listed)
