"""The process that draws: `python -m reportgen.figures.worker LANGUAGE KIND`.

Takes, as a line of its input, the path of what `drawing` pickled: parts of the charts, each with the number of its
first chart and its target, and how they look; gives for each a PDF with one page a chart, or a folder with an image a
chart. A process of its own lets charts be drawn while the pages are laid out, and never imports the user's program
again, as a multiprocessing worker would.
"""

import pickle
import sys
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages

from reportgen.figures.charts import Chart
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.glyph_codes import number_from_one
from reportgen.figures.kinds import draw_chart
from reportgen.figures.style import parameters, use_fonts
from reportgen.language import speaking


def draw(charts: list[Chart], target: Path, look: FigureStyle) -> None:
    """Write `target`, a PDF with one page a chart, the size of the chart; the same charts give the same bytes."""
    use_fonts(look)
    number_from_one()
    no_dates = {"CreationDate": None, "Producer": None, "Creator": None}
    with mpl.rc_context(cast(Any, parameters(look))), PdfPages(target, metadata=no_dates) as pages:
        for chart in charts:
            pages.savefig(draw_chart(chart, look))


if __name__ == "__main__":
    language, kind = sys.argv[1:]
    if described := sys.stdin.readline().strip():
        with speaking(language):
            parts, look = pickle.loads(Path(described).read_bytes())
            for first, charts, target in parts:
                if kind == "pdf":
                    draw(charts, target, look)
                else:
                    from reportgen.figures.images import draw_images

                    draw_images(charts, first, cast(Any, kind), target, look)
