"""How often which class was taken for which, and the scores that follow from these counts, all classes at once.

Takes arrays of whole numbers, gives arrays. The conventions are those of `sklearn.metrics`, which the tests compare
with: importing it takes longer than a whole report may.
"""

from typing import Any

import msgspec


class Counts(msgspec.Struct, frozen=True):
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


def classes_above(truth: Any, columns: Any) -> Any:
    """Return how many classes have a higher score than the true one has, for each sample: `(samples,)`.

    Of equal scores that of the later class counts as the higher. The share of samples with fewer than k is the top-k
    accuracy.

    Args:
        truth: `(samples,)` classes.
        columns: `(classes, samples)` scores, all finite.
    """
    import numpy as np

    own = columns[truth, np.arange(len(truth))]
    is_later = np.arange(len(columns))[:, None] > truth
    return np.add.reduce((columns > own) | ((columns == own) & is_later), axis=0, dtype=np.uint16)
