"""Drawn charts on pages of their own, for readers of PDF."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pikepdf
from pikepdf import Dictionary

from reportgen.figures.charts import Chart
from reportgen.figures.drawer import Drawer
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.vector.drawn import DrawnChart
from reportgen.figures.vector.fonts import font_file
from reportgen.outputs.chart_forms import ChartForms, embed_fonts
from tests.unit.figures.looks import PLAIN


def draw(charts: Sequence[Chart], target: Path, look: FigureStyle = PLAIN) -> Path:
    """Draw `charts` in this process; write `target`, a PDF with one page a chart, the size of the chart."""
    drawer = Drawer(look)
    return write_pages([drawer.draw(chart) for chart in charts], target, look)


def write_pages(charts: Iterable[DrawnChart], target: Path, look: FigureStyle = PLAIN) -> Path:
    drawn = list(charts)
    with pikepdf.new() as document:
        names = {face.font for chart in drawn for face in chart.faces}
        forms = ChartForms(document, embed_fonts(document, drawn, {name: font_file(name, look) for name in names}))
        for chart in drawn:
            page = document.add_blank_page(page_size=(chart.width, chart.height)).obj
            page.Resources = Dictionary(XObject=Dictionary({"/Chart": forms.form(chart)}))
            page.Contents = document.make_stream(f"{chart.width} 0 0 {chart.height} 0 0 cm /Chart Do".encode())
        document.save(target, deterministic_id=True)
    return target
