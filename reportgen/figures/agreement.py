"""Draws predictions of numbers: predicted against true, and how far they are off."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import AgreementChart, ResidualChart
from reportgen.figures.style import MILLIMETRES_PER_INCH, line_style
from reportgen.figures.ticks import UsualTicks
from reportgen.language import _, pgettext

_LEFT, _BOTTOM, _TOP, _RIGHT = 14.5, 10.0, 2.5, 2.5
_TICKS = 5
_FEW_POINTS = 200


def draw_agreement(chart: AgreementChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size, both axes of one range."""
    figure, axes = _axes(chart.width_mm, chart.height_mm)
    both = (*chart.truths, *chart.predictions)
    low, high = min(both), max(both)
    padding = 0.04 * (high - low) or 1.0
    ends = (low - padding, high + padding)
    axes.plot(ends, ends, color=look.frame, linestyle=(0, (1, 2)), linewidth=0.8, zorder=2)
    color = line_style(look, "training").color
    axes.plot(
        chart.truths,
        chart.predictions,
        linestyle="none",
        marker="o",
        markersize=3.0 if len(chart.truths) <= _FEW_POINTS else 1.6,
        color=color,
        alpha=0.8 if len(chart.truths) <= _FEW_POINTS else 0.45,
        markeredgewidth=0,
        zorder=3,
    )
    axes.set(xlim=ends, ylim=ends)
    axes.set_xlabel(pgettext("values", "True"), labelpad=2)
    axes.set_ylabel(pgettext("values", "Predicted"), labelpad=2)
    return figure


def draw_residuals(chart: ResidualChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size."""
    figure, axes = _axes(chart.width_mm, chart.height_mm)
    widths = [right - left for left, right in zip(chart.edges, chart.edges[1:], strict=False)]
    axes.bar(
        chart.edges[:-1],
        chart.counts,
        width=widths,
        align="edge",
        color=line_style(look, "training").color,
        edgecolor="#ffffff",
        linewidth=0.3,
        zorder=3,
    )
    axes.axvline(0, color=look.frame, linestyle=(0, (1, 2)), linewidth=0.8, zorder=4)
    axes.yaxis.set_major_locator(MaxNLocator(_TICKS, integer=True))
    axes.set_xlabel(_("Predicted − true"), labelpad=2)
    axes.set_ylabel(_("Samples"), labelpad=2)
    return figure


def _axes(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width / MILLIMETRES_PER_INCH, height / MILLIMETRES_PER_INCH))
    inner = (width - _LEFT - _RIGHT) / width, (height - _BOTTOM - _TOP) / height
    axes = figure.add_axes((_LEFT / width, _BOTTOM / height, *inner))
    axes.grid(zorder=0)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(_TICKS))
        axis.set_major_formatter(UsualTicks())
    return figure, axes
