"""What charts of several runs show, as frozen data: a factor and its effect, a grid of two factors, a trade-off."""

import msgspec

from reportgen.figures.charts import Chart, Scale, Unit


class Effect(msgspec.Struct, frozen=True):
    """What one level of a factor gave: the `values` of its runs, which are all finite, at `x`, labelled `label`.

    `x` is the level itself on a numeric axis, else its place from 0.
    """

    label: str
    x: float
    values: tuple[float, ...]


class FactorChart(Chart, frozen=True, kw_only=True):
    """A measure over the levels of one factor: means, with the standard deviation of repeats.

    Levels that are no numbers stand below each other, the measure runs to the right.
    """

    effects: tuple[Effect, ...]
    x_label: str
    y_label: str
    is_numeric: bool = True
    scale: Scale = "linear"
    unit: Unit = "number"


class HeatCell(msgspec.Struct, frozen=True):
    """A cell of a grid: `value` is None where there was no run; `text` and the smaller `note` are printed in it."""

    value: float | None
    text: str
    note: str = ""


class HeatMap(Chart, frozen=True, kw_only=True):
    """A value for each pair of levels: `cells` row by row. The best one is framed; darker is better.

    `is_plain` for a quantity of which neither end is better: darker is more, in grey, and no cell is framed.
    """

    cells: tuple[tuple[HeatCell, ...], ...]
    row_label: str
    column_label: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    value_label: str
    higher_is_better: bool = True
    is_plain: bool = False


class Mark(msgspec.Struct, frozen=True):
    """A run in a plane, told by its number."""

    number: int
    x: float
    y: float


class TradeOff(Chart, frozen=True, kw_only=True):
    """What runs reached over what they cost; `front` names those that no other one beats in both."""

    marks: tuple[Mark, ...]
    front: tuple[int, ...]
    x_label: str
    y_label: str
    x_scale: Scale = "linear"
    unit: Unit = "number"
