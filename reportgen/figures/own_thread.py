"""A thread of this process that draws: for a few charts, another process would load longer than they take."""

import threading
from collections.abc import Callable, Sequence
from contextvars import copy_context

from reportgen.errors import RenderError
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.tasks import Task
from reportgen.kept_files import KeptFiles

# The fonts that texts are shaped with are those of the whole process.
_ONE_AT_A_TIME = threading.Lock()


class OwnThread:
    """Draws charts of one look as vectors, in the language that is spoken where it is asked for them."""

    def __init__(self, look: FigureStyle, kept: KeptFiles | None) -> None:
        self._look = look
        self._kept = kept
        self._thread: threading.Thread | None = None
        self._is_wanted = True
        self._failure: Exception | None = None

    def draw(self, tasks: Sequence[Task], keep: Callable[[int, bytes], None]) -> None:
        """Draw `tasks`, and `keep` each answer by its number; to be called once. Returns at once."""
        if tasks:
            self._thread = threading.Thread(target=copy_context().run, args=(self._work, tuple(tasks), keep))
            self._thread.start()

    def _work(self, tasks: Sequence[Task], keep: Callable[[int, bytes], None]) -> None:
        try:
            with _ONE_AT_A_TIME:
                self._draw(tasks, keep)
        except Exception as error:  # told by `wait`, in the thread that asked
            self._failure = error

    def _draw(self, tasks: Sequence[Task], keep: Callable[[int, bytes], None]) -> None:
        # NumPy comes with it, which may be loaded by no report in which nothing is drawn.
        from reportgen.figures.drawer import Drawer, answer_of

        drawer = Drawer(self._look)
        for task in tasks:
            if self._is_wanted:
                keep(task.number, answer_of(drawer.draw(task.chart), task, self._kept))

    def wait(self) -> None:
        """Wait until all is drawn. Raises RenderError if something could not be."""
        self._join()
        if self._failure:
            reason = f"{type(self._failure).__name__}: {self._failure}"
            raise RenderError(f"the figures could not be drawn: {reason}") from self._failure

    def end(self) -> None:
        """Draw no more."""
        self._is_wanted = False
        self._join()

    def _join(self) -> None:
        if self._thread:
            self._thread.join()
