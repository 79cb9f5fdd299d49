"""How good a classifier is, from the truth and the scores of each sample.

Takes arrays as `records.predictions` describes them; gives frozen numbers. Imports NumPy only when called.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from reportgen.analysis.class_counts import (
    Counts,
    classes_above,
    confusion_matrix,
    counts_of_classes,
    counts_of_labels,
    precision_recall_f1,
    weighted_mean,
)
from reportgen.analysis.score_curves import area_under, average_precision, passed, precision_recall_curve, roc_curve
from reportgen.records.predictions import PredictedOutput
from reportgen.store.arrays import PredictedArrays

_CONFUSIONS = 5
_FEW_CLASSES = 10
_MANY_CLASSES = 6
_BINS = 15
_CURVE_POINTS = 120
_SUMS_TO_ONE = 1e-2
_THRESHOLD = 0.5


class ClassScores(msgspec.Struct, frozen=True):
    """Precision, recall and F1 score of one class, from 0 to 1, and the number of its samples."""

    precision: float
    recall: float
    f1: float
    support: int


class Confusion(msgspec.Struct, frozen=True):
    """Samples of class `truth` taken for class `predicted`: how many, and which share of those of `truth`."""

    truth: int
    predicted: int
    count: int
    share: float


class Calibration(msgspec.Struct, frozen=True):
    """How far confidence can be trusted (Guo et al. 2017, "On Calibration of Modern Neural Networks").

    Mean confidence, accuracy and number of samples of each bin of equal width that has any, and the expected error:
    the mean distance of the two, weighted by the samples.
    """

    confidences: tuple[float, ...]
    accuracies: tuple[float, ...]
    counts: tuple[int, ...]
    expected_error: float


class ScoreCurves(msgspec.Struct, frozen=True):
    """One class against all others: ROC curve and precision–recall curve, thinned, with the areas of the whole ones.

    `average_precision` is the area under the precision–recall curve as a step function.
    """

    label: int
    false_positive_rates: tuple[float, ...]
    true_positive_rates: tuple[float, ...]
    area: float
    recalls: tuple[float, ...]
    precisions: tuple[float, ...]
    average_precision: float


class Classification(msgspec.Struct, frozen=True):
    """A classifier judged on `samples` samples.

    `confusion[t][p]` counts the samples of class t taken for class p; empty for several labels a sample, where
    `accuracy` is the share of samples with every label right. `top_k` are pairs of k and the share of samples whose
    class is among the k with the highest scores.
    """

    samples: int
    accuracy: float
    confusion: tuple[tuple[int, ...], ...]
    classes: tuple[ClassScores, ...]
    macro: ClassScores
    weighted: ClassScores
    confused: tuple[Confusion, ...]
    top_k: tuple[tuple[int, float], ...]
    calibration: Calibration | None
    curves: tuple[ScoreCurves, ...]


def classify(arrays: PredictedArrays) -> Classification:
    """Judge the predictions of one output of classes, of two classes or of several labels a sample."""
    import numpy as np

    truth, scores = arrays.truth, arrays.scores.astype(np.float64)
    chances = _probabilities(scores, arrays.output)
    # Sums and comparisons over the samples of a class are several times faster where these lie side by side.
    columns = np.ascontiguousarray(scores.T)
    if arrays.output.task == "labels":
        predicted: Any = _positive(scores if chances is None else chances)
        return _labels(truth, predicted, columns)
    is_two = arrays.output.task == "two classes"
    predicted = _positive(scores if chances is None else chances) if is_two else scores.argmax(axis=1)
    number = 2 if is_two else scores.shape[1]
    matrix = confusion_matrix(truth, predicted, number)
    counts = counts_of_classes(matrix)
    # A class that neither occurs nor is predicted counts in no mean.
    classes, macro, weighted = _class_scores(counts, (counts.true > 0) | (counts.predicted > 0))
    return Classification(
        samples=len(truth),
        accuracy=float((truth == predicted).mean()),
        confusion=tuple(map(tuple, matrix.tolist())),
        classes=classes,
        macro=macro,
        weighted=weighted,
        confused=tuple(_confused(matrix)),
        top_k=tuple(_top_k(truth, columns)) if not is_two else (),
        calibration=_calibration(truth, predicted, chances),
        curves=tuple(_curve(1, truth, scores) if is_two else _curves_of_classes(truth, columns)),
    )


def probabilities(arrays: PredictedArrays) -> Any:
    """Return the scores as probabilities, logits through softmax or sigmoid; None for scores that are neither."""
    import numpy as np

    return _probabilities(arrays.scores.astype(np.float64), arrays.output)


def _probabilities(scores: Any, output: PredictedOutput) -> Any:
    import numpy as np

    if output.from_logits:
        if output.task == "classes":
            raised = np.exp(scores - scores.max(axis=1, keepdims=True))
            return raised / raised.sum(axis=1, keepdims=True)
        return 1 / (1 + np.exp(-np.clip(scores, -500, 500)))
    inside = bool(np.isfinite(scores).all()) and scores.min() >= 0 and scores.max() <= 1 + _SUMS_TO_ONE
    if not inside or (output.task == "classes" and np.abs(scores.sum(axis=1) - 1).max() > _SUMS_TO_ONE):
        return None
    return scores


class Mistake(msgspec.Struct, frozen=True):
    """Sample number `place` of those kept, of class `truth`, taken for `predicted` with that probability, if known."""

    place: int
    truth: int
    predicted: int
    confidence: float | None


def mistakes_of(arrays: PredictedArrays, places: Any) -> tuple[Mistake, ...]:
    """Return what is known of the misclassified samples at `places` of predictions of classes."""
    chances = probabilities(arrays)
    pairs = [(place, int(arrays.scores[place].argmax())) for place in places.tolist()]
    return tuple(
        Mistake(place, int(arrays.truth[place]), given, None if chances is None else float(chances[place, given]))
        for place, given in pairs
    )


def _positive(chances: Any) -> Any:
    """Return 1 where a class or label is more likely than not, as Keras's BinaryAccuracy."""
    return (chances > _THRESHOLD).astype(int)


