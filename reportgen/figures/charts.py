"""What a chart shows, as frozen data: no matplotlib here, so that describing a figure costs nothing."""

from typing import Literal

import msgspec

Style = Literal["training", "validation", "neutral", "first", "second", "third", "fourth", "fifth"]
Scale = Literal["linear", "log"]
Unit = Literal["number", "percent"]


class Line(msgspec.Struct, frozen=True):
    """One line: `x` are epochs from 1, `y` may hold NaN and infinities, which leave gaps.

    `marked` are the places of the points that have a marker; None for the usual ones.
    """

    label: str
    style: Style
    x: tuple[int, ...]
    y: tuple[float, ...]
    marked: tuple[int, ...] | None = None


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """What every chart has: its size in millimetres.

    A kind of chart is a subclass here, with its entries in `kinds` (how it is drawn) and `description` (in words).
    """

    width_mm: float
    height_mm: float


class LineChart(Chart, frozen=True, kw_only=True):
    """Values over epochs; `from_zero` makes the vertical axis begin at 0.

    A chart with a single line needs no legend: its vertical axis says what it shows.
    """

    lines: tuple[Line, ...]
    y_label: str
    unit: Unit = "number"
    scale: Scale = "linear"
    from_zero: bool = False
