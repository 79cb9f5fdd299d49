"""What a program can ask of reportgen besides recording: render a report, load the records."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

from reportgen.language import speaking
from reportgen.progress import SILENT, Progress
from reportgen.settings import Settings
from reportgen.store.default_runs import named_or_default
from reportgen.store.reading import Library, Problem, StoredRun, read_library

if TYPE_CHECKING:
    import pandas as pd

    from reportgen.analysis.tables import Analysed

_RUNS_TABLE = "runs"

AnyPath = str | os.PathLike[str]


@dataclass(frozen=True)
class Rendered:
    """A report that was written: its file, pages and runs, the records left out, and what to look at."""

    path: Path
    pages: int
    runs: int
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]

    def _repr_mimebundle_(self, **_chosen: object) -> dict[str, str]:
        """Show the report in a notebook: a link, what is in it and what to look at, and its first page."""
        from reportgen.outputs.preview import as_html
        from reportgen.sections.numerals import counted

        summary = f"{counted(self.runs, 'run')}, {counted(self.pages, 'page')}"
        remarks = [*(f"{problem.path}: {problem.reason}" for problem in self.problems), *self.warnings]
        return {"text/plain": repr(self), "text/html": as_html(self.path, summary, remarks)}


def render(
    runs: AnyPath | Sequence[AnyPath] = "runs",
    output: AnyPath = "report.pdf",
    *,
    settings: Settings = Settings(),  # noqa: B008  # frozen
    progress: Progress = SILENT,
) -> Rendered:
    """Write the report of `runs` to `output`, from disk alone: no TensorFlow, no Keras.

    Args:
        runs: folders of runs, or folders that hold such folders.
        output: the PDF to write; an existing file is replaced once the new one is complete.
        settings: title, authors, paper, order and choice of the runs, own templates.
        progress: is told of the stages of the work.

    Raises:
        NoRunsError: there is nothing to report on.
        TemplateError: a template has a mistake.
        UsageError: `output` is no place for a file.
        RenderError: `output` could not be written.
    """
    from reportgen.outputs.pdf import write_pdf
    from reportgen.sections.report import make_report

    progress.stage("Reading", None)
    with speaking(settings.language):
        report = make_report(read_library(_paths(runs)), settings)
        written = write_pdf(report, Path(output), progress)
    return Rendered(
        Path(output), written.pages, len(report.runs), report.problems, (*report.warnings, *written.warnings)
    )


class Runs(Sequence[StoredRun]):
    """The runs of a folder as a sequence of records, in order of their start, and as tables."""

    def __init__(self, library: Library) -> None:
        self._problems = list(library.problems)
        self._runs = library.runs

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read; tables that read more files may add to it."""
        return tuple(self._problems)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that `to_dataframe` gives."""
        from reportgen.analysis.tables import TABLES

        return (_RUNS_TABLE, *TABLES)

    @cached_property
    def _analysed(self) -> "Analysed":
        from reportgen.analysis.tables import Analysed

        return Analysed(self._runs, self._problems)

    @overload
    def __getitem__(self, place: int) -> StoredRun: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[StoredRun, ...]: ...

    def __getitem__(self, place: int | slice) -> StoredRun | tuple[StoredRun, ...]:
        return self._runs[place]

    def __len__(self) -> int:
        return len(self._runs)

    def to_dataframe(self, table: str = _RUNS_TABLE) -> "pd.DataFrame":
        """Return the numbers that a part of the report shows, unrounded; shares are fractions from 0 to 1.

        Args:
            table: "runs" has a row a run, as the summary; `.tables` names those with the numbers of the figures and of
                the other sections. Where they have the `id` of the run they merge with "runs" by it. One that these
                runs have nothing for has columns and no rows.

        Raises:
            UsageError: there is no such table; the message names the nearest.
        """
        import pandas as pd

        if table == _RUNS_TABLE:
            return pd.DataFrame([_row(stored) for stored in self._runs])
        from reportgen.analysis.tables import table_named

        found = table_named(table, [_RUNS_TABLE])
        columns = [field.name for field in fields(found.row)]
        rows = [tuple(getattr(row, name) for name in columns) for row in found.rows(self._analysed)]
        return pd.DataFrame(rows, columns=columns)


def load(runs: AnyPath | Sequence[AnyPath] = "runs") -> Runs:
    """Return the records of `runs`; what could not be read stands in `.problems`.

    Raises:
        NoRunsError: there is no such folder, or no run in it.
    """
    return Runs(read_library(_paths(runs)))


def _row(stored: StoredRun) -> dict[str, object]:
    from reportgen.analysis.outcome import outcome_of

    run, outcome = stored.run, outcome_of(stored)
    values = ("test_accuracy", "training_accuracy", "test_loss", "training_loss")
    measured = {name: value.number if (value := getattr(outcome, name)) else None for name in values}
    return {
        "id": run.id,
        "name": run.name,
        "state": run.state,
        "started_at": run.started_at,
        "duration_seconds": run.duration_seconds,
        "parameters": run.model.parameters if run.model else None,
        "epochs": outcome.epochs_run,
        "batch_size": run.training.batch_size.value if run.training and run.training.batch_size else None,
        "optimizer": run.training.optimizer.type if run.training and run.training.optimizer else None,
        **measured,
    }


def _paths(runs: AnyPath | Sequence[AnyPath]) -> list[Path]:
    listed = [runs] if isinstance(runs, str | os.PathLike) else list(runs)
    return [named_or_default(path) for path in listed]
