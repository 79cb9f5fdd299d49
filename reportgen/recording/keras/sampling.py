"""A few inputs of the training data, to show what a model was trained on. Only arrays are looked at."""

import math
from collections.abc import Mapping
from typing import Any

from reportgen.knowledge.datasets import picture_shape
from reportgen.recording.arrays import as_numpy, is_array, labels_of
from reportgen.recording.pictures import pictures_of, samples_file, shown_rows, small_pictures, value_range
from reportgen.records.dataset import Samples
from reportgen.records.run import Run


def samples_of_training(arguments: Mapping[str, Any], run: Run) -> tuple[Samples, bytes] | None:
    """Return a few pictures of the training data of a fit, and the content of their file; None where there are none."""
    x, y = arguments.get("x"), arguments.get("y")
    array = as_numpy(x) if is_array(x) else None
    pictures = None if array is None else pictures_of(array, picture_shape(run.dataset.loader if run.dataset else None))
    if pictures is None or not len(pictures):
        return None
    # The part that Keras trains on, without the validation split at the end.
    trained = math.floor(len(pictures) * (1.0 - float(arguments.get("validation_split") or 0)))
    labels = labels_of(y, integral_floats=True) if is_array(y) else None
    labels = labels[:trained] if labels is not None and len(labels) == len(pictures) else None
    rows = shown_rows(labels, trained)
    shown = small_pictures(pictures[rows], *value_range(pictures))
    record = Samples(data="training", pictures=len(shown), labelled=labels is not None)
    return record, samples_file(shown, None if labels is None else labels[rows])
