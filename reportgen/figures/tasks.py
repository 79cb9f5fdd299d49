"""What a drawing process is asked for."""

from dataclasses import dataclass

from reportgen.figures.charts import Chart


@dataclass(frozen=True)
class Task:
    """A chart and its number in the report, and the key that its drawing is kept by, if any."""

    number: int
    chart: Chart
    key: str | None
