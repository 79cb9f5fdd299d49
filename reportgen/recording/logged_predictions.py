"""Targets and scores that a training loop of the program's own hands over, as the predictions to keep."""

import math
from typing import Any

from reportgen.recording.arrays import as_numpy
from reportgen.recording.predictions import Kept, Output, chosen_rows, kept_predictions
from reportgen.records.dataset import Role
from reportgen.records.predictions import Predictions


def predictions_given(targets: Any, scores: Any, data: Role, *, from_logits: bool, regression: bool) -> Kept:
    """Return what to keep of `targets` and `scores`, as `LoopRun.log_predictions` takes them.

    Raises:
        ValueError: they are no arrays of as many samples, or of no task that can be judged.
    """
    truth, given = _array(targets, "targets"), _array(scores, "scores")
    if not len(truth) == len(given) > 0:
        raise ValueError(f"{len(truth)} targets and {len(given)} scores: as many of both are needed, and at least one")
    rows = chosen_rows(len(truth), math.prod(given.shape[1:]))
    about = Predictions(data=data, samples=len(rows), of_samples=len(truth), outputs=())
    output = Output("", truth[rows], given[rows], measures_distance=regression, from_logits=from_logits)
    kept = kept_predictions(about, rows, [output])
    if kept is None:
        raise ValueError(
            f"targets {truth.shape} {truth.dtype} and scores {given.shape} {given.dtype} are of no task that can be "
            "judged: see log_predictions for the shapes that can"
        )
    return kept


def _array(value: Any, name: str) -> Any:
    import numpy as np

    array = as_numpy(value) if hasattr(value, "shape") else np.asarray(value)
    if array is None or not array.ndim:
        raise ValueError(f"{name} of type {type(value).__name__} are no array that NumPy reads")
    return array
