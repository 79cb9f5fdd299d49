"""Charts of what a model predicted, as frozen data: no matplotlib here."""

import msgspec

from reportgen.figures.charts import Chart


class ConfusionChart(Chart, frozen=True, kw_only=True):
    """`counts[t][p]` samples of class t taken for class p, coloured by their share of the samples of class t."""

    counts: tuple[tuple[int, ...], ...]
    labels: tuple[str, ...]


class ReliabilityChart(Chart, frozen=True, kw_only=True):
    """Accuracy of the samples of each bin of confidence, from 0 to 1, and how many samples each bin has."""

    confidences: tuple[float, ...]
    accuracies: tuple[float, ...]
    counts: tuple[int, ...]


class RateCurve(msgspec.Struct, frozen=True):
    """A curve between 0 and 1, with the area below it."""

    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    area: float


class RateChart(Chart, frozen=True, kw_only=True):
    """ROC or precision–recall curves; `diagonal` draws what guessing gives."""

    curves: tuple[RateCurve, ...]
    x_label: str
    y_label: str
    diagonal: bool = False


class AgreementChart(Chart, frozen=True, kw_only=True):
    """Predicted against true numbers, with the line on which they agree."""

    truths: tuple[float, ...]
    predictions: tuple[float, ...]


class ResidualChart(Chart, frozen=True, kw_only=True):
    """How often the prediction was off by how much: predicted minus true numbers, counted in bins."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


class Picture(msgspec.Struct, frozen=True):
    """`pixels` are `height * width * channels` bytes, row by row; two lines at most below it."""

    height: int
    width: int
    channels: int
    pixels: bytes
    caption: str


class PictureChart(Chart, frozen=True, kw_only=True):
    """Pictures in rows of `columns`, each with its caption."""

    pictures: tuple[Picture, ...]
    columns: int


class ClassBarChart(Chart, frozen=True, kw_only=True):
    """The number of samples of each class, a bar for each of the data's parts."""

    labels: tuple[str, ...]
    parts: tuple[tuple[str, tuple[int, ...]], ...]
