"""The process that draws: `python -m reportgen.figures.worker LANGUAGE KIND`.

Takes messages on its input: how charts look and where they are kept, then portions of tasks; gives for each of them a
message, the chart as it was drawn. A process of its own lets charts be drawn while the pages are laid out, and never
imports the user's program again, as a multiprocessing worker would.
"""

import os
import pickle
import sys
from typing import Any, cast

from reportgen.answers import begin_answers
from reportgen.figures.drawer import Drawer, answer_of
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.messages import receive, send
from reportgen.figures.tasks import Task
from reportgen.figures.vector.drawn import DrawnChart, DrawnImage
from reportgen.language import speaking


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
                # It is kept before it is sent: who has all answers may end this process.
                send(answers, answer_of(_drawn(task, kind, drawer, look), task, kept))


def _drawn(task: Task, kind: str, drawer: Drawer, look: FigureStyle) -> DrawnChart | DrawnImage:
    if kind == "pdf":
        return drawer.draw(task.chart)
    from reportgen.figures.images import draw_image

    return draw_image(task.chart, task.number, cast(Any, kind), look)


if __name__ == "__main__":
    main()
