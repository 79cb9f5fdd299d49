"""Which function draws each kind of chart."""

from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure

from reportgen.figures.charts import Chart, LineChart
from reportgen.figures.effects import draw_effects
from reportgen.figures.experiment_charts import FactorChart, HeatMap, TradeOff
from reportgen.figures.heat import draw_heat
from reportgen.figures.lines import draw_lines
from reportgen.figures.trade_offs import draw_trade_off

_DRAW: dict[type[Chart], Callable[[Any], Figure]] = {
    LineChart: draw_lines,
    FactorChart: draw_effects,
    HeatMap: draw_heat,
    TradeOff: draw_trade_off,
}


def draw_chart(chart: Chart) -> Figure:
    """Return `chart` as a figure of its size. Raises KeyError for a kind that has no entry."""
    return _DRAW[type(chart)](chart)
