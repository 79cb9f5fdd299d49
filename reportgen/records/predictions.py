"""What a model predicted of the data it was judged on: the description of `predictions.npz` beside `run.json`.

Arrays of output number n (from 0) in that file: `truth_n` `(samples,)`, or `(samples, outputs)` for several labels or
numbers a sample; `scores_n` `(samples, classes)`, or the shape of `truth_n` for two classes and for numbers: what the
model gave, logits where `from_logits`. `rows` `(samples,)` are the places of the samples in the data.
"""

from typing import Literal

from reportgen.records.dataset import Role
from reportgen.records.values import Integer, Record

Task = Literal["classes", "two classes", "labels", "numbers"]


class PredictedOutput(Record, frozen=True, kw_only=True):
    """One output of the model: what it predicts, "labels" meaning several classes a sample."""

    task: Task
    name: str = ""
    classes: Integer | None = None
    from_logits: bool = False


class Predictions(Record, frozen=True, kw_only=True):
    """The predictions kept of `samples` of the `of_samples` samples of the `data`, evenly chosen where not of all.

    `epochs_trained` is the epoch after which they were made, from 1.
    """

    data: Role
    samples: Integer
    of_samples: Integer
    outputs: tuple[PredictedOutput, ...]
    epochs_trained: Integer | None = None
