"""A progress bar on the terminal, for work that lasts: nothing is shown in the first second."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from reportgen.cli.messages import Messages

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_PATIENCE_SECONDS = 1.0


class ProgressBar:
    """Draws the stages of the work on standard error if that is a terminal; a `reportgen.progress.Progress`.

    With -v it writes a line with the seconds of each stage instead.
    """

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._draws = sys.stderr.isatty() and not messages.quiet and not messages.verbose
        self._began_at = self._stage_began_at = time.monotonic()
        self._name, self._done = "", 0
        self._total: int | None = None
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tell_seconds()
        if self._bar is not None:
            self._bar.stop()

    def stage(self, name: str, total: int | None) -> None:
        """Begin the stage `name` of `total` steps; None if the number is not known."""
        self._tell_seconds()
        self._stage_began_at = time.monotonic()
        self._name, self._total, self._done = name, total, 0
        if self._bar is not None and self._task is not None:
            self._bar.reset(self._task, description=name, total=total)
        self._show()

    def advance(self, steps: int = 1) -> None:
        """Say that `steps` more steps of the stage are done."""
        self._done += steps
        self._show()

    def _tell_seconds(self) -> None:
        if self._name:
            self._messages.detail(f"{self._name}: {time.monotonic() - self._stage_began_at:.2f} s")

    def _show(self) -> None:
        if self._bar is None and self._draws and time.monotonic() - self._began_at > _PATIENCE_SECONDS:
            self._open()
        if self._bar is not None and self._task is not None:
            of_total = f"/{self._total}" if self._total else ""
            self._bar.update(self._task, completed=self._done, steps=f"{self._done}{of_total}" if self._done else "")

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[steps]}"))
        self._bar = Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(self._name, total=self._total, steps="")
        self._bar.start()
