"""Truths and scores worth keeping: which task they belong to, in how few bytes, of how many samples. No framework.

Takes arrays of targets and of what the model gave; gives the record and the arrays of `predictions.npz`.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from reportgen.recording.arrays import MOST_CLASSES, labels_of
from reportgen.recording.pictures import small_pictures, value_range
from reportgen.records.predictions import PredictedOutput, Predictions, Task

MOST_SAMPLES = 20_000
MOST_BYTES = 2_000_000
MOST_WRONG_PICTURES = 24
_MOST_NUMBERS = 16
_FULL_BYTES = 4


@dataclass(frozen=True)
class Output:
    """One output of the model: targets `(samples, …)` and scores `(samples, …)`, and what its loss tells of them."""

    name: str
    targets: Any
    scores: Any
    measures_distance: bool
    from_logits: bool


def chosen_rows(samples: int, values_a_sample: int) -> Any:
    """Return the rows to predict, in an order in which every beginning is spread evenly over the data.

    So a prediction that had to stop early is still a fair sample of data that are sorted by class.
    """
    most = min(samples, MOST_SAMPLES, max(1, MOST_BYTES // (_FULL_BYTES * max(1, values_a_sample))))
    # A generator of its own: the program's random numbers are not touched.
    return np.random.default_rng(0).permutation(samples)[:most]


@dataclass(frozen=True)
class Kept:
    """The record and the arrays of its file, samples in the order of `rows`."""

    record: Predictions
    arrays: dict[str, Any]

    @property
    def content(self) -> bytes:
        """The content of `predictions.npz`."""
        content = io.BytesIO()
        np.savez_compressed(content, **self.arrays)
        return content.getvalue()


@np.errstate(all="ignore")  # NumPy's warnings are the program's
def kept_predictions(about: Predictions, rows: Any, outputs: Sequence[Output]) -> Kept | None:
    """Return `about` with its outputs; None if no output is of a task that can be judged.

    Args:
        about: which data these are, how many, and when they were predicted.
        rows: `(samples,)` places of the samples in the data.
        outputs: targets and scores of `rows`.
    """
    arrays: dict[str, Any] = {"rows": np.sort(rows).astype(np.uint32)}
    order = np.argsort(rows, kind="stable")
    described: list[PredictedOutput] = []
    for output in outputs:
        judged = _judged(output)
        if judged is None:
            continue
        task, truth, scores = judged
        arrays |= {f"truth_{len(described)}": truth[order], f"scores_{len(described)}": scores[order]}
        described.append(task)
    if not described:
        return None
    return Kept(msgspec.structs.replace(about, samples=len(rows), outputs=tuple(described)), arrays)


@np.errstate(all="ignore")  # NumPy's warnings are the program's
def with_wrong_pictures(kept: Kept, pictures: Any) -> Kept:
    """Add the inputs that were misclassified with the greatest confidence, as small pictures.

    Args:
        kept: predictions whose first output is of classes; any other comes back as it is.
        pictures: `(samples of the data, height, width[, channels])` inputs.
    """
    if kept.record.outputs[0].task != "classes":
        return kept
    truth, scores = kept.arrays["truth_0"], kept.arrays["scores_0"]
    wrong = np.flatnonzero(scores.argmax(axis=1) != truth)
    if not len(wrong):
        return kept
    # Among scores of one sample, the gap to the score of the truth orders logits and probabilities alike.
    gap = scores[wrong].max(axis=1) - scores[wrong, truth[wrong]]
    shown = wrong[np.argsort(-gap, kind="stable")[:MOST_WRONG_PICTURES]]
    chosen = pictures[kept.arrays["rows"][shown]]
    arrays = {"wrong": shown.astype(np.uint32), "wrong_pictures": small_pictures(chosen, *value_range(pictures))}
    return Kept(kept.record, kept.arrays | arrays)


def _judged(output: Output) -> tuple[PredictedOutput, Any, Any] | None:
    scores = np.asarray(output.scores)
    if scores.dtype.kind not in "fiu" or scores.ndim not in (1, 2) or len(scores) == 0:
        return None
    scores = scores.astype(np.float32)
    task, truth = _task(output, scores)
    if task is None:
        return None
    if task != "classes" and scores.ndim == 2 and scores.shape[1] == 1:
        scores = scores[:, 0]
    record = PredictedOutput(
        task=task,
        name=output.name,
        classes=int(scores.shape[1]) if scores.ndim == 2 and task != "numbers" else None,
        from_logits=output.from_logits,
    )
    return record, truth, scores


def _task(output: Output, scores: Any) -> tuple[Task | None, Any]:
    """Return what the output predicts, with the truth of each sample in the shape that goes with it."""
    targets = np.asarray(output.targets)
    width = scores.shape[1] if scores.ndim == 2 else 1
    if targets.dtype.kind not in "biuf" or targets.ndim > 2 or len(targets) != len(scores):
        return None, None
    if output.measures_distance or _has_fractions(targets):
        return _numbers(targets, width)
    if width > 1:
        return _classes(targets, width)
    flat = targets.reshape(len(targets), -1)
    is_two = flat.shape[1] == 1 and bool(np.isin(flat, (0, 1)).all())
    return ("two classes", flat[:, 0].astype(np.uint8)) if is_two else (None, None)


def _numbers(targets: Any, width: int) -> tuple[Task | None, Any]:
    values = targets.reshape(len(targets), -1).astype(np.float32)
    if values.shape[1] != width or width > _MOST_NUMBERS:
        return None, None
    return "numbers", values if width > 1 else values[:, 0]


def _classes(targets: Any, width: int) -> tuple[Task | None, Any]:
    labels = labels_of(targets, integral_floats=True)
    if labels is not None and width <= MOST_CLASSES and labels.min() >= 0 and labels.max() < width:
        return "classes", labels.astype(np.uint16)
    is_several = targets.ndim == 2 and targets.shape[1] == width and bool(np.isin(targets, (0, 1)).all())
    return ("labels", targets.astype(np.uint8)) if is_several else (None, None)


def _has_fractions(targets: Any) -> bool:
    return targets.dtype.kind == "f" and not bool(np.equal(targets, np.rint(targets)).all())
