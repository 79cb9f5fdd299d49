"""How good a classifier is, from the truth and the scores of each sample. scikit-learn computes the metrics.

Takes arrays as `records.predictions` describes them; gives frozen numbers. Imports scikit-learn and NumPy only when
called: they take half a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportgen.store.arrays import PredictedArrays

_CONFUSIONS = 5
_FEW_CLASSES = 10
_MANY_CLASSES = 6
_BINS = 15
_CURVE_POINTS = 120
_SUMS_TO_ONE = 1e-2
_THRESHOLD = 0.5


@dataclass(frozen=True)
class ClassScores:
    """Precision, recall and F1 score of one class, from 0 to 1, and the number of its samples."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Confusion:
    """Samples of class `truth` taken for class `predicted`: how many, and which share of those of `truth`."""

    truth: int
    predicted: int
    count: int
    share: float


@dataclass(frozen=True)
class Calibration:
    """How far confidence can be trusted (Guo et al. 2017, "On Calibration of Modern Neural Networks").

    Mean confidence, accuracy and number of samples of each bin of equal width that has any, and the expected error:
    the mean distance of the two, weighted by the samples.
    """

    confidences: tuple[float, ...]
    accuracies: tuple[float, ...]
    counts: tuple[int, ...]
    expected_error: float


@dataclass(frozen=True)
class ScoreCurves:
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


@dataclass(frozen=True)
class Classification:
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
    from sklearn.metrics import accuracy_score, confusion_matrix

    truth, chances = arrays.truth, probabilities(arrays)
    scores = arrays.scores.astype(np.float64)
    if arrays.output.task == "labels":
        predicted: Any = _positive(scores if chances is None else chances)
        return _labels(truth, predicted, scores)
    is_two = arrays.output.task == "two classes"
    predicted = _positive(scores if chances is None else chances) if is_two else scores.argmax(axis=1)
    number = 2 if is_two else scores.shape[1]
    matrix = confusion_matrix(truth, predicted, labels=range(number))
    classes, macro, weighted = _class_scores(truth, predicted, number)
    return Classification(
        samples=len(truth),
        accuracy=float(accuracy_score(truth, predicted)),
        confusion=tuple(tuple(int(count) for count in row) for row in matrix),
        classes=classes,
        macro=macro,
        weighted=weighted,
        confused=tuple(_confused(matrix)),
        top_k=tuple(_top_k(truth, scores)) if not is_two else (),
        calibration=_calibration(truth, predicted, chances),
        curves=tuple(_curves(truth, scores, number)),
    )


def probabilities(arrays: PredictedArrays) -> Any:
    """Return the scores as probabilities, logits through softmax or sigmoid; None for scores that are neither."""
    import numpy as np

    scores = arrays.scores.astype(np.float64)
    if arrays.output.from_logits:
        if arrays.output.task == "classes":
            raised = np.exp(scores - scores.max(axis=1, keepdims=True))
            return raised / raised.sum(axis=1, keepdims=True)
        return 1 / (1 + np.exp(-np.clip(scores, -500, 500)))
    inside = bool(np.isfinite(scores).all()) and scores.min() >= 0 and scores.max() <= 1 + _SUMS_TO_ONE
    if not inside or (arrays.output.task == "classes" and np.abs(scores.sum(axis=1) - 1).max() > _SUMS_TO_ONE):
        return None
    return scores


@dataclass(frozen=True)
class Mistake:
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


def _labels(truth: Any, predicted: Any, scores: Any) -> Classification:
    from sklearn.metrics import accuracy_score

    classes, macro, weighted = _class_scores(truth, predicted, truth.shape[1])
    return Classification(
        samples=len(truth),
        accuracy=float(accuracy_score(truth, predicted)),
        confusion=(),
        classes=classes,
        macro=macro,
        weighted=weighted,
        confused=(),
        top_k=(),
        calibration=None,
        curves=tuple(_curves_of_labels(truth, scores)),
    )


