"""Why a training that completed stopped, and which weights the model has since: read from Keras's own callbacks."""

import math
from collections.abc import Sequence
from typing import Any

import keras

from reportgen.recording.keras.rate import number
from reportgen.recording.keras.tensors import as_array
from reportgen.records.run import Ending
from reportgen.records.values import Measurement

_MOST_COMPARED = 8


def describe_ending(model: Any, callbacks: Sequence[Any], last_epoch: int | None, loss: Measurement | None) -> Ending:
    """Describe the end of a fit that raised nothing.

    Args:
        model: the model, after every callback's `on_train_end`.
        callbacks: the program's own, in their order.
        last_epoch: the number, from 1, of the last epoch that ended; None if none did.
        loss: the training loss of that epoch.
    """
    stopping = _stopping(callbacks)
    restoring = _restoring(callbacks)
    reason = "finished"
    if getattr(model, "stop_training", False):
        is_nan = _watches_nan(callbacks) and loss is not None and not math.isfinite(float(loss))
        reason = "early_stopping" if stopping else "nan" if is_nan else "stopped"
    told = stopping or restoring
    return Ending(
        reason=reason,  # type: ignore[arg-type]
        callback=type(stopping).__name__ if reason == "early_stopping" else None,
        monitor=str(told.monitor) if told else None,
        patience=int(told.patience) if told else None,
        best_epoch=told.best_epoch + 1 if told and told.best is not None else None,
        best_value=number(told.best) if told and told.best is not None else None,
        kept_epoch=restoring.best_epoch + 1 if restoring else last_epoch,
        kept_by="early_stopping" if restoring else "training",
    )


def restored_epoch(model: Any, callbacks: Sequence[Any]) -> int | None:
    """Return the number, from 1, of the epoch whose weights early stopping has put back; None if it has not."""
    restoring = _restoring(callbacks)
    if restoring is None:
        return None
    pairs = sorted(zip(restoring.best_weights, model.weights, strict=True), key=lambda pair: int(pair[0].size))
    few = pairs[:_MOST_COMPARED]
    same = all((as_array(now) == best).all() for best, now in few)
    return int(restoring.best_epoch) + 1 if same else None


def _stopping(callbacks: Sequence[Any]) -> Any:
    """Return the early stopping that ended the training; Keras never lets one do so in the first epoch, index 0."""
    early = (callback for callback in callbacks if isinstance(callback, keras.callbacks.EarlyStopping))
    return next((callback for callback in early if callback.stopped_epoch > 0), None)


def _restoring(callbacks: Sequence[Any]) -> Any:
    """Return the early stopping that put weights back; of several, the one that did so last.

    Keras restores whether or not it stopped early (keras/src/callbacks/early_stopping.py, on_train_end).
    """
    early = [callback for callback in callbacks if isinstance(callback, keras.callbacks.EarlyStopping)]
    return next((item for item in reversed(early) if item.restore_best_weights and item.best_weights is not None), None)


def _watches_nan(callbacks: Sequence[Any]) -> bool:
    return any(isinstance(callback, keras.callbacks.TerminateOnNaN) for callback in callbacks)
