"""Labels of axes with long words, as some languages have them: kept inside the figure, and off the numbers."""

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import blended_transform_factory

from reportgen.figures.style import MILLIMETRES_PER_INCH

_POINTS_PER_INCH = 72
_EDGE_MM = 0.5
_SMALLEST = 5.0
# Of the label of a vertical axis, from the left edge: where it stands, and where it stands at the least.
_UPRIGHT_MM, _OUTERMOST_MM = 4.0, 3.0
# A tick with the space beside it, and between its number and the label.
_TICK_MM, _BESIDE_NUMBER_MM = 2.1, 0.4


def fit_labels(figure: Figure) -> None:
    """Make the labels of all axes of `figure` smaller that would be cut at its edges, down to 5 points."""
    width, height = (edge * MILLIMETRES_PER_INCH for edge in figure.get_size_inches())
    for axes in figure.axes:
        box = axes.get_position()
        _fit(axes.xaxis.label, width * _twice_to_the_edge((box.x0 + box.x1) / 2))
        _fit(axes.yaxis.label, height * _twice_to_the_edge((box.y0 + box.y1) / 2))
        _fit_legend(axes, width * (1 - box.x1))


def place_upright_label(axes: Axes, left_mm: float) -> None:
    """Put the label of a vertical axis `left_mm` from the edge where all have it, further out beside wide numbers."""
    low, high = sorted(axes.get_ylim())
    places = [float(place) for place in axes.yaxis.get_majorticklocs() if low <= place <= high]
    font = FontProperties(size=mpl.rcParams["ytick.labelsize"])
    numbers = axes.yaxis.get_major_formatter().format_ticks(places)
    widest = max((line_width_mm(number, font) for number in numbers), default=0.0)
    beside = left_mm - _TICK_MM - widest - _BESIDE_NUMBER_MM
    place = min(_UPRIGHT_MM, max(_OUTERMOST_MM, beside))
    axes.yaxis.set_label_coords(place / MILLIMETRES_PER_INCH, 0.5, transform=_from_left_edge(axes))


def _from_left_edge(axes: Axes):  # type: ignore[no-untyped-def]  # matplotlib's transforms are untyped
    figure = axes.get_figure()
    assert figure is not None  # axes are parts of a figure
    return blended_transform_factory(figure.dpi_scale_trans, axes.transAxes)


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