def _class_scores(truth: Any, predicted: Any, number: int) -> tuple[tuple[ClassScores, ...], ClassScores, ClassScores]:
    from sklearn.metrics import precision_recall_fscore_support

    each = precision_recall_fscore_support(
        truth, predicted, average=None, labels=list(range(number)), zero_division=0.0
    )
    classes = tuple(
        ClassScores(float(precision), float(recall), float(f1), int(support))
        for precision, recall, f1, support in zip(*each, strict=True)
    )
    support = sum(scores.support for scores in classes)
    # A class that neither occurs nor is predicted counts in no mean, a label does: as scikit-learn has it.
    present = [place for place, scores in enumerate(classes) if scores.support or _counts(predicted, place)]
    means = []
    for average in ("macro", "weighted"):
        precision, recall, f1, _ = precision_recall_fscore_support(
            truth, predicted, average=average, labels=present, zero_division=0.0
        )
        means.append(ClassScores(float(precision), float(recall), float(f1), support))
    return classes, means[0], means[1]


def _counts(predicted: Any, place: int) -> bool:
    return predicted.ndim > 1 or bool((predicted == place).any())


def _confused(matrix: Any) -> Iterator[Confusion]:
    """Yield the pairs most often confused, the most frequent first."""
    supports = matrix.sum(axis=1)
    pairs = [
        Confusion(truth, predicted, int(matrix[truth, predicted]), float(matrix[truth, predicted] / supports[truth]))
        for truth in range(len(matrix))
        for predicted in range(len(matrix))
        if truth != predicted and matrix[truth, predicted]
    ]
    yield from sorted(pairs, key=lambda pair: (-pair.count, pair.truth, pair.predicted))[:_CONFUSIONS]


def _top_k(truth: Any, scores: Any) -> Iterator[tuple[int, float]]:
    import numpy as np
    from sklearn.metrics import top_k_accuracy_score

    number = scores.shape[1]
    for k in (3, 5):
        if number >= _MANY_CLASSES and k < number and np.isfinite(scores).all():
            yield k, float(top_k_accuracy_score(truth, scores, k=k, labels=range(number)))


def _calibration(truth: Any, predicted: Any, chances: Any) -> Calibration | None:
    import numpy as np

    if chances is None or not np.isfinite(chances).all():
        return None
    confidence = chances.max(axis=1) if chances.ndim > 1 else np.maximum(chances, 1 - chances)
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


def _curves(truth: Any, scores: Any, number: int) -> Iterator[ScoreCurves]:
    if scores.ndim == 1:
        yield from _curve(1, truth, scores)
    elif number <= _FEW_CLASSES:
        for label in range(number):
            yield from _curve(label, truth == label, scores[:, label])


def _curves_of_labels(truth: Any, scores: Any) -> Iterator[ScoreCurves]:
    if truth.shape[1] <= _FEW_CLASSES:
        for label in range(truth.shape[1]):
            yield from _curve(label, truth[:, label], scores[:, label])


def _curve(label: int, truth: Any, scores: Any) -> Iterator[ScoreCurves]:
    """Yield the curves of one class; none if all samples or no sample are of it, or a score is no number."""
    import numpy as np
    from sklearn.metrics import auc, average_precision_score, precision_recall_curve, roc_curve

    positives = int(np.count_nonzero(truth))
    if not 0 < positives < len(truth) or not np.isfinite(scores).all():
        return
    false_rates, true_rates, _ = roc_curve(truth, scores)
    precisions, recalls, _ = precision_recall_curve(truth, scores)
    yield ScoreCurves(
        label=label,
        false_positive_rates=_thinned(false_rates),
        true_positive_rates=_thinned(true_rates),
        area=float(auc(false_rates, true_rates)),
        recalls=_thinned(recalls),
        precisions=_thinned(precisions),
        average_precision=float(average_precision_score(truth, scores)),
    )


def _thinned(values: Any) -> tuple[float, ...]:
    """Return at most so many values as a chart can show, the ends among them."""
    import numpy as np

    if len(values) <= _CURVE_POINTS:
        return tuple(values.tolist())
    return tuple(values[np.linspace(0, len(values) - 1, _CURVE_POINTS).round().astype(int)].tolist())
