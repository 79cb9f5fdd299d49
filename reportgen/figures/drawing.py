"""Starts the drawing of charts in processes of their own, and hands over the files they wrote."""

import contextlib
import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from reportgen.errors import RenderError
from reportgen.figures.charts import Chart
from reportgen.figures.figure_style import FigureStyle
from reportgen.language import current_language

if TYPE_CHECKING:
    from reportgen.figures.images import ImageKind

# Below this number of charts a second process costs more (0.4 s of imports) than it saves (35 ms a chart).
_CHARTS_A_PART = 24
# Each part is a PDF with fonts of its own. How many there are must not depend on the machine: the report would, too.
_MOST_PARTS = 8

# What matplotlib says on standard error when it draws a box: "Glyph 26085 (…) missing from font(s) …".
_MISSING_GLYPH = re.compile(r"Glyph \d+ \(.*?\) missing from font\(s\)[^\n]*")

_PACKAGE_HOME = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class _Worker:
    """A process that draws parts one after another; it is told which by the file `described`."""

    process: subprocess.Popen[str]
    described: Path


@dataclass(frozen=True)
class Drawn:
    """What was drawn, and the characters for which no font has a glyph.

    `pdfs` have one page a chart, in order; `images` are files, one a chart, where those were asked for.
    """

    pdfs: tuple[Path, ...]
    images: tuple[Path, ...]
    warnings: tuple[str, ...]


class Drawing:
    """Charts drawn in the background. A context manager: leaving it ends the workers and removes their files.

    The first worker starts at once, to import matplotlib while the charts are still being described.
    """

    def __init__(self, look: FigureStyle, kind: "Literal['pdf'] | ImageKind" = "pdf") -> None:
        self._look = look
        self._kind = kind
        self._folder = tempfile.TemporaryDirectory(prefix="reportgen-")
        self._targets: list[Path] = []
        self._workers = [self._start(0)]

    def __enter__(self) -> "Drawing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.process.communicate()
        self._folder.cleanup()

    def _start(self, number: int) -> _Worker:
        described = Path(self._folder.name) / f"charts{number}.pickle"
        # -P: a file of the user's called matplotlib.py or pickle.py in the working folder must not be imported.
        command = [sys.executable, "-P", "-m", "reportgen.figures.worker", current_language(), self._kind]
        searched = os.pathsep.join(filter(None, [str(_PACKAGE_HOME), os.environ.get("PYTHONPATH")]))
        environment = os.environ | {"PYTHONPATH": searched, "MPLBACKEND": "pdf"}
        process = subprocess.Popen(
            command,
            env=environment,
            text=True,
            errors="replace",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        return _Worker(process, described)

    def submit(self, charts: Sequence[Chart]) -> None:
        """Hand `charts` to the workers; to be called once. Returns at once."""
        parts = list(self._parts(charts))
        self._targets = [target for _, _, target in parts]
        count = min(_processors(), len(parts))
        self._workers += [self._start(number) for number in range(1, count)]
        for number, worker in enumerate(self._workers):
            worker.described.write_bytes(pickle.dumps((parts[number::count], self._look)))
            self._tell(worker)

    def _parts(self, charts: Sequence[Chart]) -> Iterator[tuple[int, list[Chart], Path]]:
        """Yield the charts in parts, each with the number of its first chart and where it is drawn to."""
        count = max(1, min(_MOST_PARTS, -(-len(charts) // _CHARTS_A_PART)))
        size = max(1, -(-len(charts) // count))
        for first in range(0, max(1, len(charts)), size):
            yield first, list(charts[first : first + size]), Path(self._folder.name) / f"charts{first}.{self._kind}"

    def _tell(self, worker: _Worker) -> None:
        assert worker.process.stdin is not None  # it was opened as a pipe
        # A worker that died already says why in `finish`.
        with contextlib.suppress(BrokenPipeError):
            worker.process.stdin.write(f"{worker.described}\n")
            worker.process.stdin.flush()

    def finish(self) -> "Drawn":
        """Wait for the workers; return what they drew.

        Raises:
            RenderError: a worker failed; the message ends with what it said.
        """
        told: list[str] = []
        for worker in self._workers:
            _, said = worker.process.communicate()
            if worker.process.returncode != 0:
                reason = (said.strip().splitlines() or ["no reason given"])[-1]
                raise RenderError(f"the figures could not be drawn: {reason}")
            told += [f"figures: {glyph}" for glyph in _MISSING_GLYPH.findall(said)]
        # matplotlib writes no PDF without a page: a report may have no chart at all.
        written = [target for target in self._targets if target.exists()]
        images = tuple(image for target in written if target.is_dir() for image in sorted(target.iterdir()))
        return Drawn(tuple(path for path in written if path.is_file()), images, tuple(dict.fromkeys(told)))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
