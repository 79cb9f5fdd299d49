"""Writing the report and saying what came of it, for the commands that do so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.messages import Messages
from reportgen.cli.progress_bar import ProgressBar
from reportgen.outputs.formats import begun_report

if TYPE_CHECKING:
    from reportgen.api import Rendered
    from reportgen.archive.opening import Opened
    from reportgen.settings import Settings
    from reportgen.store.reading import Problem


@dataclass(frozen=True)
class Wanted:
    """Where the report goes and in which form; None for what was not said."""

    output: Path | None
    form: str | None


def write_report(
    runs: Sequence[Path],
    wanted: Wanted,
    choose: "Callable[[Opened], Settings]",
    messages: Messages,
    tell: Callable[[str], None],
) -> None:
    """Render `runs` as is `wanted`, with the settings that `choose` gives for them.

    `tell` gets the line about the report, `messages` what was left out or is odd.

    Raises what `choose` and `reportgen.api.render` raise.
    """
    with ProgressBar(messages) as progress, begun_report(wanted.form, wanted.output) as begun:
        # Not before: the report has begun by now.
        from reportgen.api import render_begun

        rendered = render_begun(begun, choose, runs, progress=progress)
    _tell(rendered, messages, tell)


def _tell(rendered: "Rendered", messages: Messages, tell: Callable[[str], None]) -> None:
    from reportgen.sections.numerals import counted

    for problem in rendered.problems:
        messages.warning(problem_line(problem))
    for warning in rendered.warnings:
        messages.warning(warning)
    pages = f", {counted(rendered.pages, 'page')}" if rendered.pages else ""
    tell(f"{rendered.path}: {counted(rendered.runs, 'run')}{pages}")


def problem_line(problem: "Problem") -> str:
    """Say which file could not be read, why, and whether its run is missing."""
    return f"{problem.path}: {problem.reason}{' (run left out)' if problem.skipped else ''}"
