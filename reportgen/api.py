"""What a program can ask of reportgen besides recording: render a report, load the records."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.progress import SILENT, Progress
from reportgen.records.run import Run
from reportgen.settings import Settings
from reportgen.store.reading import Problem, StoredRun, read_library

AnyPath = str | os.PathLike[str]


@dataclass(frozen=True)
class Rendered:
    """A report that was written: its file, pages and runs, the records left out, and what to look at."""

    path: Path
    pages: int
    runs: int
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]


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
        RenderError: `output` cannot be written.
    """
    from reportgen.outputs.pdf import write_pdf
    from reportgen.sections.report import make_report

    progress.stage("Reading", None)
    report = make_report(read_library(_paths(runs)), settings)
    written = write_pdf(report, Path(output), progress)
    return Rendered(Path(output), written.pages, len(report.runs), report.problems, written.warnings)


def _paths(runs: AnyPath | Sequence[AnyPath]) -> list[Path]:
    listed = [runs] if isinstance(runs, str | os.PathLike) else list(runs)
    return [Path(path) for path in listed]
