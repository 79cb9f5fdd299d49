"""Draws curves between 0 and 1: ROC and precision–recall curves of classes, and the reliability of confidence."""

import math

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import RateChart, ReliabilityChart
from reportgen.figures.style import MILLIMETRES_PER_INCH, class_styles, line_style
from reportgen.language import _, pgettext
from reportgen.language.numbers import decimal

_LEFT, _BOTTOM, _TOP, _RIGHT = 11.0, 9.5, 2.5, 2.0
_LEGEND = 27.0
_TICKS = [0.0, 0.25, 0.5, 0.75, 1.0]


def draw_rates(chart: RateChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size, the legend beside the axes, never over a curve."""
    figure, axes = _square(chart.width_mm, chart.height_mm, _LEGEND)
    for curve, style in zip(chart.curves, class_styles(look), strict=False):
        axes.plot(
            curve.x,
            curve.y,
            color=style.color,
            linestyle=style.dash,
            linewidth=0.9,
            label=f"{curve.label}  {decimal(f'{curve.area:.3f}')}",
            clip_on=False,
        )
    if chart.diagonal:
        axes.plot([0, 1], [0, 1], color=look.frame, linestyle=(0, (1, 2)), linewidth=0.7)
    axes.set_xlabel(chart.x_label, labelpad=2)
    axes.set_ylabel(chart.y_label, labelpad=2)
    axes.legend(
        loc="center left",
        bbox_to_anchor=(1.02, 0.5),
        frameon=False,
        borderaxespad=0.2,
        handlelength=1.8,
        handletextpad=0.5,
        labelspacing=0.35,
        labelcolor=look.ink,
        fontsize=6.6,
        title=_("Class, area") if len(chart.curves) > 1 else pgettext("below a curve", "Area"),
        title_fontsize=6.6,
    )
    return figure


def draw_reliability(chart: ReliabilityChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size: accuracy by confidence, and below it how many samples there are."""
    figure, axes = _square(chart.width_mm, chart.height_mm, 0.0)
    most = max(chart.counts)
    width = 1 / 15 * 0.8
    heights = [0.22 * count / most for count in chart.counts]
    axes.bar(chart.confidences, heights, width=width, color=look.fill, linewidth=0, zorder=1)
    axes.plot([0, 1], [0, 1], color=look.frame, linestyle=(0, (1, 2)), linewidth=0.7, zorder=2)
    style = line_style(look, "training")
    axes.plot(
        chart.confidences, chart.accuracies, color=style.color, marker="o", linewidth=1.0, zorder=3, clip_on=False
    )
    axes.set_xlabel(_("Confidence"), labelpad=2)
    axes.set_ylabel(_("Accuracy"), labelpad=2)
    return figure


def _square(width: float, height: float, beside: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width / MILLIMETRES_PER_INCH, height / MILLIMETRES_PER_INCH))
    side_x, side_y = width - _LEFT - _RIGHT - beside, height - _BOTTOM - _TOP
    axes = figure.add_axes((_LEFT / width, _BOTTOM / height, side_x / width, side_y / height))
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.grid(axis="y", zorder=0)
    axes.set_axisbelow(True)
    _draw_upright_grid(axes)
    axes.spines[["top", "right"]].set_visible(False)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(FixedLocator(_TICKS))
        axis.set_major_formatter(FuncFormatter(lambda value, _place: decimal(f"{value:.4g}")))
    return figure, axes


def _draw_upright_grid(axes: Axes) -> None:
    """Draw the upright lines of the grid as one path: checkers take lines that cross for a table without structure."""
    places = [place for tick in _TICKS for place in (tick, tick, math.nan)]
    heights = [height for _tick in _TICKS for height in (0.0, 1.0, math.nan)]
    color, width = mpl.rcParams["grid.color"], mpl.rcParams["grid.linewidth"]
    axes.plot(places, heights, color=color, linewidth=width, zorder=0.5, transform=axes.get_xaxis_transform())
