"""Draws a `ConfusionChart`: a square a pair of classes, readable for 2 to 100 classes, in colour and in grey."""

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import ConfusionChart
from reportgen.figures.style import MILLIMETRES_PER_INCH
from reportgen.language import _

# Counts are printed while the squares have room for them, every label while its line has.
_MOST_COUNTED = 25
_MOST_LABELS = 50
_LONG_LABEL = 2
_BOTTOM, _RIGHT, _TOP = 12.0, 1.0, 1.5
_POINT_MM = 0.353
_LETTER = 0.52

_DARK_FROM = 0.55


def draw_confusion(chart: ConfusionChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    longest = max(len(label) for label in chart.labels)
    size = _label_size(chart)
    is_turned = longest > _LONG_LABEL
    margin = 5.0 + longest * size * _POINT_MM * _LETTER
    bottom = 7.0 + (longest * size * _POINT_MM * _LETTER if is_turned else 3.0)
    side = min(chart.width_mm - margin - _RIGHT, chart.height_mm - bottom - _TOP)
    left = margin + (chart.width_mm - margin - _RIGHT - side) / 2
    box = (left / chart.width_mm, bottom / chart.height_mm, side / chart.width_mm, side / chart.height_mm)
    axes = figure.add_axes(box)
    shares = [[count / (sum(row) or 1) for count in row] for row in chart.counts]
    # Squares as vectors: an image of one pixel a pair would be blurred by some readers.
    colours = LinearSegmentedColormap.from_list("shares", look.shares)
    axes.pcolormesh(shares, cmap=colours, vmin=0, vmax=1, edgecolors="#ffffff", linewidth=0.4, antialiased=True)
    axes.invert_yaxis()
    if len(chart.counts) <= _MOST_COUNTED:
        _print_counts(axes, chart, shares, side, look)
    _label(axes, chart, size, look, is_turned=is_turned)
    return figure


def _label_size(chart: ConfusionChart) -> float:
    room = (chart.height_mm - _BOTTOM) / len(chart.labels) / _POINT_MM
    return max(3.6, min(7.5, room * 0.85))


def _print_counts(axes: Axes, chart: ConfusionChart, shares: list[list[float]], side: float, look: FigureStyle) -> None:
    digits = max(len(str(count)) for row in chart.counts for count in row)
    size = min(8.0, side / len(chart.counts) / _POINT_MM / (digits * 0.62))
    for place, row in enumerate(chart.counts):
        for other, count in enumerate(row):
            if count:
                color = "#ffffff" if shares[place][other] > _DARK_FROM else look.ink
                axes.text(other + 0.5, place + 0.52, str(count), ha="center", va="center", fontsize=size, color=color)


def _label(axes: Axes, chart: ConfusionChart, size: float, look: FigureStyle, *, is_turned: bool) -> None:
    step = -(-len(chart.labels) // _MOST_LABELS)
    places = [place + 0.5 for place in range(0, len(chart.labels), step)]
    shown = chart.labels[::step]
    axes.set_xticks(places, shown, fontsize=size, rotation=90 if is_turned else 0)
    axes.set_yticks(places, shown, fontsize=size)
    axes.tick_params(length=0, pad=1.5)
    axes.set_xlabel(_("Predicted class"), labelpad=2)
    axes.set_ylabel(_("True class"), labelpad=2)
    for spine in axes.spines.values():
        spine.set(color=look.frame, linewidth=0.5)
