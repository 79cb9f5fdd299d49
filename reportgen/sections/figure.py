"""A figure of the report: numbered subfigures, each a chart with a caption and an alternative text."""

import msgspec

from reportgen.figures.charts import Chart
from reportgen.figures.description import describe_chart


class Subfigure(msgspec.Struct, frozen=True):
    """One chart, "(a)", and its caption."""

    letter: str
    caption: str
    chart: Chart

    @property
    def alternative_text(self) -> str:
        """What the chart shows, from its data."""
        return describe_chart(self.chart)


class Figure(msgspec.Struct, frozen=True):
    """A figure and its caption. Its number, from 1 through the whole report, is given when all sections are built."""

    anchor: str
    caption: str
    parts: tuple[Subfigure, ...]
