"""`RunRecorder`, the callback that records the fit it is given to."""

import os
from typing import Any

import keras

from reportgen.recording.class_names import ClassNames, listed
from reportgen.recording.environment import prepare
from reportgen.recording.keras.arguments import from_params
from reportgen.recording.keras.distribution import records_here
from reportgen.recording.keras.fit import FitWatch, fit_in_progress
from reportgen.recording.keras.hooks import install
from reportgen.recording.keras.request import RecordingRequest
from reportgen.recording.options import Choices
from reportgen.store.layout import DEFAULT_RUNS


class RunRecorder(RecordingRequest, keras.callbacks.Callback):  # type: ignore[misc]
    """Records each fit it is given to as one run in the folder `runs`.

        model.fit(x, y, callbacks=[reportgen.RunRecorder(name="ConvNet", dataset="MNIST")])

    Callbacks are not told what `fit` was called with. So the recorder also wraps `fit`, from its construction on,
    for the fits that it is given to; called by anything else than `fit` it records what callbacks are told. Its
    arguments are those of `reportgen.autolog`.
    """

    def __init__(
        self,
        name: str | None = None,
        dataset: str | None = None,
        runs: str | os.PathLike[str] = DEFAULT_RUNS,
        *,
        class_names: ClassNames | None = None,
        predictions: bool | None = None,
    ) -> None:
        super().__init__()
        self.ask(Choices(dataset, name, predictions, listed(class_names)), runs)
        self._watch: FitWatch | None = None
        prepare()
        install()

    def __deepcopy__(self, memo: dict[int, Any]) -> "RunRecorder":
        """Return a recorder of its own, as tuners ask for; a model under way is no part of it."""
        build, arguments = self.__reduce__()
        return build(*arguments)  # type: ignore[no-any-return]

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the recorder travel to another process, where it wraps `fit` anew."""
        return _recorder, (type(self), self.choices, str(self.runs))

    def on_train_begin(self, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Begin a run, unless the wrapped `fit` already watches this training."""
        if fit_in_progress(self.model) is None and records_here(self.model):
            self._watch = FitWatch(self.model, from_params(self.params), self.options(None))
            self._watch.train_began(self.params)

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Start the clock of the epoch."""
        if self._watch is not None:
            self._watch.epoch_began()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Write the epoch."""
        if self._watch is not None:
            self._watch.epoch_measured(epoch)
            self._watch.epoch_ended(epoch, logs)

    def on_train_end(self, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """End the run."""
        if self._watch is not None:
            self._watch.ended(None)
            self._watch = None


def _recorder(kind: type[RunRecorder], choices: Choices, runs: str) -> RunRecorder:
    """Make a recorder as another one was made."""
    return kind(choices.name, choices.dataset, runs, class_names=choices.class_names, predictions=choices.predictions)
