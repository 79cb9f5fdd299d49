"""Draws the charts of a report in the background: many in other processes, few in this one, what is kept not again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import msgspec

from reportgen.figures.chart_keys import ChartKeys
from reportgen.figures.charts import Chart
from reportgen.figures.equation_charts import EquationChart
from reportgen.figures.equation_layout import is_kept
from reportgen.figures.equation_text import terms_of
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import AgreementChart, ResidualChart
from reportgen.figures.own_thread import OwnThread
from reportgen.figures.tasks import Task
from reportgen.figures.vector.drawn import DrawnImage, read_chart
from reportgen.figures.vector.fonts import font_file
from reportgen.figures.workers import Crew
from reportgen.kept_files import kept_files
from reportgen.processes import processors

if TYPE_CHECKING:
    from reportgen.figures.images import ImageKind

# Below this number of charts a further process costs more than it saves: of vectors, which take 2 ms each while the
# pages take longer to lay out, and of files, which matplotlib writes in 50 ms each.
_VECTORS_A_PROCESS, _FILES_A_PROCESS = 1_000, 30
# So many vectors are drawn in less time than a process takes to start and to load NumPy.
_FEW_VECTORS = 40
# Their numbers are written by matplotlib.
_WITH_MATPLOTLIB = (AgreementChart, ResidualChart)


class Drawn(msgspec.Struct, frozen=True):
    """What was drawn, in the order of the charts, and the characters for which no font has a glyph.

    `charts` are vectors for a PDF, which `read_chart` reads, and `fonts` the files of the fonts that they name.
    `images` are the contents of files, where those were asked for.
    """

    charts: tuple[bytes, ...] = ()
    images: tuple[bytes, ...] = ()
    warnings: tuple[str, ...] = ()
    fonts: Mapping[str, Path] = msgspec.field(default_factory=dict)


class Drawing:
    """Charts drawn in the background. A context manager: leaving it ends the processes.

    What was drawn before and is kept is read. The first process starts at once if nothing is, to load what it draws
    with while the charts are still being described. If some are, it is seen when all are described whether a process
    is needed.
    """

    def __init__(self, look: FigureStyle, kind: "Literal['pdf'] | ImageKind" = "pdf") -> None:
        self._look = look
        self._kind = kind
        self._kept = kept_files("charts")
        self._numbers: dict[Chart, int] = {}
        self._answers: list[bytes] = []
        self._order: list[int] = []
        self._held: list[Task] = []
        self._missing = 0
        self._crew = Crew(look, kind, self._kept)
        self._thread = OwnThread(look, self._kept)
        if self._kept is None or self._kept.is_new:
            self._crew.start()

    def __enter__(self) -> "Drawing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.end()
        self._crew.end()

    def begin(self, charts: Iterable[Chart]) -> None:
        """Have `charts` drawn, but for those that are kept, before it is known in which order; any number of times.

        Returns at once.
        """
        self._begun(charts)

    def submit(self, charts: Sequence[Chart]) -> None:
        """Have `charts`, no two of which are equal, drawn in this order; to be called once. Returns at once."""
        self._order = self._begun(charts)
        # Who begins no more needs no numbers: with all their points the charts would be in memory to the end.
        self._numbers.clear()
        self._thread.draw(self._held, self._answers.__setitem__)
        self._held.clear()

    def _begun(self, charts: Iterable[Chart]) -> list[int]:
        """Return the numbers of `charts`, after those were begun that had none."""
        first = len(self._numbers)
        new: list[Chart] = []
        numbers: list[int] = []
        for chart in charts:
            # Asked but once: the hash of a chart is made of all of its values each time.
            number = self._numbers.setdefault(chart, first + len(new))
            if number == first + len(new):
                new.append(chart)
            numbers.append(number)
        self._draw(new, first)
        return numbers

    def _draw(self, new: Sequence[Chart], first: int) -> None:
        self._answers += [b""] * len(new)
        missing = list(self._not_kept(new, first))
        self._held += missing
        if not self._can_be_drawn_here(missing):
            self._hand_out()

    def _can_be_drawn_here(self, missing: Sequence[Task]) -> bool:
        """Say whether what is held, with what is `missing` now, is not worth a process, if there is none."""
        if self._kind != "pdf" or self._crew.is_there or len(self._held) > _FEW_VECTORS:
            return False
        return not any(_needs_matplotlib(task.chart, self._look) for task in missing)

    def _hand_out(self) -> None:
        """Have processes draw what is missing."""
        self._missing += len(self._held)
        share = _VECTORS_A_PROCESS if self._kind == "pdf" else _FILES_A_PROCESS
        most = min(processors(), 1 + self._missing // share)
        self._crew.draw(self._held, most, self._answers.__setitem__)
        self._held.clear()

    def _not_kept(self, charts: Sequence[Chart], first: int) -> Iterator[Task]:
        """Yield what is to be drawn, numbered from `first` on, and take what is kept as drawn."""
        keys = self._keys
        for number, chart in enumerate(charts, first):
            key = keys.key(chart, number) if keys else None
            kept = self._kept.find(key) if self._kept and key else None
            if kept is None:
                yield Task(number, chart, key)
            else:
                self._answers[number] = kept

    @cached_property
    def _keys(self) -> ChartKeys | None:
        return ChartKeys(self._look, self._kind) if self._kept else None

    def finish(self) -> Drawn:
        """Wait until all is drawn, and return what was submitted.

        Raises:
            RenderError: they could not be drawn; the message ends with what went wrong.
        """
        self._thread.wait()
        self._crew.wait()
        if self._kind == "pdf":
            return self._vectors()
        return self._images()

    def _vectors(self) -> Drawn:
        charts = tuple(self._answers[number] for number in self._order)
        names: dict[str, None] = {}
        warnings: dict[str, None] = {}
        # One at a time: read, they take twice the memory.
        for chart in map(read_chart, charts):
            names.update(dict.fromkeys(face.font for face in chart.faces))
            warnings.update(dict.fromkeys(chart.warnings))
        fonts = {name: font_file(name, self._look) for name in names}
        return Drawn(charts, (), _told(warnings), fonts)

    def _images(self) -> Drawn:
        images = list(map(self._image, self._order))
        warnings = dict.fromkeys(line for image in images for line in image.warnings)
        return Drawn((), tuple(image.content for image in images), _told(warnings))

    def _image(self, number: int) -> DrawnImage:
        """Return an image, and let go of what it is read from: thousands of them fill the memory."""
        answer, self._answers[number] = self._answers[number], b""
        return msgspec.msgpack.decode(answer, type=DrawnImage)


def _needs_matplotlib(chart: Chart, look: FigureStyle) -> bool:
    """Say whether matplotlib is loaded to draw `chart`, where a user may have settings of their own for it."""
    if isinstance(chart, EquationChart):
        return not all(is_kept(term, look) for equation in chart.equations for term in terms_of(equation))
    return isinstance(chart, _WITH_MATPLOTLIB)


def _told(warnings: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"figures: {line}" for line in warnings)
