"""Section "What the experiments show": for each factor that varied alone, its table and its chart; grids as heat maps.

Where many things vary at once, a table of all configurations, with only the columns that differ.
"""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from reportgen.analysis.comparable import LeftOut
from reportgen.analysis.experiments import Findings
from reportgen.analysis.trials import Experiment
from reportgen.language import N_, _, ngettext
from reportgen.language.letters import with_details
from reportgen.sections.configuration_table import ConfigurationTable, configuration_table
from reportgen.sections.experiment_table import ExperimentPages, experiment_pages
from reportgen.sections.figure import Figure
from reportgen.sections.report import Content, Entry, Report
from reportgen.sections.run_words import models

TITLE = N_("What the experiments show")

_SHOWN = {"brief": 3, "normal": 8, "full": 10_000}
_REASONS = {
    "running": N_("still running"),
    "failed": N_("failed"),
    "interrupted": N_("interrupted"),
    "killed": N_("killed"),
    "continuation": N_("a continuation of another training"),
    "resumption": N_("resumed from a backup"),
    "unknown": N_("of unknown configuration"),
    "no epochs": N_("without an epoch"),
}


class Experiments(Content, msgspec.Struct, frozen=True):
    """The experiments, widest first; `table` lists all configurations, if they differ in much; `notes` say the rest."""

    experiments: tuple[ExperimentPages, ...]
    table: ConfigurationTable | None
    notes: tuple[str, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """One line an experiment, and one for the table."""
        lines = [Entry(item.title, item.anchor) for item in self.experiments]
        return (*lines, Entry(self.table.title, self.table.anchor)) if self.table else tuple(lines)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The charts of the experiments."""
        return tuple(item.figure for item in self.experiments if item.figure)


def build(report: Report) -> Experiments | None:
    """Build the experiments; None if no configurations differ and none repeats."""
    findings = report.findings
    shown = findings.experiments[: _SHOWN[report.settings.detail]]
    built = [experiment_pages(item, place, findings.cells) for place, item in enumerate(shown, start=1)]
    pages = tuple(_told_apart([item for item in built if item]))
    table = configuration_table(findings, shown, report.settings.detail)
    if not pages and table is None:
        return None
    return Experiments(pages, table, tuple(_notes(findings, shown)))


def _told_apart(pages: Sequence[ExperimentPages]) -> Iterator[ExperimentPages]:
    """Yield `pages`, those of one title with what is the same in their own runs and not in the others'."""
    for item in pages:
        others = [other for other in pages if other.title == item.title and other is not item]
        own = [text for text in item.shared if not all(text in other.shared for other in others)]
        yield replace(item, title=with_details(item.title, ", ".join(own))) if others and own else item


def _notes(findings: Findings, shown: Sequence[Experiment]) -> Iterator[str]:
    more = len(findings.experiments) - len(shown)
    if more:
        yield ngettext(
            "{number} narrower comparison is not shown.", "{number} narrower comparisons are not shown.", more
        ).format(number=more)
    yield from _left_out(findings.left_out)


def _left_out(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Yield which runs were not compared, a sentence for all of them."""
    together: dict[str, list[int]] = {}
    for item in left_out:
        together.setdefault(_REASONS[item.reason], []).append(item.run.number)
    if together:
        parts = [f"{models(numbers)} ({_(reason)})" for reason, numbers in together.items()]
        yield _("Not compared: {list}.").format(list=", ".join(parts))
