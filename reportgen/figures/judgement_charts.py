"""Charts of what a model predicted, as frozen data: no matplotlib here."""

from dataclasses import dataclass

from reportgen.figures.charts import Chart


@dataclass(frozen=True, kw_only=True)
class ConfusionChart(Chart):
    """`counts[t][p]` samples of class t taken for class p, coloured by their share of the samples of class t."""

    counts: tuple[tuple[int, ...], ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReliabilityChart(Chart):
    """Accuracy of the samples of each bin of confidence, from 0 to 1, and how many samples each bin has."""

    confidences: tuple[float, ...]
    accuracies: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class RateCurve:
    """A curve between 0 and 1, with the area below it."""

    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    area: float


@dataclass(frozen=True, kw_only=True)
class RateChart(Chart):
    """ROC or precision–recall curves; `diagonal` draws what guessing gives."""

    curves: tuple[RateCurve, ...]
    x_label: str
    y_label: str
    diagonal: bool = False


@dataclass(frozen=True, kw_only=True)
class AgreementChart(Chart):
    """Predicted against true numbers, with the line on which they agree."""

    truths: tuple[float, ...]
    predictions: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class ResidualChart(Chart):
    """How often the prediction was off by how much: predicted minus true numbers, counted in bins."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Picture:
    """`pixels` are `height * width * channels` bytes, row by row; two lines at most below it."""

    height: int
    width: int
    channels: int
    pixels: bytes
    caption: str


@dataclass(frozen=True, kw_only=True)
class PictureChart(Chart):
    """Pictures in rows of `columns`, each with its caption."""

    pictures: tuple[Picture, ...]
    columns: int


@dataclass(frozen=True, kw_only=True)
class ClassBarChart(Chart):
    """The number of samples of each class, a bar for each of the data's parts."""

    labels: tuple[str, ...]
    parts: tuple[tuple[str, tuple[int, ...]], ...]
