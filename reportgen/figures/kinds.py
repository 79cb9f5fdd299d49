"""Which function draws each kind of chart."""

from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure

from reportgen.figures.charts import Chart, LineChart
from reportgen.figures.lines import draw_lines

_DRAW: dict[type[Chart], Callable[[Any], Figure]] = {
    LineChart: draw_lines,
}


def draw_chart(chart: Chart) -> Figure:
    """Return `chart` as a figure of its size. Raises KeyError for a kind that has no entry."""
    return _DRAW[type(chart)](chart)
