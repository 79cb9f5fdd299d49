"""The process that lays parts out: `python -m reportgen.outputs.parts.worker [NUMBERS OF PIPES]`.

Takes, pickled on its input: first the `Materials` and how many processes to fork from this one, each for two of the
pipes; then a whole, or parts, for each of these, later, its surroundings, and the fonts of all; answers each with what
it made of it, and for each page that it has begun with `STEP`. For the first part it asks a `Question`, and takes other
parts until that is answered. It ends when its input does.
"""

import gc
import pickle
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, BinaryIO

from reportgen.answers import begin_answers
from reportgen.outputs.engine.loading import load_weasyprint
from reportgen.outputs.parts.dividing import Part
from reportgen.outputs.parts.facts import STEP, Ending, Question, Refusal, WantedFonts, Whole
from reportgen.outputs.parts.forking import FarEnd, far_ends, forked
from reportgen.outputs.parts.materials import Materials


def work(received: BinaryIO, sent: BinaryIO, ends: Sequence[FarEnd] = ()) -> None:
    """Do what is `received`, until there is no more, and tell what came of it; at each of `ends`, too."""

    def send(answer: Any) -> None:
        pickle.dump(answer, sent)
        sent.flush()

    def ask(ending: Ending) -> Mapping[str, int]:
        """Ask for the numbers of pages in other parts; until they are known, parts may come, one inside the other."""
        send(Question(ending))
        gc.freeze()  # what waits here is not searched while they are laid out
        while isinstance(task := pickle.load(received), Part):
            send(workplace.body(task, ask))
        gc.unfreeze()
        numbers: Mapping[str, int] = task
        return numbers

    def done(task: Any) -> Any:
        if isinstance(task, Part):
            return workplace.body(task, ask)
        if isinstance(task, WantedFonts):
            return workplace.fonts(task.used)
        return workplace.whole(task) if isinstance(task, Whole) else workplace.margins(task)

    load_weasyprint()
    # Not before: it imports WeasyPrint, the slow way if nobody has.
    from reportgen.outputs.parts.workplace import Workplace

    _load_the_rest()
    materials: Materials = pickle.load(received)
    workplace = Workplace(materials, lambda: send(STEP))
    workplace.read_sheets()
    gc.freeze()
    received, sent = forked(ends, pickle.load(received), received, sent)
    workplace.make_ready()
    while True:
        try:
            task = pickle.load(received)
        except EOFError:
            return
        try:
            send(done(task))
        except Exception as error:  # whatever it is: the process that asked for it tells the person
            send(Refusal(f"{type(error).__name__}: {error}"))


def _load_the_rest() -> None:
    """Load what the first page needs, while nobody has a task yet: 0.02 s."""
    from PIL import Image

    from reportgen.outputs.engine.quicker import quicker_layout

    Image.preinit()
    # The engine reads the headers of each file with it.
    import_module("email.policy")
    with quicker_layout():
        pass


if __name__ == "__main__":
    answers = begin_answers()
    # Whoever started reportgen may have it ignored: it ends this process.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()
    work(sys.stdin.buffer, answers, far_ends(sys.argv[1:]))
