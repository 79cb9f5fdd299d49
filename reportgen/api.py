"""What a program can ask of reportgen besides recording: render a report, load the records."""

import os
import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

import msgspec

from reportgen.cache_folder import without_cache
from reportgen.language import speaking
from reportgen.progress import SILENT, Progress
from reportgen.settings import Settings
from reportgen.store.default_runs import named_or_default
from reportgen.store.reading import Library, Problem, StoredRun

if TYPE_CHECKING:
    import pandas as pd

    from reportgen.analysis.tables import Analysed
    from reportgen.archive.opening import Opened
    from reportgen.outputs.formats import Begun

_RUNS_TABLE = "runs"

AnyPath = str | os.PathLike[str]


@dataclass(frozen=True)
class Rendered:
    """A report that was written: its file or folder, pages and runs, the records left out, and what to look at.

    `pages` is 0 in a form without pages.
    """

    path: Path
    pages: int
    runs: int
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]

    def _repr_mimebundle_(self, **_chosen: object) -> dict[str, str]:
        """Show the report in a notebook: a link, what is in it and what to look at, and its first page."""
        from reportgen.outputs.preview import as_html
        from reportgen.sections.numerals import counted

        pages = f", {counted(self.pages, 'page')}" if self.pages else ""
        summary = f"{counted(self.runs, 'run')}{pages}"
        remarks = [*(f"{problem.path}: {problem.reason}" for problem in self.problems), *self.warnings]
        return {"text/plain": repr(self), "text/html": as_html(self.path, summary, remarks)}


def render(  # noqa: PLR0913  # all but the first two are named
    runs: AnyPath | Sequence[AnyPath] = "runs",
    output: AnyPath | None = None,
    *,
    format: str | None = None,
    settings: Settings | None = None,
    cache: bool = True,
    progress: Progress = SILENT,
) -> Rendered:
    """Write the report of `runs` to `output`, from disk alone: no TensorFlow, no Keras.

    Args:
        runs: folders of runs, or folders that hold such folders, or reports, which have their runs attached.
        output: the file or folder to write; "report.pdf", or the like of another format, if None. An existing file is
            replaced once the new one is complete; of a folder the files of the same names.
        format: "pdf", "html", "docx", "md", "csv", "json" or "latex"; what the suffix of `output` says if None, else
            "pdf". "md" and "csv" are folders, "csv", "json" and "latex" hold the tables alone.
        settings: title, authors, paper, order and choice of the runs, own templates; if None those that the report was
            made with, where `runs` is a report, else the defaults.
        cache: whether figures that were drawn, pages that were laid out and predictions that were judged before may
            come from the user's cache folder, and new ones are kept there, 256 MB of each at the most. The report is
            the same with and without it.
        progress: is told of the stages of the work.

    Raises:
        NoRunsError: there is nothing to report on.
        ArchiveError: a report among the runs cannot be read back.
        TemplateError: a template has a mistake.
        UsageError: `output` is no place for a file, there is no such format, or the two contradict each other.
        RenderError: `output` could not be written.
    """
    from reportgen.outputs.formats import begun_report

    def choose(records: "Opened") -> Settings:
        return settings or records.settings({}) or Settings()

    with begun_report(format, Path(output) if output is not None else None) as begun:
        return render_begun(begun, choose, runs, cache=cache, progress=progress)


def render_begun(
    begun: "Begun",
    choose: "Callable[[Opened], Settings]",
    runs: AnyPath | Sequence[AnyPath],
    *,
    cache: bool = True,
    progress: Progress = SILENT,
) -> Rendered:
    """Write a report that is `begun` as `render` does, with the settings chosen when the runs have been opened.

    Raises what `render` and `choose` raise.
    """
    from reportgen.archive.opening import opened
    from reportgen.sections.report import make_report

    progress.stage("Reading", None)
    with opened(_paths(runs)) as records:
        settings = choose(records)
        with speaking(settings.language), nullcontext() if cache else without_cache():
            report = make_report(records.library(), settings)
            written = begun.write(report, begun.target, progress)
    remarks = (*report.warnings, *written.warnings)
    return Rendered(begun.target, written.pages, len(report.runs), report.problems, remarks)


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

        from reportgen.analysis.run_rows import run_row

        if table == _RUNS_TABLE:
            return pd.DataFrame([run_row(stored) for stored in self._runs])
        from reportgen.analysis.tables import table_named

        found = table_named(table, [_RUNS_TABLE])
        columns = list(found.row.__struct_fields__)
        rows = [msgspec.structs.astuple(row) for row in found.rows(self._analysed)]
        return pd.DataFrame(rows, columns=columns)


def load(runs: AnyPath | Sequence[AnyPath] = "runs") -> Runs:
    """Return the records of `runs`, folders or reports; what could not be read stands in `.problems`.

    Raises:
        NoRunsError: there is no such folder, or no run in it.
        ArchiveError: a report among the runs cannot be read back.
    """
    from reportgen.archive.opening import opened

    with ExitStack() as stack:
        found = Runs(stack.enter_context(opened(_paths(runs))).library())
        # Tables read further files later: what a report was unpacked to stays as long as its runs.
        weakref.finalize(found, stack.pop_all().close)
    return found


def _paths(runs: AnyPath | Sequence[AnyPath]) -> list[Path]:
    listed = [runs] if isinstance(runs, str | os.PathLike) else list(runs)
    return [named_or_default(path) for path in listed]