def _labels(truth: Any, predicted: Any, columns: Any) -> Classification:
    classes, macro, weighted = _class_scores(counts_of_labels(truth, predicted), slice(None))
    return Classification(
        samples=len(truth),
        accuracy=float((truth == predicted).all(axis=1).mean()),
        confusion=(),
        classes=classes,
        macro=macro,
        weighted=weighted,
        confused=(),
        top_k=(),
        calibration=None,
        curves=tuple(_curves_of_labels(truth, columns)),
    )


def _class_scores(counts: Counts, counted: Any) -> tuple[tuple[ClassScores, ...], ClassScores, ClassScores]:
    """Return the scores of all classes, and the means over those that are `counted`, plain and by their samples."""
    each = precision_recall_f1(counts)
    classes = tuple(map(ClassScores, *(values.tolist() for values in (*each, counts.true))))

    def mean_of(average: Callable[[Any], float]) -> ClassScores:
        precision, recall, f1 = (average(values[counted]) for values in each)
        return ClassScores(precision, recall, f1, int(counts.true.sum()))

    weights = counts.true[counted]
    return classes, mean_of(lambda values: float(values.mean())), mean_of(lambda values: weighted_mean(values, weights))


def _confused(matrix: Any) -> Iterator[Confusion]:
    """Yield the pairs most often confused, the most frequent first."""
    import numpy as np

    supports = matrix.sum(axis=1)
    wrong = matrix - np.diag(matrix.diagonal())
    truths, predictions = np.nonzero(wrong)
    order = np.argsort(-wrong[truths, predictions], kind="stable")[:_CONFUSIONS]
    for truth, predicted in zip(truths[order].tolist(), predictions[order].tolist(), strict=True):
        count = int(matrix[truth, predicted])
        yield Confusion(truth, predicted, count, float(count / supports[truth]))


def _top_k(truth: Any, columns: Any) -> Iterator[tuple[int, float]]:
    import numpy as np

    if len(columns) < _MANY_CLASSES or not np.isfinite(columns).all():
        return
    above = classes_above(truth, columns)
    for k in (3, 5):
        yield k, float((above < k).mean())


def _calibration(truth: Any, predicted: Any, chances: Any) -> Calibration | None:
    import numpy as np

    if chances is None or not np.isfinite(chances).all():
        return None
    confidence = _of_predicted(chances, predicted) if chances.ndim > 1 else np.maximum(chances, 1 - chances)
    right = predicted == truth
    places = np.clip(np.ceil(confidence * _BINS).astype(int) - 1, 0, _BINS - 1)
    counts = np.bincount(places, minlength=_BINS)
    filled = counts > 0
    mean_confidence = np.bincount(places, confidence, _BINS)[filled] / counts[filled]
    accuracy = np.bincount(places, right, _BINS)[filled] / counts[filled]
    gaps = np.abs(accuracy - mean_confidence)
    return Calibration(
        tuple(mean_confidence.tolist()),
        tuple(accuracy.tolist()),
        tuple(counts[filled].tolist()),
        float((gaps * counts[filled]).sum() / counts.sum()),
    )


def _of_predicted(chances: Any, predicted: Any) -> Any:
    import numpy as np

    return chances[np.arange(len(chances)), predicted]


def _curves_of_classes(truth: Any, columns: Any) -> Iterator[ScoreCurves]:
    if len(columns) <= _FEW_CLASSES:
        for label, scores in enumerate(columns):
            yield from _curve(label, truth == label, scores)


def _curves_of_labels(truth: Any, columns: Any) -> Iterator[ScoreCurves]:
    if len(columns) <= _FEW_CLASSES:
        for label, scores in enumerate(columns):
            yield from _curve(label, truth[:, label], scores)


def _curve(label: int, truth: Any, scores: Any) -> Iterator[ScoreCurves]:
    """Yield the curves of one class; none if all samples or no sample are of it, or a score is no number."""
    import numpy as np

    positives = int(np.count_nonzero(truth))
    if not 0 < positives < len(truth) or not np.isfinite(scores).all():
        return
    counts = passed(truth.astype(bool), scores)
    false_rates, true_rates = roc_curve(counts)
    precisions, recalls = precision_recall_curve(counts)
    area, mean_precision = area_under(false_rates, true_rates), average_precision(precisions, recalls)
    yield ScoreCurves(label, *_thinned(false_rates, true_rates), area, *_thinned(recalls, precisions), mean_precision)


def _thinned(x: Any, y: Any) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return at most so many points as a chart can show, the ends among them."""
    import numpy as np

    if len(x) > _CURVE_POINTS:
        shown = np.linspace(0, len(x) - 1, _CURVE_POINTS).round().astype(int)
        x, y = x[shown], y[shown]
    return tuple(x.tolist()), tuple(y.tolist())
