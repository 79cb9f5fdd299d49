"""Every table of numbers that a report is drawn from, by name: its type of row and where its rows come from."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import msgspec

from reportgen.analysis import data_tables, experiment_tables, judgement_tables
from reportgen.analysis.experiments import Findings, find_experiments
from reportgen.analysis.judged import JudgedOutput, judged_outputs
from reportgen.analysis.scores import Ranking, rank
from reportgen.analysis.selection import NumberedRun, choose_runs
from reportgen.errors import UsageError
from reportgen.store.problems import Problem
from reportgen.store.reading import StoredRun


class Analysed:
    """A set of runs with all that is worked out of them, each at its first use; `problems` grows as files are read."""

    def __init__(self, stored: Sequence[StoredRun], problems: list[Problem]) -> None:
        self.runs: tuple[NumberedRun, ...] = choose_runs(stored, (), "started")
        self._problems = problems

    @cached_property
    def judged(self) -> tuple[JudgedOutput, ...]:
        """What the kept predictions say."""
        return tuple(judged_outputs(self.runs, self._problems))

    @cached_property
    def ranking(self) -> Ranking:
        """The runs from the best to the worst."""
        return rank(self.runs)

    @cached_property
    def findings(self) -> Findings:
        """The experiments."""
        return find_experiments(self.runs)


class Table(msgspec.Struct, frozen=True):
    """`row` is the type whose fields are the columns."""

    row: type[Any]
    rows: Callable[[Analysed], Iterable[Any]]


TABLES: dict[str, Table] = {
    "curves": Table(experiment_tables.CurveRow, lambda found: experiment_tables.curve_rows(found.runs)),
    "classification": Table(
        judgement_tables.ClassificationRow, lambda found: judgement_tables.classification_rows(found.judged)
    ),
    "classes": Table(judgement_tables.ClassRow, lambda found: judgement_tables.class_rows(found.judged)),
    "confusion": Table(judgement_tables.ConfusionRow, lambda found: judgement_tables.confusion_rows(found.judged)),
    "mistakes": Table(judgement_tables.MistakeRow, lambda found: judgement_tables.mistake_rows(found.judged)),
    "reliability": Table(
        judgement_tables.ReliabilityRow, lambda found: judgement_tables.reliability_rows(found.judged)
    ),
    "roc": Table(judgement_tables.RocRow, lambda found: judgement_tables.roc_rows(found.judged)),
    "precision_recall": Table(
        judgement_tables.PrecisionRecallRow, lambda found: judgement_tables.precision_recall_rows(found.judged)
    ),
    "regression": Table(judgement_tables.RegressionRow, lambda found: judgement_tables.regression_rows(found.judged)),
    "agreement": Table(judgement_tables.AgreementRow, lambda found: judgement_tables.agreement_rows(found.judged)),
    "residuals": Table(judgement_tables.ResidualRow, lambda found: judgement_tables.residual_rows(found.judged)),
    "data": Table(data_tables.ArrayRow, lambda found: data_tables.array_rows(found.runs)),
    "class_counts": Table(data_tables.ClassCountRow, lambda found: data_tables.class_count_rows(found.runs)),
    "columns": Table(data_tables.ColumnRow, lambda found: data_tables.column_rows(found.runs)),
    "leaderboard": Table(
        experiment_tables.LeaderboardRow, lambda found: experiment_tables.leaderboard_rows(found.ranking)
    ),
    "experiments": Table(
        experiment_tables.ExperimentRow, lambda found: experiment_tables.experiment_rows(found.findings)
    ),
    "costs": Table(experiment_tables.CostRow, lambda found: experiment_tables.cost_rows(found.ranking)),
}


def table_named(name: str, others: Sequence[str] = ()) -> Table:
    """Return the table of that name.

    Raises:
        UsageError: there is none; the message names those nearest to it, and all of them with `others`.
    """
    if name in TABLES:
        return TABLES[name]
    known = [*others, *TABLES]
    near = difflib.get_close_matches(str(name), known)
    hint = f", did you mean {' or '.join(map(repr, near))}?" if near else "."
    raise UsageError(f"there is no table {name!r}{hint} There are {', '.join(known)}")
