"""Everything that the notes can use by name, and the list of it with its current values.

What can be relied on:

* `Namespace(report).names` are the names that an expression may begin with: `best`, `worst`, `first`, `last`, `runs`,
  and the functions `run`, `table`, `figure`, `experiment`, `section`, `ref`. `Namespace.value(name)` is what one of
  them stands for, or raises `NotesError` where these runs have nothing for it.
* A run is a `NamedRun`; `run.get(name)` gives a `Quantity` (its `.number` unrounded, its `.kind`, and `str()` of it as
  the pages print it), a `str`, or `Missing` with the reason. `RUN_VALUES` of `run_values` is the table of all names,
  with their labels and kinds: shares are fractions from 0 to 1, durations seconds, sizes bytes.
* `Namespace.listing()` yields a `Listed` for each thing that can be written between `{{` and `}}`, with its value.

Words and numbers are those of the language that is spoken (`reportgen.language.speaking`).
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import msgspec

from reportgen.analysis.scores import scored
from reportgen.analysis.selection import NumberedRun
from reportgen.errors import NotesError
from reportgen.notes.named_experiments import experiment_named, experiment_names
from reportgen.notes.named_figures import figure_named, figures_of_all, figures_of_run
from reportgen.notes.named_runs import Missing, NamedRun, find_run
from reportgen.notes.named_tables import find_table, table_named, table_names
from reportgen.notes.nearest import nearest
from reportgen.notes.run_values import RUN_VALUES
from reportgen.notes.shown import CrossReference, NamedExperiment, NamedFigure, NamedSection, NamedTable
from reportgen.sections.numerals import MISSING
from reportgen.sections.report import Report
from reportgen.setting_values import SECTIONS

_MOST_ROWS = 10_000


class Listed(msgspec.Struct, frozen=True):
    """Something that can be written in the notes: `expression` with its value `shown` and what it is `about`."""

    expression: str
    shown: str
    about: str


class Namespace:
    """The names, over the runs of one report."""

    functions = ("run", "table", "figure", "experiment", "section", "ref")

    def __init__(self, report: Report) -> None:
        self._report = report

    @cached_property
    def runs(self) -> tuple[NamedRun, ...]:
        """All runs of the report, in its order."""
        return tuple(NamedRun(self._report, run) for run in self._report.runs)

    @property
    def names(self) -> tuple[str, ...]:
        """What an expression may begin with."""
        return (*self._values, *self.functions)

    @property
    def _values(self) -> dict[str, Callable[[], Any]]:
        return {
            "best": lambda: self._ranked(0),
            "worst": lambda: self._ranked(-1),
            "first": lambda: min(self.runs, key=_start),
            "last": lambda: max(self.runs, key=_start),
            "runs": lambda: self.runs,
        }

    def value(self, name: str) -> Any:
        """Return what `name` stands for: a `NamedRun`, all of them, or one of the functions.

        Raises:
            NotesError: there is no such name, or these runs have nothing for it.
        """
        if name in self._values:
            return self._values[name]()
        if name in self.functions:
            return getattr(self, name)
        raise NotesError(f"unknown name {name!r}{nearest(name, self.names)}", name)

    def _ranked(self, place: int) -> NamedRun:
        ranked = self._report.ranking.runs or self._only_scored()
        return self.runs[self._report.runs.index(ranked[place])]

    def _only_scored(self) -> tuple[NumberedRun, ...]:
        """Return the only run that completed with a number, which is the best and the worst at once."""
        found = scored(self._report.runs)
        if not found:
            raise NotesError("no run completed with a number to compare it by, so none is the best or the worst")
        if len(found) > 1:
            raise NotesError(
                f"no number compares the {len(found)} runs that completed with one, so none is the best or the worst; "
                "say run(1)"
            )
        return found

    def run(self, wanted: Any) -> NamedRun:
        """Return the run of that name, number or id."""
        return find_run(self.runs, wanted)

    def table(self, name: Any, run: Any = None, top: Any = None) -> NamedTable:
        """Return a table of the report by name, of a run where each has its own, its first `top` rows."""
        if top is not None and (not isinstance(top, int) or not 0 < top <= _MOST_ROWS):
            raise NotesError(f"top={top!r}: a number of rows, from 1, is needed", "top")
        return table_named(self._report, str(name), self._chosen(run), top)

    def figure(self, name: Any, run: Any = None) -> NamedFigure:
        """Return a figure of the report by name, of a run where each has its own."""
        return figure_named(self._report, str(name), self._chosen(run))

    def _chosen(self, run: Any) -> NamedRun | None:
        if run is not None:
            return self.run(run)
        return self.runs[0] if len(self.runs) == 1 else None

    def experiment(self, name: Any) -> NamedExperiment:
        """Return an experiment of the report by what varied in it."""
        return experiment_named(self._report, str(name))

    def section(self, name: Any) -> NamedSection:
        """Return a section of the report by the name that report.toml calls it by."""
        if name not in SECTIONS:
            raise NotesError(f"there is no section {str(name)!r}{nearest(str(name), SECTIONS)}", str(name))
        return NamedSection(str(name), f"section-{str(name).replace('_', '-')}")

    def ref(self, target: Any) -> CrossReference:
        """Return a link to a figure, a table, an experiment or a section that prints its number."""
        if not isinstance(target, NamedFigure | NamedTable | NamedExperiment | NamedSection):
            raise NotesError(
                "ref() takes a figure, a table, an experiment or a section, such as "
                'ref(figure("history", run=best)); for a label of your own write @fig:label'
            )
        return CrossReference(target)

    def listing(self) -> Iterator[Listed]:
        """Yield all that can be used, with its current value: runs, their values, tables, figures, experiments."""
        for name in ("best", "worst", "first", "last"):
            yield Listed(name, self._shown(name), _ABOUT[name])
        yield from (
            Listed(f"run({run.numbered.number})", run.numbered.stored.run.name, "a run by its number, name or id")
            for run in self.runs
        )
        example, called = self._example()
        yield from self.values_of(example, called)
        yield from self._parts(example, called)

    def _example(self) -> tuple[NamedRun, str]:
        """Return the run whose values are listed, and what it is called."""
        try:
            return self._ranked(0), "best"
        except NotesError:
            return self.runs[0], f"run({self.runs[0].numbered.number})"

    def values_of(self, run: NamedRun, called: str) -> Iterator[Listed]:
        """Yield all values of `run`, which the notes call `called`."""
        for value in RUN_VALUES.values():
            found = run.get(value.name)
            shown = MISSING if isinstance(found, Missing) else str(found)
            yield Listed(f"{called}.{value.name}", shown, value.label)

    def _parts(self, example: NamedRun, called: str) -> Iterator[Listed]:
        for name in table_names(of_run=False):
            if table := find_table(self._report, name, None):
                yield Listed(f'table("{name}")', table.caption, "a table")
        for name in table_names(of_run=True):
            if table := find_table(self._report, name, example):
                yield Listed(f'table("{name}", run={called})', table.caption, "a table of a run")
        for name, figure in figures_of_all(self._report).items():
            yield Listed(f'figure("{name}")', figure.figure.caption, "a figure")
        for name, figure in figures_of_run(self._report, example).items():
            yield Listed(f'figure("{name}", run={called})', figure.figure.caption, "a figure of a run")
        for name in experiment_names(self._report):
            yield Listed(
                f'experiment("{name}")', self.experiment(name).title, "the table and the figure of an experiment"
            )
        for name in SECTIONS:
            if self._report.content(name) is not None:
                yield Listed(f'section("{name}")', name, "a link to a section")

    def _shown(self, name: str) -> str:
        try:
            run: NamedRun = self.value(name)
        except NotesError:
            return MISSING
        return f"{run.numbered.number}: {run.numbered.stored.run.name}"


_ABOUT = {
    "best": "the best of the runs that completed",
    "worst": "the last of the ranking",
    "first": "the run that started first",
    "last": "the run that started last",
}


def _start(run: NamedRun) -> float:
    return run.numbered.stored.run.started_at.timestamp()
