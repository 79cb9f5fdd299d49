"""Draws a `ClassBarChart`: how many samples each class has in each part of the data."""

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.judgement_charts import ClassBarChart
from reportgen.figures.style import MILLIMETRES_PER_INCH
from reportgen.language import _
from reportgen.language.numbers import grouped

_LEFT, _RIGHT, _TOP = 14.5, 2.0, 6.0
_BOTTOM, _LETTER_MM = 6.5, 1.25
_LONG_LABEL = 3
_MOST_LABELS = 30


def draw_class_bars(chart: ClassBarChart, look: FigureStyle) -> Figure:
    """Return `chart` as a figure of its size."""
    figure = Figure(figsize=(chart.width_mm / MILLIMETRES_PER_INCH, chart.height_mm / MILLIMETRES_PER_INCH))
    longest = max(len(label) for label in chart.labels)
    is_turned = longest > _LONG_LABEL and longest * len(chart.labels) * _LETTER_MM > chart.width_mm - _LEFT
    bottom = _BOTTOM + (longest * _LETTER_MM if is_turned else 0)
    inner = (chart.width_mm - _LEFT - _RIGHT) / chart.width_mm, (chart.height_mm - bottom - _TOP) / chart.height_mm
    axes = figure.add_axes((_LEFT / chart.width_mm, bottom / chart.height_mm, *inner))
    width = 0.8 / len(chart.parts)
    for place, ((label, counts), shade) in enumerate(zip(chart.parts, look.bars, strict=False)):
        offset = (place - (len(chart.parts) - 1) / 2) * width
        places = [number + offset for number in range(len(counts))]
        axes.bar(places, counts, width=width * 0.92, color=shade, label=label, linewidth=0, zorder=3)
    step = -(-len(chart.labels) // _MOST_LABELS)
    axes.set_xticks(range(0, len(chart.labels), step), chart.labels[::step], rotation=90 if is_turned else 0)
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.6, len(chart.labels) - 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(_grouped))
    axes.set_ylabel(_("Samples"), labelpad=2)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", zorder=0)
    if len(chart.parts) > 1:
        axes.legend(
            loc="lower right",
            bbox_to_anchor=(1.0, 1.0),
            ncols=3,
            frameon=False,
            borderaxespad=0.1,
            handlelength=1.2,
            handletextpad=0.5,
            columnspacing=1.4,
            labelcolor=look.ink,
        )
    return figure


def _grouped(value: float, _place: int | None = None) -> str:
    return grouped(round(value))
