"""Labels of axes with long words, as some languages have them: made as small as it takes to stay inside the figure."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from reportgen.figures.style import MILLIMETRES_PER_INCH

_POINTS_PER_INCH = 72
_EDGE_MM = 0.5
_SMALLEST = 5.0


def fit_labels(figure: Figure) -> None:
    """Make the labels of all axes of `figure` smaller that would be cut at its edges, down to 5 points."""
    width, height = (edge * MILLIMETRES_PER_INCH for edge in figure.get_size_inches())
    for axes in figure.axes:
        box = axes.get_position()
        _fit(axes.xaxis.label, width * _twice_to_the_edge((box.x0 + box.x1) / 2))
        _fit(axes.yaxis.label, height * _twice_to_the_edge((box.y0 + box.y1) / 2))
        _fit_legend(axes, width * (1 - box.x1))


def _twice_to_the_edge(centre: float) -> float:
    return 2 * min(centre, 1 - centre)


def _fit_legend(axes: Axes, beside_mm: float) -> None:
    """Make the title of a legend beside the axes as wide as there is room for it."""
    legend = axes.get_legend()
    if legend is not None and legend.get_title().get_text():
        _fit(legend.get_title(), beside_mm - 2 * _EDGE_MM)


def _fit(label: Text, room_mm: float) -> None:
    widest = max(line_width_mm(line, label.get_fontproperties()) for line in label.get_text().split("\n"))
    room = room_mm - 2 * _EDGE_MM
    if widest > room:
        label.set_fontsize(max(_SMALLEST, float(label.get_fontsize()) * room / widest))


def line_width_mm(line: str, font: FontProperties) -> float:
    """Return the width of a line of text as it will be drawn."""
    width, _, _ = text_to_path.get_text_width_height_descent(line, font, ismath=False)
    return float(width) / _POINTS_PER_INCH * MILLIMETRES_PER_INCH
