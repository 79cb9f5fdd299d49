"""A PDF that is begun before its records are read.

What lays its pages out loads meanwhile, in a process of its own; and what is read is kept, to be attached to it.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.outputs.parts.crew import begun_crew
from reportgen.outputs.room import lack_of_room_told

if TYPE_CHECKING:
    from reportgen.outputs.formats import Write, Written
    from reportgen.progress import Progress
    from reportgen.sections.report import Report


@contextmanager
def begun_pdf() -> "Iterator[Write]":
    """Give what writes the PDF, once."""
    with ExitStack() as stack:
        with lack_of_room_told():
            crew = stack.enter_context(begun_crew())
        # Not with this module: the process has begun by now.
        from reportgen.outputs.originals import originals_kept

        stack.enter_context(originals_kept())

        def write(report: "Report", target: Path, progress: "Progress") -> "Written":
            from reportgen.outputs.pdf import write_pdf

            return write_pdf(report, target, progress, crew)

        yield write
