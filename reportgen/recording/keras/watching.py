"""The callbacks that `fit` and `evaluate` get beside the program's own. No batch hooks: they cost asynchrony.

The learning rate of an epoch is read after every other callback's `on_epoch_begin`, which may set it, and
before any other's `on_epoch_end`, which may set the next one's: hence two callbacks, one at either end.
"""

import copy
from typing import Any

import keras

from reportgen.recording.keras.fit import FitWatch


class First(keras.callbacks.Callback):  # type: ignore[misc]
    """Hears of everything before the program's callbacks."""

    def __init__(self, watch: FitWatch) -> None:
        super().__init__()
        self._watch = watch

    def on_train_begin(self, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Describe the run before any callback may train or fail."""
        self._watch.train_began(self.params)

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Stop the clock of the epoch."""
        self._watch.epoch_measured(epoch)


class Last(keras.callbacks.Callback):  # type: ignore[misc]
    """Hears of everything after the program's callbacks."""

    def __init__(self, watch: FitWatch) -> None:
        super().__init__()
        self._watch = watch

    def on_train_begin(self, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Look at what the program's callbacks have prepared."""
        self._watch.train_set_up()

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Start the clock of the epoch."""
        self._watch.epoch_began()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Write the epoch."""
        self._watch.epoch_ended(epoch, logs)


class StepCounter(keras.callbacks.Callback):  # type: ignore[misc]
    """Counts the steps of an epoch over a source that does not tell its length.

    Not by `optimizer.iterations`: TensorFlow's counts one step too many when such a source ends (Keras 3.15).
    """

    async_safe = True  # Keras then goes on calling batch hooks beside the training, not between its steps

    def __init__(self, watch: FitWatch) -> None:
        super().__init__()
        self._watch = watch

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Count the step."""
        self._watch.steps_seen = batch + 1


class Listener(keras.callbacks.Callback):  # type: ignore[misc]
    """Keeps the metrics by name with which an evaluation ended."""

    def __init__(self) -> None:
        super().__init__()
        self.logs: dict[str, Any] = {}

    def on_test_end(self, logs: dict[str, Any] | None = None) -> None:
        """Keep the metrics."""
        self.logs = dict(logs or {})


def surrounded(callbacks: Any, first: list[Any], last: list[Any], model: Any) -> Any:
    """Return `callbacks` with `first` in front and `last` behind; the program's own list is not touched."""
    if not isinstance(callbacks, keras.callbacks.CallbackList):
        own = [] if callbacks is None else list(callbacks) if isinstance(callbacks, list | tuple) else [callbacks]
        return [*first, *own, *last]
    both = copy.copy(callbacks)
    both.callbacks = [*first, *callbacks.callbacks, *last]
    for callback in (*first, *last):
        callback.set_model(model)
        callback.set_params(callbacks.params)
    return both
