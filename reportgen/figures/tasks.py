"""What a drawing process is asked for."""

import msgspec

from reportgen.figures.charts import Chart


class Task(msgspec.Struct, frozen=True):
    """A chart and its number in the report, and the key that its drawing is kept by, if any."""

    number: int
    chart: Chart
    key: str | None
