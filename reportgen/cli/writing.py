"""Writing the report and saying what came of it, for the commands that do so."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.messages import Messages
from reportgen.cli.progress_bar import ProgressBar
from reportgen.sections.numerals import counted

if TYPE_CHECKING:
    from reportgen.settings import Settings
    from reportgen.store.reading import Problem


def write_report(
    runs: Sequence[Path], output: Path, settings: "Settings", messages: Messages, tell: Callable[[str], None]
) -> None:
    """Render `runs` to `output`; `tell` gets the line about the report, `messages` what was left out or is odd.

    Raises what `reportgen.api.render` raises.
    """
    from reportgen.api import render

    with ProgressBar(messages) as progress:
        rendered = render(runs, output, settings=settings, progress=progress)
    for problem in rendered.problems:
        messages.warning(problem_line(problem))
    for warning in rendered.warnings:
        messages.warning(warning)
    tell(f"{output}: {counted(rendered.runs, 'run')}, {counted(rendered.pages, 'page')}")


def problem_line(problem: "Problem") -> str:
    """Say which file could not be read, why, and whether its run is missing."""
    return f"{problem.path}: {problem.reason}{' (run left out)' if problem.skipped else ''}"
