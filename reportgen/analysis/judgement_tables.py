"""The numbers of the section "Evaluation" as rows of tables. Shares and metrics are fractions from 0 to 1.

`id` is that of the run, `output` the name of the model's output, empty for the only one.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from reportgen.analysis.classification import ScoreCurves
from reportgen.analysis.judged import JudgedOutput
from reportgen.analysis.regression import Regression


class ClassificationRow(msgspec.Struct, frozen=True):
    """A classifier as a whole; of several labels a sample `accuracy` is the share with every label right."""

    id: str
    output: str
    data: str
    samples: int
    of_samples: int
    epochs_trained: int | None
    accuracy: float
    macro_precision: float
    macro_recall: float
    macro_f1: float
    weighted_precision: float
    weighted_recall: float
    weighted_f1: float
    top_3: float | None
    top_5: float | None
    mean_roc_area: float | None
    expected_calibration_error: float | None


class ClassRow(msgspec.Struct, frozen=True):
    """A class with its scores; `roc_area` and `average_precision` where it has curves."""

    id: str
    output: str
    class_number: int
    class_name: str
    precision: float
    recall: float
    f1: float
    support: int
    roc_area: float | None
    average_precision: float | None


class ConfusionRow(msgspec.Struct, frozen=True):
    """A cell of the confusion matrix; `share` is that of the samples of the true class, None if it has none."""

    id: str
    output: str
    truth: int
    predicted: int
    truth_name: str
    predicted_name: str
    count: int
    share: float | None


class MistakeRow(msgspec.Struct, frozen=True):
    """A misclassified picture that was kept; `sample` counts those kept from 0, `confidence` is of the prediction."""

    id: str
    sample: int
    truth: int
    predicted: int
    truth_name: str
    predicted_name: str
    confidence: float | None


class ReliabilityRow(msgspec.Struct, frozen=True):
    """A bar of the reliability diagram: mean confidence and accuracy of the samples of one bin."""

    id: str
    output: str
    confidence: float
    accuracy: float
    samples: int


class RocRow(msgspec.Struct, frozen=True):
    """A point of the ROC curve of one class against all others."""

    id: str
    output: str
    class_number: int
    class_name: str
    false_positive_rate: float
    true_positive_rate: float


class PrecisionRecallRow(msgspec.Struct, frozen=True):
    """A point of the precision–recall curve of one class against all others."""

    id: str
    output: str
    class_number: int
    class_name: str
    recall: float
    precision: float


class RegressionRow(msgspec.Struct, frozen=True):
    """One predicted number, `value` counting those of an output from 1; errors in the unit of the targets."""

    id: str
    output: str
    value: int
    data: str
    samples: int
    of_samples: int
    epochs_trained: int | None
    mean_absolute_error: float
    root_mean_squared_error: float
    r2: float | None


class AgreementRow(msgspec.Struct, frozen=True):
    """A point of the chart of predicted against true values: at most 1 500, evenly spread."""

    id: str
    output: str
    value: int
    truth: float
    prediction: float


class ResidualRow(msgspec.Struct, frozen=True):
    """A bar of the histogram of prediction minus truth, from `lower` to `upper`, over all samples."""

    id: str
    output: str
    value: int
    lower: float
    upper: float
    samples: int


def classification_rows(judged: Iterable[JudgedOutput]) -> Iterator[ClassificationRow]:
    """Yield a row for each output of classes."""
    for item in judged:
        if found := item.classes:
            top = dict(found.top_k)
            areas = [curve.area for curve in found.curves]
            yield ClassificationRow(
                *_origin(item),
                item.record.data,
                found.samples,
                item.record.of_samples,
                item.record.epochs_trained,
                found.accuracy,
                *(found.macro.precision, found.macro.recall, found.macro.f1),
                *(found.weighted.precision, found.weighted.recall, found.weighted.f1),
                top.get(3),
                top.get(5),
                sum(areas) / len(areas) if areas else None,
                found.calibration.expected_error if found.calibration else None,
            )


def _origin(item: JudgedOutput) -> tuple[str, str]:
    return item.run.stored.run.id, item.output


def class_rows(judged: Iterable[JudgedOutput]) -> Iterator[ClassRow]:
    """Yield a row for each class of each output."""
    for item in judged:
        curves = {curve.label: curve for curve in item.classes.curves} if item.classes else {}
        for place, scores in enumerate(item.classes.classes if item.classes else ()):
            curve = curves.get(place)
            yield ClassRow(
                *_origin(item),
                place,
                item.names[place],
                precision=scores.precision,
                recall=scores.recall,
                f1=scores.f1,
                support=scores.support,
                roc_area=curve.area if curve else None,
                average_precision=curve.average_precision if curve else None,
            )


def confusion_rows(judged: Iterable[JudgedOutput]) -> Iterator[ConfusionRow]:
    """Yield a row for each pair of classes; none for several labels a sample."""
    for item in judged:
        for truth, counts in enumerate(item.classes.confusion if item.classes else ()):
            of_class = sum(counts)
            for predicted, count in enumerate(counts):
                names = (item.names[truth], item.names[predicted])
                share = count / of_class if of_class else None
                yield ConfusionRow(*_origin(item), truth, predicted, *names, count, share)


def mistake_rows(judged: Iterable[JudgedOutput]) -> Iterator[MistakeRow]:
    """Yield a row for each misclassified picture that was kept."""
    for item in judged:
        for found in item.mistakes:
            names = (item.names[found.truth], item.names[found.predicted])
            place = (found.place, found.truth, found.predicted)
            yield MistakeRow(item.run.stored.run.id, *place, *names, found.confidence)


def reliability_rows(judged: Iterable[JudgedOutput]) -> Iterator[ReliabilityRow]:
    """Yield a row for each bin of confidence that has samples."""
    for item in judged:
        if item.classes and (found := item.classes.calibration):
            for confidence, accuracy, samples in zip(found.confidences, found.accuracies, found.counts, strict=True):
                yield ReliabilityRow(*_origin(item), confidence, accuracy, samples)


def roc_rows(judged: Iterable[JudgedOutput]) -> Iterator[RocRow]:
    """Yield a row for each point of each ROC curve."""
    for item, curve in _curves(judged):
        for point in zip(curve.false_positive_rates, curve.true_positive_rates, strict=True):
            yield RocRow(*_origin(item), curve.label, item.names[curve.label], *point)


def precision_recall_rows(judged: Iterable[JudgedOutput]) -> Iterator[PrecisionRecallRow]:
    """Yield a row for each point of each precision–recall curve."""
    for item, curve in _curves(judged):
        for point in zip(curve.recalls, curve.precisions, strict=True):
            yield PrecisionRecallRow(*_origin(item), curve.label, item.names[curve.label], *point)


def _curves(judged: Iterable[JudgedOutput]) -> Iterator[tuple[JudgedOutput, ScoreCurves]]:
    for item in judged:
        for curve in item.classes.curves if item.classes else ():
            yield item, curve


def regression_rows(judged: Iterable[JudgedOutput]) -> Iterator[RegressionRow]:
    """Yield a row for each predicted number."""
    for item, value, found in _numbers(judged):
        yield RegressionRow(
            *_origin(item),
            value,
            data=item.record.data,
            samples=found.samples,
            of_samples=item.record.of_samples,
            epochs_trained=item.record.epochs_trained,
            mean_absolute_error=found.mean_absolute_error,
            root_mean_squared_error=found.root_mean_squared_error,
            r2=found.r2,
        )


def agreement_rows(judged: Iterable[JudgedOutput]) -> Iterator[AgreementRow]:
    """Yield a row for each point of predicted against true values."""
    for item, value, found in _numbers(judged):
        for point in zip(found.truths, found.predictions, strict=True):
            yield AgreementRow(*_origin(item), value, *point)


def residual_rows(judged: Iterable[JudgedOutput]) -> Iterator[ResidualRow]:
    """Yield a row for each bar of each histogram of residuals."""
    for item, value, found in _numbers(judged):
        for (lower, upper), samples in zip(pairwise(found.residual_edges), found.residual_counts, strict=True):
            yield ResidualRow(*_origin(item), value, lower, upper, samples)


def _numbers(judged: Iterable[JudgedOutput]) -> Iterator[tuple[JudgedOutput, int, Regression]]:
    for item in judged:
        for value, found in enumerate(item.numbers, start=1):
            yield item, value, found
