"""ROC and precision–recall curves of scores, with the areas under them.

Takes arrays of one class against all others, gives arrays. The conventions are those of `sklearn.metrics`, which the
tests compare with: importing it takes longer than a whole report may.
"""

from typing import Any

import msgspec


class Passed(msgspec.Struct, frozen=True):
    """How many positives and negatives have a score at or above each distinct one, from the highest to the lowest."""

    positives: Any
    negatives: Any


def passed(truth: Any, scores: Any) -> Passed:
    """Count the samples at or above each distinct score.

    Args:
        truth: `(samples,)`, True for the positives.
        scores: `(samples,)`, all finite.
    """
    import numpy as np

    ordered = np.sort(scores)
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    above = len(ordered) - first[::-1]
    # Looked up are the positives alone: most classes have few.
    of_each = np.bincount(ordered[first].searchsorted(np.sort(scores[truth])), minlength=len(first))
    positives = of_each[::-1].cumsum()
    return Passed(positives, above - positives)


def roc_curve(counts: Passed) -> tuple[Any, Any]:
    """Return the rates of false and of true positives, both rising from 0 to 1.

    See Fawcett 2006, "An introduction to ROC analysis".

    Points on a line with both of their neighbours are left out: they change neither the curve nor its area.
    """
    import numpy as np

    negatives, positives = counts.negatives, counts.positives
    if len(negatives) > 2:
        bends = (np.diff(negatives, 2) != 0) | (np.diff(positives, 2) != 0)
        corners = np.concatenate(([True], bends, [True]))
        negatives, positives = negatives[corners], positives[corners]
    return _from_zero(negatives) / negatives[-1], _from_zero(positives) / positives[-1]


def precision_recall_curve(counts: Passed) -> tuple[Any, Any]:
    """Return precisions and recalls: the recall falls from 1 to 0, where the precision is 1 by definition."""
    import numpy as np

    precisions = counts.positives / (counts.positives + counts.negatives)
    recalls = counts.positives / counts.positives[-1]
    return np.append(precisions[::-1], 1.0), np.append(recalls[::-1], 0.0)


def area_under(x: Any, y: Any) -> float:
    """Return the area under the line through the points `x`, `y`, whose x rise, by the trapezoidal rule."""
    import numpy as np

    return float((np.diff(x) * (y[1:] + y[:-1]) / 2.0).sum())


def average_precision(precisions: Any, recalls: Any) -> float:
    """Return the area under a precision–recall curve as a step function: the sum of (R[n] - R[n-1]) P[n]."""
    import numpy as np

    return float(max(0.0, -(np.diff(recalls) * precisions[:-1]).sum()))


def _from_zero(counts: Any) -> Any:
    import numpy as np

    return np.concatenate(([0], counts))
