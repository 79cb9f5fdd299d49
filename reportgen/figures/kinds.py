"""Which function draws each kind of chart."""

from collections.abc import Callable
from typing import Any

from reportgen.figures.agreement import draw_agreement, draw_residuals
from reportgen.figures.charts import Chart, LineChart
from reportgen.figures.class_bars import draw_class_bars
from reportgen.figures.confusion import draw_confusion
from reportgen.figures.effects import draw_effects
from reportgen.figures.equation_charts import EquationChart
from reportgen.figures.equations import draw_equations
from reportgen.figures.experiment_charts import FactorChart, HeatMap, TradeOff
from reportgen.figures.figure_style import FigureStyle
from reportgen.figures.graph.charts import GraphChart
from reportgen.figures.graph.drawing import draw_graph
from reportgen.figures.heat import draw_heat
from reportgen.figures.judgement_charts import (
    AgreementChart,
    ClassBarChart,
    ConfusionChart,
    PictureChart,
    RateChart,
    ReliabilityChart,
    ResidualChart,
)
from reportgen.figures.lines import draw_lines
from reportgen.figures.pictures import draw_pictures
from reportgen.figures.rates import draw_rates, draw_reliability
from reportgen.figures.sheet import Sheet
from reportgen.figures.trade_offs import draw_trade_off

_DRAW: dict[type[Chart], Callable[[Any, FigureStyle], Sheet]] = {
    LineChart: draw_lines,
    AgreementChart: draw_agreement,
    ClassBarChart: draw_class_bars,
    ConfusionChart: draw_confusion,
    PictureChart: draw_pictures,
    RateChart: draw_rates,
    ReliabilityChart: draw_reliability,
    ResidualChart: draw_residuals,
    FactorChart: draw_effects,
    HeatMap: draw_heat,
    TradeOff: draw_trade_off,
    GraphChart: draw_graph,
    EquationChart: draw_equations,
}


def draw_sheet(chart: Chart, look: FigureStyle) -> Sheet:
    """Return `chart` on a sheet of its size. Raises KeyError for a kind that has no entry."""
    return _DRAW[type(chart)](chart, look)
