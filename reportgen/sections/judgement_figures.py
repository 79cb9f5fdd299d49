"""The figures of an evaluation: what is shown in which size, and in which words."""

import math
from collections.abc import Iterator
from string import ascii_lowercase

from reportgen.analysis.classification import Calibration, Classification, Mistake, ScoreCurves
from reportgen.analysis.pictures import KeptPicture
from reportgen.analysis.regression import Regression
from reportgen.figures.charts import Chart
from reportgen.figures.judgement_charts import (
    AgreementChart,
    ConfusionChart,
    Picture,
    PictureChart,
    RateChart,
    RateCurve,
    ReliabilityChart,
    ResidualChart,
)
from reportgen.language import _
from reportgen.language.numbers import percentage
from reportgen.sections.figure import Figure, Subfigure

# The text is 162 mm wide.
_WIDE, _HALF, _HALF_HEIGHT = 162.0, 79.0, 58.0
_FEW_CLASSES, _SOME_CLASSES = 3, 30
_COLUMNS, _PICTURE_MM, _CAPTION_MM = 8, 16.0, 6.6

Described = tuple[str, Chart]


def classification_figure(
    anchor: str, number: int, found: Classification, labels: tuple[str, ...], *, with_curves: bool
) -> Figure | None:
    """Return confusion matrix, reliability diagram, ROC and precision–recall curves, as far as there are any.

    Without `with_curves` the last two are left out where there is a matrix.
    """
    described = list(_confusion(found, labels))
    if with_curves or not described:
        described += _curves(found.curves, labels)
    if not described:
        return None
    return Figure(anchor, _("How model {number} classifies.").format(number=number), _lettered(described))


def _lettered(described: list[Described]) -> tuple[Subfigure, ...]:
    pairs = zip(ascii_lowercase, described, strict=False)
    return tuple(Subfigure(letter, caption, chart) for letter, (caption, chart) in pairs)


def _confusion(found: Classification, labels: tuple[str, ...]) -> Iterator[Described]:
    if found.confusion:
        width, height = _matrix_size(len(labels))
        caption = _("Confusion matrix; the darker, the greater the share of the true class.")
        yield caption, ConfusionChart(counts=found.confusion, labels=labels, width_mm=width, height_mm=height)
    if found.calibration:
        caption = _("Reliability: accuracy by confidence, and grey the number of samples.")
        yield caption, _reliability(found.calibration)


def _matrix_size(classes: int) -> tuple[float, float]:
    if classes <= _FEW_CLASSES:
        return _HALF, _HALF_HEIGHT
    return (92.0, 90.0) if classes <= _SOME_CLASSES else (134.0, 126.0)


def _reliability(calibration: Calibration) -> ReliabilityChart:
    return ReliabilityChart(
        confidences=calibration.confidences,
        accuracies=calibration.accuracies,
        counts=calibration.counts,
        width_mm=64.0,
        height_mm=_HALF_HEIGHT,
    )


def _curves(curves: tuple[ScoreCurves, ...], labels: tuple[str, ...]) -> Iterator[Described]:
    if not curves:
        return
    rates = tuple(
        _rates(labels[curve.label], curve.false_positive_rates, curve.true_positive_rates, curve.area)
        for curve in curves
    )
    yield (
        _("ROC curves, one class against all others.") if len(curves) > 1 else _("ROC curve."),
        RateChart(
            curves=rates,
            x_label=_("False positive rate"),
            y_label=_("True positive rate"),
            diagonal=True,
            width_mm=_HALF,
            height_mm=_HALF_HEIGHT,
        ),
    )
    precisions = tuple(
        _rates(labels[curve.label], curve.recalls, curve.precisions, curve.average_precision) for curve in curves
    )
    yield (
        _("Precision by recall; areas are average precisions."),
        RateChart(
            curves=precisions, x_label=_("Recall"), y_label=_("Precision"), width_mm=_HALF, height_mm=_HALF_HEIGHT
        ),
    )


# Rates that were met: those of a thousand runs are three million numbers, of 32 bytes each, and few different ones,
# shares of samples. Equal ones become the same object, as long as they are not too many.
_RATES: dict[float, float] = {}
_MOST_RATES = 2**16


def _rates(label: str, x: tuple[float, ...], y: tuple[float, ...], area: float) -> RateCurve:
    if len(_RATES) > _MOST_RATES:
        _RATES.clear()
    once = _RATES.setdefault
    return RateCurve(label, tuple(map(once, x, x)), tuple(map(once, y, y)), area)


def mistakes_figure(
    anchor: str, mistakes: tuple[Mistake, ...], kept: tuple[KeptPicture, ...], labels: tuple[str, ...]
) -> Figure | None:
    """Return the misclassified pictures with truth, prediction and confidence; None if there are none."""
    if not mistakes:
        return None
    pictures = []
    for mistake, picture in zip(mistakes, kept, strict=True):
        sure = "" if mistake.confidence is None else f" ({percentage(f'{100 * mistake.confidence:.0f}')})"
        pictures.append(picture_of(picture, f"{labels[mistake.truth]}\n→ {labels[mistake.predicted]}{sure}"))
    caption = _("The mistakes made with the greatest confidence: true class, → predicted class and its probability.")
    return Figure(anchor, caption, (Subfigure("a", "", picture_chart(tuple(pictures))),))


def picture_of(kept: KeptPicture, caption: str) -> Picture:
    """Return a picture of a chart, with its caption."""
    return Picture(kept.height, kept.width, kept.channels, kept.pixels, caption)


def picture_chart(
    pictures: tuple[Picture, ...], caption_mm: float = _CAPTION_MM, columns: int = _COLUMNS
) -> PictureChart:
    """Return pictures in rows of `columns` over the width of the text, `caption_mm` kept free below each."""
    rows = math.ceil(len(pictures) / columns)
    side = min(_PICTURE_MM, _WIDE / columns - 1.6)
    height = rows * (side + caption_mm + 1.6)
    return PictureChart(pictures=pictures, columns=columns, width_mm=_WIDE, height_mm=height)


def regression_figure(anchor: str, judged: Regression) -> Figure:
    """Return predicted against true values, and the residuals."""
    described: list[Described] = [
        (
            _("Predicted against true values."),
            AgreementChart(
                truths=judged.truths, predictions=judged.predictions, width_mm=_HALF, height_mm=_HALF_HEIGHT
            ),
        ),
        (
            _("Residuals."),
            ResidualChart(
                edges=judged.residual_edges,
                counts=judged.residual_counts,
                width_mm=_HALF,
                height_mm=_HALF_HEIGHT,
            ),
        ),
    ]
    return Figure(anchor, _("Predictions of {number} samples.").format(number=judged.samples), _lettered(described))
