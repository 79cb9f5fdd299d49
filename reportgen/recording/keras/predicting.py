"""What a model gives for data it was just judged on, without a trace in the model, the data or the program's output.

Only arrays and pipelines of TensorFlow's own operations are read again: a generator would be used up by one more pass.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from reportgen.recording.arrays import Leaf, as_numpy, is_array, labels_of, leaves
from reportgen.recording.keras.losses import describe_losses, is_regression
from reportgen.recording.keras.random_state import random_states_kept
from reportgen.recording.keras.rereading import can_be_read_again
from reportgen.recording.keras.sources import kind_of
from reportgen.recording.keras.tensors import as_array
from reportgen.recording.pictures import pictures_of
from reportgen.recording.predictions import (
    MOST_SAMPLES,
    Kept,
    Output,
    chosen_rows,
    kept_predictions,
    with_wrong_pictures,
)
from reportgen.records.dataset import Role
from reportgen.records.predictions import Predictions
from reportgen.records.training import Component

_LARGEST_STATE = 1_000_000
_WORTH_COMPILING_SECONDS = 2.0

# Batches of a pipeline come as they are, not compiled for: a pass may take that much longer than the evaluation.
_DATASET_PATIENCE = 3.0
_MOST_PICTURE_BYTES = 2**26


@dataclass(frozen=True)
class Examined:
    """Data to predict: inputs `x` and targets `y`, arrays `(samples, …)`, and which data they are.

    `batch_size` is what the program itself uses, so that memory suffices; after `seconds` no further batch is begun.
    `picture_shape` is that of one sample where the data are pictures that come as rows of numbers.
    """

    x: Any
    y: Any
    data: Role
    batch_size: int
    seconds: float
    picture_shape: tuple[int, ...] | None = None


def predictions_on(model: Any, examined: Examined, epochs_trained: int | None) -> Kept | None:
    """Return what `model` predicts of the data beside the truth.

    None where the data are no arrays or the task is none that can be judged. `epochs_trained` is the epoch that the
    model has just ended.
    """
    if type(model).call is keras.Model.call:
        return None  # one that trains its parts in a step of its own, and has no output
    if kind_of(examined.x) == "tf.data.Dataset":
        return _on_dataset(model, examined, epochs_trained)
    targets, inputs = _arrays(examined.y), _arrays(examined.x)
    if targets is None or inputs is None or len({len(array) for array in (*targets, *inputs)}) != 1:
        return None
    total = len(targets[0])
    if not total:
        return None
    rows = chosen_rows(total, _values_a_sample(model))
    scores, done = _scores(model, examined, rows)
    outputs = _outputs(model, [target[rows[:done]] for target in targets], keras.tree.flatten(scores))
    about = Predictions(data=examined.data, samples=done, of_samples=total, outputs=(), epochs_trained=epochs_trained)
    return _with_pictures(kept_predictions(about, rows[:done], outputs), inputs, examined.picture_shape)


def _with_pictures(kept: Kept | None, inputs: list[Any], shape: tuple[int, ...] | None) -> Kept | None:
    pictures = pictures_of(inputs[0], shape) if kept and len(inputs) == 1 else None
    return kept if kept is None or pictures is None else with_wrong_pictures(kept, pictures)


def _on_dataset(model: Any, examined: Examined, epochs_trained: int | None) -> Kept | None:
    """Predict a whole pipeline, batch by batch as it gives them; None if that takes too long or may not be done."""
    if examined.data == "training" or not can_be_read_again(examined.x):
        return None
    inputs: list[list[Any]] = []
    targets: list[list[Any]] = []
    scores: list[list[Any]] = []
    started = time.perf_counter()
    with _untouched(model):
        for element in examined.x:
            x, y, _ = keras.utils.unpack_x_y_sample_weight(element)
            is_late = time.perf_counter() - started > _DATASET_PATIENCE * examined.seconds
            if y is None or is_late or sum(len(part[0]) for part in scores) > MOST_SAMPLES:
                return None
            scores.append(_plain(_eager(model, x)))
            targets.append(_plain(y))
            if sum(part[0].nbytes for part in inputs) < _MOST_PICTURE_BYTES:
                inputs.append(_plain(x))
    if not targets:
        return None
    joined = [_joined(targets), _joined(scores)]
    total = len(joined[0][0])
    about = Predictions(data=examined.data, samples=total, of_samples=total, outputs=(), epochs_trained=epochs_trained)
    kept = kept_predictions(about, np.arange(total), _outputs(model, *joined))
    return _with_pictures(kept, _joined(inputs), examined.picture_shape) if len(inputs) == len(targets) else kept


def _plain(structure: Any) -> list[Any]:
    return [as_array(part) for part in keras.tree.flatten(structure)]


def _joined(batches: list[list[Any]]) -> list[Any]:
    return [np.concatenate(parts) for parts in zip(*batches, strict=True)]


def _outputs(model: Any, targets: list[Any], scores: list[Any]) -> list[Output]:
    """Pair each target with what the model gives for it; nothing where their numbers differ."""
    if len(targets) != len(scores):
        return []
    names = [str(name) for name in getattr(model, "output_names", None) or [""] * len(scores)]
    described = zip(names, _losses(model, len(scores)), targets, scores, strict=True)
    return [_output(name if len(scores) > 1 else "", *parts) for name, *parts in described]


def _arrays(data: Any) -> list[Any] | None:
    """Return the leaves of `data` as NumPy arrays; None if there is none, or one of them is none."""
    found = [as_numpy(leaf.value) if is_array(leaf.value) else None for leaf in leaves(data)]
    return None if not found or any(array is None or array.ndim == 0 for array in found) else found


def _values_a_sample(model: Any) -> int:
    shapes = [tensor.shape for tensor in keras.tree.flatten(getattr(model, "outputs", None) or [])]
    return sum(int(np.prod([size or 1 for size in shape[1:]])) for shape in shapes)


def _fixed_batch(model: Any) -> int | None:
    """Return the number of samples that a model takes if it takes no other: a stateful recurrent one."""
    inputs = keras.tree.flatten(getattr(model, "inputs", None) or [])
    return next((int(tensor.shape[0]) for tensor in inputs if tensor.shape and tensor.shape[0]), None)


def _losses(model: Any, outputs: int) -> list[Component | None]:
    known = describe_losses(model)
    if len(known) == outputs:
        return list(known)
    return [known[0] if len(known) == 1 else None] * outputs


def _output(name: str, loss: Component | None, targets: Any, scores: Any) -> Output:
    setting = loss.settings.get("from_logits") if loss else None
    return Output(
        name=name,
        targets=targets,
        scores=scores,
        measures_distance=loss is not None and is_regression((loss,)) and not _is_one_hot(targets),
        from_logits=setting is not None and setting.value is True,
    )


def _is_one_hot(targets: Any) -> bool:
    """Return True for rows of a single one: classes, though a model may learn them by their distance."""
    return bool(np.ndim(targets) == 2) and np.shape(targets)[1] > 1 and labels_of(targets, True) is not None


def _scores(model: Any, examined: Examined, rows: Any) -> tuple[Any, int]:
    """Return what the model gives for the first `done` of `rows`, and `done`."""
    parts, done, started, is_slow = [], 0, time.perf_counter(), False
    size = _fixed_batch(model) or examined.batch_size
    with _untouched(model):
        while done < len(rows) and (not done or time.perf_counter() - started < examined.seconds):
            # One size for all batches: a compiled function is compiled anew for another, and some models take no other.
            batch = np.resize(rows[done : done + size], size)
            parts.append(_call(model, _taken(examined.x, batch), compiled=is_slow))
            done = min(done + size, len(rows))
            left = (time.perf_counter() - started) / done * (len(rows) - done)
            is_slow = is_slow or left > _WORTH_COMPILING_SECONDS
    return keras.tree.map_structure(lambda *pieces: np.concatenate(pieces)[:done], *parts), done


def _call(model: Any, batch: Any, *, compiled: bool) -> Any:
    """Return what `model` gives for a batch. Compiling takes most of a second, and speeds convolutions up threefold."""
    if compiled or keras.backend.backend() != "tensorflow":
        given = model.predict_on_batch(batch)
    else:
        given = _eager(model, batch)
    return keras.tree.map_structure(as_array, given)


def _eager(model: Any, batch: Any) -> Any:
    return model(batch, training=False)


def _taken(data: Any, rows: Any) -> Any:
    """Return `rows` of every array in the structure of `data`."""
    if isinstance(data, dict):
        return {key: _taken(item, rows) for key, item in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(_taken(item, rows) for item in data)
    array = as_numpy(Leaf("", data).value)
    return array[rows]


@contextlib.contextmanager
def _untouched(model: Any) -> Iterator[None]:
    """Leave nothing of what is done with `model`: in random generators, in its variables, on the terminal."""
    with random_states_kept(), _state_kept(model), _silenced(model):
        yield


@contextlib.contextmanager
def _state_kept(model: Any) -> Iterator[None]:
    """Put back what a call may change: the seeds of random layers, the states of recurrent ones, metrics.

    What was compiled for it is forgotten: its random operations have drawn what the program's own `predict` shall draw.
    """
    trained = {id(variable) for variable in model.trainable_variables}
    # Keras does not count the states of recurrent layers among the variables of a model.
    states = keras.tree.flatten([getattr(layer, "states", None) or [] for layer in _every_layer(model)])
    kept = [variable for variable in (*model.variables, *states) if id(variable) not in trained]
    kept = [variable for variable in kept if np.prod(variable.shape) <= _LARGEST_STATE]
    before = [as_array(variable) for variable in kept]
    compiled = getattr(model, "predict_function", None)
    try:
        yield
    finally:
        if getattr(model, "predict_function", None) is not compiled:
            model.predict_function = compiled
        for variable, value in zip(kept, before, strict=True):
            if not np.array_equal(as_array(variable), value, equal_nan=value.dtype.kind == "f"):
                variable.assign(value)


@contextlib.contextmanager
def _silenced(model: Any) -> Iterator[None]:
    """Let a layer of the program's own print to nowhere: the call is not the program's."""
    if all(type(layer).__module__.startswith("keras.") for layer in [model, *_every_layer(model)]):
        yield
        return
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        before = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = nowhere
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before


def _every_layer(model: Any) -> list[Any]:
    return list(model._flatten_layers(include_self=False))  # noqa: SLF001
