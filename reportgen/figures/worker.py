"""The process that draws: `python -m reportgen.figures.worker TARGET FONTS LANGUAGE KIND`.

Takes, as a line of its input, the path of a pickled list of charts that `drawing` wrote, with the number of the first;
gives a PDF with one page a chart, or a folder with an image a chart. A process of its own lets charts be drawn while
the pages are laid out, and never imports the user's program again, as a multiprocessing worker would.
"""

import pickle
import sys
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages

from reportgen.figures.charts import Chart
from reportgen.figures.kinds import draw_chart
from reportgen.figures.style import PARAMETERS, use_fonts
from reportgen.language import speaking


def draw(charts: list[Chart], target: Path, fonts: Path) -> None:
    """Write `target`, a PDF with one page a chart, the size of the chart; the same charts give the same bytes."""
    use_fonts(fonts)
    no_dates = {"CreationDate": None, "Producer": None, "Creator": None}
    with mpl.rc_context(cast(Any, PARAMETERS)), PdfPages(target, metadata=no_dates) as pages:
        for chart in charts:
            pages.savefig(draw_chart(chart))


if __name__ == "__main__":
    target, fonts = (Path(argument) for argument in sys.argv[1:3])
    if described := sys.stdin.readline().strip():
        with speaking(sys.argv[3]):
            first, charts = pickle.loads(Path(described).read_bytes())
            if sys.argv[4] == "pdf":
                draw(charts, target, fonts)
            else:
                from reportgen.figures.images import draw_images

                draw_images(charts, first, cast(Any, sys.argv[4]), target, fonts)
