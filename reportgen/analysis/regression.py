"""How good a model of numbers is, from the truth and prediction of each sample."""

from typing import Any

import msgspec

from reportgen.store.arrays import PredictedArrays

_MOST_POINTS = 1_500
_RESIDUAL_BINS = 24


class Regression(msgspec.Struct, frozen=True):
    """One number predicted for `samples` samples, in the unit of the targets; `r2` has none.

    `truths` and `predictions` are those of at most 1 500 evenly spread samples, for a chart. `residual_counts` are the
    samples whose prediction minus truth lies between one of `residual_edges` and the next.
    """

    samples: int
    mean_absolute_error: float
    root_mean_squared_error: float
    r2: float | None
    truths: tuple[float, ...]
    predictions: tuple[float, ...]
    residual_edges: tuple[float, ...]
    residual_counts: tuple[int, ...]


def judge_numbers(arrays: PredictedArrays) -> tuple[Regression, ...]:
    """Judge each number that an output predicts; none whose predictions are not all finite."""
    import numpy as np

    truth, scores = (array.reshape(len(array), -1).astype(np.float64) for array in (arrays.truth, arrays.scores))
    columns = ((truth[:, place], scores[:, place]) for place in range(truth.shape[1]))
    return tuple(_judged(*pair) for pair in columns if np.isfinite(pair).all())


def _judged(truth: Any, predicted: Any) -> Regression:
    import numpy as np

    counts, edges = np.histogram(predicted - truth, _RESIDUAL_BINS)
    shown = np.unique(np.linspace(0, len(truth) - 1, min(len(truth), _MOST_POINTS)).astype(int))
    return Regression(
        samples=len(truth),
        mean_absolute_error=float(np.abs(predicted - truth).mean()),
        root_mean_squared_error=float(np.sqrt(((truth - predicted) ** 2).mean())),
        r2=_r2(truth, predicted),
        truths=tuple(truth[shown].tolist()),
        predictions=tuple(predicted[shown].tolist()),
        residual_edges=tuple(edges.tolist()),
        residual_counts=tuple(counts.tolist()),
    )


def _r2(truth: Any, predicted: Any) -> float | None:
    """Return the share of the variance that is explained, 1 - Σ(y - ŷ)² / Σ(y - mean y)²; None where y is constant."""
    import numpy as np

    variation = ((truth - truth.mean()) ** 2).sum()
    # The mean of equal numbers may differ from them in its last digit.
    if np.ptp(truth) == 0 or variation == 0:
        return None
    return float(1 - ((truth - predicted) ** 2).sum() / variation)
