"""A sheet as a `Figure` of matplotlib, which writes it as PDF, SVG or PNG."""

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure

from reportgen.figures.sheet import Sheet
from reportgen.figures.style import MILLIMETRES_PER_INCH


def figure_of(sheet: Sheet) -> Figure:
    """Return a figure of the size of `sheet` that draws it on white."""
    figure = Figure(figsize=(sheet.width_mm / MILLIMETRES_PER_INCH, sheet.height_mm / MILLIMETRES_PER_INCH))
    figure.add_artist(SheetArtist(sheet), clip=False)
    return figure


class SheetArtist(Artist):
    """All that stands on a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet

    def draw(self, renderer: RendererBase) -> None:
        """Draw the sheet."""
        figure = self.get_figure(root=True)
        assert figure is not None  # an artist is drawn as a part of a figure
        self.sheet.draw(renderer, figure.dpi)
