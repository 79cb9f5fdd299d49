"""The process that draws: `python -m reportgen.figures.worker LANGUAGE KIND`.

Takes messages on its input: how charts look and where they are kept, then portions of tasks; gives for each of them a
message, the chart as it was drawn. A process of its own lets charts be drawn while the pages are laid out, and never
imports the user's program again, as a multiprocessing worker would.
"""

import os
import pickle
import sys
from typing import Any, cast

import msgspec

from reportgen.answers import begin_answers
from reportgen.figures.charts import Chart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.kinds import draw_sheet
from reportgen.figures.messages import receive, send
from reportgen.figures.style import use_fonts
from reportgen.figures.tasks import Task
from reportgen.figures.vector.drawn import DrawnChart, DrawnImage
from reportgen.figures.vector.fonts import FontNames
from reportgen.figures.vector.surface import render
from reportgen.language import speaking


class Drawer:
    """Draws charts of one look as vectors; the same chart gives the same, whatever was drawn before."""

    def __init__(self, look: FigureStyle) -> None:
        self._look = look
        self._names = FontNames(look)
        use_fonts(look)

    def draw(self, chart: Chart) -> DrawnChart:
        """Return `chart` as it is drawn."""
        return render(draw_sheet(chart, self._look), self._names.name)


def main() -> None:
    """Answer all messages of the input."""
    language, kind = sys.argv[1:]
    # It kept matplotlib from listing the fonts of this computer; from now on it would keep the theme's out, too.
    os.environ.pop("MPL_IGNORE_SYSTEM_FONTS", None)
    questions = sys.stdin.buffer
    with speaking(language), begin_answers() as answers:
        look, kept = pickle.loads(receive(questions) or b"")
        drawer = Drawer(look)
        while portion := receive(questions):
            for task in pickle.loads(portion):
                answer = msgspec.msgpack.encode(_drawn(task, kind, drawer, look))
                # Before it is sent: who has all answers may end this process.
                if kept and task.key:
                    kept.keep(task.key, answer)
                send(answers, answer)


def _drawn(task: Task, kind: str, drawer: Drawer, look: FigureStyle) -> DrawnChart | DrawnImage:
    if kind == "pdf":
        return drawer.draw(task.chart)
    from reportgen.figures.images import draw_image

    return draw_image(task.chart, task.number, cast(Any, kind), look)


if __name__ == "__main__":
    main()
