"""Section "Training reports": one subsection a run, with its figure, its data, its training and its platform."""

from collections.abc import Iterator, Sequence
from itertools import chain

import msgspec
from msgspec.structs import replace

from reportgen.analysis.selection import NumberedRun
from reportgen.language import N_, _
from reportgen.sections.anchors import architecture_anchor, judgement_anchor, run_anchor, summary_anchor
from reportgen.sections.endings import change_facts, ending_facts, frozen_facts
from reportgen.sections.evaluated import evaluated_facts
from reportgen.sections.facts import Fact, dataset_facts, platform_facts, training_facts
from reportgen.sections.figure import Figure
from reportgen.sections.history_figure import history_figure
from reportgen.sections.names import clip, is_cut, short_name
from reportgen.sections.report import Content, Entry, Report
from reportgen.sections.states import state_sentence

TITLE = N_("Training reports")

_RELATIONS = {"continuation": N_("Continues"), "nested": N_("Ran inside"), "resumption": N_("Resumes")}
_FRAMES_SHOWN = 4

# Characters of a line over the whole width and in a column, and the lines that fit below two rows of charts.
_WIDE, _NARROW = 95, 44
_LINES_BELOW_CHARTS = 17


class FactGroup(msgspec.Struct, frozen=True):
    """Facts under a heading of their own."""

    title: str
    facts: tuple[Fact, ...]


class ParentRun(msgspec.Struct, frozen=True):
    """The run that this one continues, or during which it ran."""

    label: str
    number: int
    anchor: str


class RunPages(msgspec.Struct, frozen=True):
    """Everything about one run.

    `architecture_anchor` is None if its model was not recorded; nothing need stand at `judgement_anchor`. `full_name`
    is empty unless the title shows only the beginning of the name. `dataset` runs over the whole width; `columns` are
    the facts that stand side by side: how it was trained, and where. `frames` are the lines of the program that a
    failed training was in, outermost first.
    """

    number: int
    title: str
    anchor: str
    summary_anchor: str
    architecture_anchor: str | None
    judgement_anchor: str
    parent: ParentRun | None
    state: str
    full_name: str
    figure: Figure | None
    dataset: FactGroup | None
    columns: tuple[FactGroup, ...]
    frames: tuple[str, ...]


class TrainingReports(Content, msgspec.Struct, frozen=True):
    """The runs, in the order of the report."""

    runs: tuple[RunPages, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line a run."""
        return tuple(Entry(run.title, run.anchor) for run in self.runs)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the training histories."""
        return tuple(run.figure for run in self.runs if run.figure)

    @property
    def references(self) -> tuple[str, ...]:
        """The papers of the optimizers."""
        facts = (fact for run in self.runs for group in run.columns for fact in group.facts)
        return tuple(key for fact in facts for key in fact.cited)


def build(report: Report) -> TrainingReports:
    """Build the pages of the runs that have some of their own."""
    anchors = {
        run.number: architecture_anchor(architecture)
        for architecture in report.architectures
        for run in architecture.runs
    }
    by_id = {run.stored.run.id: run for run in report.runs}
    runs = report.detailed_runs
    return TrainingReports(tuple(_pages(run, anchors.get(run.number), _parent(run, by_id)) for run in runs))


def _parent(run: NumberedRun, by_id: dict[str, NumberedRun]) -> NumberedRun | None:
    """Return the parent of a run, if it is in this report."""
    link = run.stored.run.parent
    return by_id.get(link.run_id) if link else None


def _parent_link(run: NumberedRun, parent: NumberedRun | None) -> ParentRun | None:
    link = run.stored.run.parent
    return ParentRun(_(_RELATIONS[link.relation]), parent.number, run_anchor(parent)) if link and parent else None


def _pages(run: NumberedRun, architecture: str | None, parent: NumberedRun | None) -> RunPages:
    record = run.stored.run
    link = record.parent
    continued = parent if link and link.relation != "nested" else None
    learned = chain(training_facts(record), frozen_facts(run), ending_facts(run), change_facts(run, continued))
    trained = chain(learned, evaluated_facts(run))
    dataset = _group(_("Dataset"), dataset_facts(record))
    columns = tuple(filter(None, (_group(_("Training"), trained), _group(_("Platform"), platform_facts(record)))))
    state, frames = state_sentence(run), record.failure.frames[-_FRAMES_SHOWN:] if record.failure else ()
    return RunPages(
        number=run.number,
        title=_("Model {number}: {name}").format(number=run.number, name=short_name(record.name)),
        anchor=run_anchor(run),
        summary_anchor=summary_anchor(run),
        architecture_anchor=architecture,
        judgement_anchor=judgement_anchor(run),
        parent=_parent_link(run, parent),
        state=state,
        full_name=record.name if is_cut(record.name) else "",
        figure=history_figure(run, low=_is_crowded(dataset, columns, (state, *frames))),
        dataset=dataset,
        columns=columns,
        frames=frames,
    )


def _group(title: str, facts: Iterator[Fact]) -> FactGroup | None:
    listed = tuple(replace(fact, value=clip(fact.value)) for fact in facts)
    return FactGroup(title, listed) if listed else None


def _is_crowded(dataset: FactGroup | None, columns: Sequence[FactGroup], remarks: Sequence[str]) -> bool:
    """Return True if the facts are about so long that charts of full height would push them to another page."""
    wide = sum(_lines(f"{fact.label} {fact.value}", _WIDE) for fact in dataset.facts) / 2 if dataset else 0
    said = sum(_lines(text, _WIDE) for text in remarks if text)
    return wide + said + max((_length(group) for group in columns), default=0) > _LINES_BELOW_CHARTS


def _length(group: FactGroup) -> int:
    described = (" ".join(f"{detail.label} {detail.value}" for detail in fact.details) for fact in group.facts)
    return sum(_lines(f"{fact.label} {fact.value}", _NARROW) for fact in group.facts) + sum(
        _lines(text, _NARROW) + 1 for text in described if text
    )


def _lines(text: str, characters: int) -> int:
    return -(-len(text) // characters)
