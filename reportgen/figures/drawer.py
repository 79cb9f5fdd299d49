"""Draws charts as vectors, and answers what asks for them, wherever that is: in a process of its own or in this one."""

import msgspec

from reportgen.figures.charts import Chart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.kinds import draw_sheet
from reportgen.figures.style import use_fonts
from reportgen.figures.tasks import Task
from reportgen.figures.vector.drawn import DrawnChart, DrawnImage
from reportgen.figures.vector.fonts import FontNames
from reportgen.figures.vector.surface import render
from reportgen.kept_files import KeptFiles


class Drawer:
    """Draws charts of one look; the same chart gives the same, whatever was drawn before. For one thread at a time."""

    def __init__(self, look: FigureStyle) -> None:
        self._look = look
        self._names = FontNames(look)
        use_fonts(look)

    def draw(self, chart: Chart) -> DrawnChart:
        """Return `chart` as it is drawn."""
        return render(draw_sheet(chart, self._look), self._names.name)


def answer_of(drawn: DrawnChart | DrawnImage, task: Task, kept: KeptFiles | None) -> bytes:
    """Return what was drawn as bytes, when it is among what is `kept`."""
    answer = msgspec.msgpack.encode(drawn)
    if kept and task.key:
        kept.keep(task.key, answer)
    return answer
