"""When predictions are taken: of the validation data once a fit has completed, of whatever is evaluated after it.

They cost one more pass over these data at most; test data count before validation data, these before training data.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reportgen.knowledge.datasets import picture_shape
from reportgen.recording.arrays import as_numpy, is_array, leaves, samples_of
from reportgen.recording.keras.predicting import Examined, predictions_on
from reportgen.recording.keras.sampling import samples_of_training
from reportgen.recording.keras.sources import kind_of
from reportgen.recording.recorder import Recorder, reason
from reportgen.records.dataset import Role

_RANKS: dict[Role, int] = {"training": 0, "validation": 1, "other": 2, "test": 2}

# A fit may cost only so much more; of data that the program evaluates all are wanted, on a busy machine too.
_SHARE_OF_FIT, _SHORTEST_AFTER_FIT_SECONDS = 0.03, 0.03
_PASSES, _SHORTEST_SECONDS, _LONGEST_SECONDS = 2.0, 5.0, 60.0
_BATCH_SIZE = 128


def judge_fit(model: Any, arguments: Mapping[str, Any], recorder: Recorder, fit_seconds: float) -> None:
    """Keep what `model` predicts of the validation data of a fit that took `fit_seconds`. Does not raise."""
    try:
        own = _validation_arrays(arguments)
        if own is not None:
            size = arguments.get("validation_batch_size") or arguments.get("batch_size")
            seconds = min(max(_SHORTEST_AFTER_FIT_SECONDS, _SHARE_OF_FIT * fit_seconds), _LONGEST_SECONDS)
            _keep(model, Examined(*own, "validation", size or _BATCH_SIZE, seconds), recorder)
    except Exception as error:
        recorder.complain(f"the predictions could not be recorded: {reason(error)}")


def judge_evaluation(
    model: Any, arguments: Mapping[str, Any], recorder: Recorder, role: Role, evaluation_seconds: float
) -> None:
    """Keep what `model` predicts of data it was evaluated on, which took `evaluation_seconds`. Does not raise."""
    try:
        x, y = arguments.get("x"), arguments.get("y")
        seconds = min(max(_SHORTEST_SECONDS, _PASSES * evaluation_seconds), _LONGEST_SECONDS)
        _keep(model, Examined(x, y, role, arguments.get("batch_size") or _BATCH_SIZE, seconds), recorder)
    except Exception as error:
        recorder.complain(f"the predictions could not be recorded: {reason(error)}")


def _keep(model: Any, examined: Examined, recorder: Recorder) -> None:
    if recorder.run is None or recorder.stopped or not _is_wanted(examined.data, recorder):
        return
    loader = recorder.run.dataset.loader if recorder.run.dataset else None
    examined = replace(examined, picture_shape=picture_shape(loader))
    found = predictions_on(model, examined, recorder.epoch_of_weights)
    if found is not None:
        recorder.predicted(found.record, found.content)


def keep_samples(arguments: Mapping[str, Any], recorder: Recorder) -> None:
    """Keep a few pictures of the training data with their classes. Does not raise."""
    try:
        found = samples_of_training(arguments, recorder.run) if recorder.run and not recorder.stopped else None
        if found is not None:
            recorder.sampled(*found)
    except Exception as error:
        recorder.complain(f"samples of the data could not be recorded: {reason(error)}")


def _is_wanted(data: Role, recorder: Recorder) -> bool:
    """Return False for data that say less than those predicted already, or the same again."""
    known = recorder.run.predictions if recorder.run else None
    if known is None or _RANKS[data] > _RANKS[known.data]:
        return True
    is_newer = known.epochs_trained != recorder.epoch_of_weights or known.samples < known.of_samples
    return _RANKS[data] == _RANKS[known.data] and (is_newer or data != "validation")


def _validation_arrays(arguments: Mapping[str, Any]) -> tuple[Any, Any] | None:
    """Return inputs and targets of the validation data as `fit` takes them, a data set of any kind as inputs."""
    own, share = arguments.get("validation_data"), arguments.get("validation_split")
    if kind_of(own) == "tf.data.Dataset":
        return own, None
    if isinstance(own, tuple | list) and len(own) > 1:
        return own[0], own[1]
    if own is not None or not share:
        return None
    samples = samples_of(arguments["x"])
    if samples is None or not all(is_array(leaf.value) for leaf in leaves((arguments["x"], arguments["y"]))):
        return None
    # As Keras cuts them: array_slicing.train_validation_split.
    cut = math.floor(samples * (1.0 - share))
    return _rest(arguments["x"], cut), _rest(arguments["y"], cut)


def _rest(data: Any, cut: int) -> Any:
    if isinstance(data, dict):
        return {key: _rest(item, cut) for key, item in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(_rest(item, cut) for item in data)
    array = as_numpy(data)
    return array[cut:]
