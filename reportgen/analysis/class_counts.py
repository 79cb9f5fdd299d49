"""How often which class was taken for which, and the scores that follow from these counts, all classes at once.

Takes arrays of whole numbers, gives arrays. The conventions are those of `sklearn.metrics`, which the tests compare
with: importing it takes longer than a whole report may.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Counts:
    """Samples `(classes,)`: `right` of each class taken for it, all that were `predicted` as it, all that are it."""

    right: Any
    predicted: Any
    true: Any


def confusion_matrix(truth: Any, predicted: Any, classes: int) -> Any:
    """Return how many samples of each class were taken for which: `(classes, classes)`, a row for each true class.

    Args:
        truth: `(samples,)` classes from 0 to `classes` - 1.
        predicted: what they were taken for, likewise.
        classes: how many there are.
    """
    import numpy as np

    places = truth.astype(np.intp) * classes + predicted
    return np.bincount(places, minlength=classes * classes).reshape(classes, classes)


def counts_of_classes(confusion: Any) -> Counts:
    """Return the counts of the classes of a confusion matrix."""
    return Counts(confusion.diagonal(), confusion.sum(axis=0), confusion.sum(axis=1))


def counts_of_labels(truth: Any, predicted: Any) -> Counts:
    """Return the counts of labels, of which a sample has any number.

    Args:
        truth: `(samples, labels)`, 0 or 1.
        predicted: likewise.
    """
    import numpy as np

    right = np.count_nonzero(np.logical_and(truth, predicted), axis=0)
    return Counts(right, np.count_nonzero(predicted, axis=0), np.count_nonzero(truth, axis=0))


def precision_recall_f1(counts: Counts) -> tuple[Any, Any, Any]:
    """Return precision, recall and F1 score of each class, `(classes,)` each, from 0 to 1.

    Right among predicted, right among true, and the harmonic mean of the two, 2 right / (true + predicted)
    (van Rijsbergen 1979, "Information Retrieval", chapter 7); 0 where nothing is to be divided by.
    """
    return (
        _ratio(counts.right, counts.predicted),
        _ratio(counts.right, counts.true),
        _ratio(2.0 * counts.right, counts.true + counts.predicted),
    )


def _ratio(part: Any, whole: Any) -> Any:
    import numpy as np

    return part / np.where(whole == 0, 1, whole)


def weighted_mean(values: Any, weights: Any) -> float:
    """Return the mean of `values` `(classes,)` by their samples; the plain one where no class has any."""
    import numpy as np

    return float(np.average(values, weights=weights) if weights.any() else values.mean())


def share_of_top(truth: Any, scores: Any, number: int) -> float:
    """Return the share of samples whose class is among the `number` with the highest scores, from 0 to 1.

    Of equal scores that of the later class counts as the higher.

    Args:
        truth: `(samples,)` classes.
        scores: `(samples, classes)`, all finite.
        number: how many of the classes count as right.
    """
    import numpy as np

    own = np.take_along_axis(scores, truth.astype(np.intp)[:, None], axis=1)
    is_later = np.arange(scores.shape[1]) > truth[:, None]
    above = (scores > own) | ((scores == own) & is_later)
    return float((np.count_nonzero(above, axis=1) < number).mean())
