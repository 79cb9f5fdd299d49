"""What a run reached: the accuracies and losses its summary shows, and where each of them was measured.

The numbers of a training come from one epoch: the one whose weights are kept. That is the last one, unless
`EarlyStopping(restore_best_weights=True)` put an earlier one's weights back, or the program loaded those of an earlier
one that it had saved.
"""

import math
from collections.abc import Sequence
from typing import Literal

import msgspec

from reportgen.knowledge.metrics import accuracy_key, better
from reportgen.records.history import Epoch
from reportgen.records.run import Evaluation, Run
from reportgen.records.training import Component
from reportgen.records.values import as_float
from reportgen.store.reading import StoredRun

Source = Literal["test", "validation", "training"]
KeptBy = Literal["training", "early_stopping", "loading"]


class Value(msgspec.Struct, frozen=True):
    """A measured number and the data it was measured on: `evaluated` by a call of its own after the training."""

    number: float
    source: Source
    evaluated: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What a run reached. `kept_epoch` counts from 1 and is None without epochs; a fraction is a number from 0 to 1.

    `kept_by` tells why an earlier epoch than the last is the kept one.
    """

    epochs_run: int
    kept_epoch: int | None
    kept_by: KeptBy
    accuracy_key: str | None
    test_accuracy: Value | None
    training_accuracy: Value | None
    test_loss: Value | None
    training_loss: Value | None


def outcome_of(stored: StoredRun) -> Outcome:
    """Work out what the run reached from its epochs and evaluations."""
    run, epochs = stored.run, stored.epochs
    kept, kept_by = _kept(run, epochs)
    key = accuracy_key(metric_keys(stored))
    return Outcome(
        epochs_run=len(epochs),
        kept_epoch=kept.epoch if kept else None,
        kept_by=kept_by,
        accuracy_key=key,
        test_accuracy=_held_out(run, kept, key),
        training_accuracy=_training(kept, key),
        test_loss=_held_out(run, kept, "loss"),
        training_loss=_training(kept, "loss"),
    )


def metric_keys(stored: StoredRun) -> tuple[str, ...]:
    """Return the names of the metrics logged, without `val_`, in the order in which they first appear."""
    logged = [name for epoch in stored.epochs for name in epoch.metrics]
    evaluated = [name for evaluation in stored.run.evaluations for name in evaluation.metrics]
    return tuple(dict.fromkeys(name.removeprefix("val_") for name in (*logged, *evaluated)))


def validation_is_test(run: Run) -> bool:
    """Return True if the validation data are the part of the data set that its loader calls the test data."""
    split = run.dataset.split("validation") if run.dataset else None
    return bool(split and split.loader_split and split.loader_split.value == "test")


def _held_out(run: Run, kept: Epoch | None, key: str | None) -> Value | None:
    """Return the value on data the model did not learn from: the last evaluation's, else the kept epoch's."""
    if key is None:
        return None
    evaluation = _last_evaluation(run, key, kept.epoch if kept else None)
    if evaluation:
        source: Source = "test" if evaluation.data != "validation" else "validation"
        return Value(as_float(evaluation.metrics[key]), source, evaluated=True)
    if kept and f"val_{key}" in kept.metrics:
        return Value(as_float(kept.metrics[f"val_{key}"]), "validation")
    return None


def _last_evaluation(run: Run, key: str, kept_epoch: int | None) -> Evaluation | None:
    """Return the last evaluation of the kept weights on data that they did not learn from."""
    of_kept = evaluations_of_kept(run, kept_epoch)
    fitting = [item for item in of_kept if item.data != "training" and key in item.metrics]
    test_data = [item for item in fitting if item.data in ("test", "other")]
    chosen = test_data or fitting
    return chosen[-1] if chosen else None


def evaluations_of_kept(run: Run, kept_epoch: int | None) -> tuple[Evaluation, ...]:
    """Return the evaluations of the kept weights; one that does not tell its epoch followed the training."""
    return tuple(item for item in run.evaluations if kept_epoch is None or item.epochs_trained in (None, kept_epoch))


def _training(kept: Epoch | None, key: str | None) -> Value | None:
    if kept is None or key is None or key not in kept.metrics:
        return None
    return Value(as_float(kept.metrics[key]), "training")


def _kept(run: Run, epochs: Sequence[Epoch]) -> tuple[Epoch | None, KeptBy]:
    """Return the epoch whose weights are kept: as recorded, else as the callbacks' settings tell (format 1.0)."""
    last = epochs[-1] if epochs else None
    if run.ending is None:
        chosen, reason = _restored_epoch(run, epochs), "early_stopping"
    else:
        chosen = next((epoch for epoch in epochs if epoch.epoch == run.ending.kept_epoch), None)
        reason = run.ending.kept_by
    return (last, "training") if chosen is None or chosen is last else (chosen, reason)  # type: ignore[return-value]


def _restored_epoch(run: Run, epochs: Sequence[Epoch]) -> Epoch | None:
    """Return the epoch whose weights `EarlyStopping` put back, found as Keras finds it; None if it did not.

    Keras restores when training ends normally, whether or not it stopped early (keras/src/callbacks/early_stopping.py).
    """
    stopping = _restoring_callback(run)
    if stopping is None or run.state != "completed" or not epochs:
        return None
    settings = {name: setting.value for name, setting in stopping.settings.items()}
    monitor, start = str(settings.get("monitor", "val_loss")), int(settings.get("start_from_epoch") or 0)
    watched = [epoch for epoch in epochs if monitor in epoch.metrics and epoch.epoch > start]
    higher = settings.get("mode") == "max" or (settings.get("mode", "auto") == "auto" and better(monitor) == "higher")
    return _first_best(watched, monitor, abs(float(settings.get("min_delta") or 0)), sign=1 if higher else -1)


def _restoring_callback(run: Run) -> Component | None:
    callbacks = run.training.callbacks if run.training else ()
    for callback in callbacks:
        restore = callback.settings.get("restore_best_weights")
        if callback.type == "EarlyStopping" and restore and restore.value is True:
            return callback
    return None


def _first_best(epochs: Sequence[Epoch], monitor: str, min_delta: float, sign: int) -> Epoch | None:
    best, best_value = (epochs[0] if epochs else None), -math.inf
    for epoch in epochs:
        value = sign * as_float(epoch.metrics[monitor])
        if value - min_delta > best_value:
            best, best_value = epoch, value
    return best
