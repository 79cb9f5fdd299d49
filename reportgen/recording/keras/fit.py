"""One call of `fit`, from its first line to its last: what a callback and the wrapped `fit` tell, as one run.

Takes the model, its arguments and what happens; gives a run to the recorder. No method raises.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import msgspec

import reportgen
from reportgen.recording.environment import imported_packages, surroundings
from reportgen.recording.keras.arguments import FitArguments
from reportgen.recording.keras.changes import ChangeWatch
from reportgen.recording.keras.data import FitData, dataset_of, describe_fit_data
from reportgen.recording.keras.device import with_keras
from reportgen.recording.keras.ending import describe_ending, restored_epoch
from reportgen.recording.keras.judging import judge_fit, keep_samples
from reportgen.recording.keras.layers import describe_model
from reportgen.recording.keras.losses import target_kinds
from reportgen.recording.keras.measured import metrics_of
from reportgen.recording.keras.naming import name_of
from reportgen.recording.keras.optimizer import optimizer_parameters
from reportgen.recording.keras.past import continued_run, note_end, remember, was_recompiled
from reportgen.recording.keras.rate import follows_steps, rate_in_force, steps_taken
from reportgen.recording.keras.resuming import resumed_run
from reportgen.recording.keras.training import callbacks_in, describe_training, with_rate
from reportgen.recording.keras.tuning import next_execution
from reportgen.recording.options import RecordingOptions
from reportgen.recording.program_code import describe_failure, state_of
from reportgen.recording.recorder import Recorder, now, reason
from reportgen.recording.seeds import seeds
from reportgen.records.format import FORMAT_VERSION
from reportgen.records.history import Epoch
from reportgen.records.model import Model
from reportgen.records.platform import Platform
from reportgen.records.run import Ending, Parent, Run
from reportgen.records.training import Training
from reportgen.records.values import Measurement, Origin, Setting
from reportgen.store.process import this_process

T = TypeVar("T")
_ENVIRONMENT_SECONDS = 3.0


class _Running(threading.local):
    """The fits that run in this thread, the outermost first."""

    def __init__(self) -> None:
        self.fits: list[FitWatch] = []


_running = _Running()


def fit_in_progress(model: Any) -> "FitWatch | None":
    """Return the innermost fit of `model` that runs in this thread."""
    return next((watch for watch in reversed(_running.fits) if watch.model is model), None)


class FitWatch:
    """Watches one fit. It begins with its first event, or with its end if there was none.

    `steps_seen` are those of the epoch under way, counted only where Keras does not know their number before.
    """

    def __init__(self, model: Any, arguments: FitArguments, options: RecordingOptions) -> None:
        self.model = model
        self.recorder = Recorder(options.runs)
        self.steps_seen = 0
        self._arguments = arguments
        self._options = options
        self._started_at = now()
        self._started = time.perf_counter()
        self._steps_before = self._part("the optimizer's steps", steps_taken, model) or 0
        self._parent = self._find_parent()
        self._recompiled = bool(self._parent and self._part("the compilation", was_recompiled, model))
        self._changes: ChangeWatch | None = None
        self._epochs = 0
        self._loss: Measurement | None = None
        self._epoch_started_at: datetime | None = None
        self._epoch_started = self._started
        self._epoch_seconds: float | None = None
        self._rate_before: float | None = None
        self._rate: float | None = None
        self._lacks_environment = False
        self._params: dict[str, Any] | None = None
        _running.fits.append(self)

    def _find_parent(self) -> Parent | None:
        outer = _running.fits[-1].recorder.run_id if _running.fits else None
        if outer is not None:
            return Parent(run_id=outer, relation="nested")
        continued = self._part("the run it continues", continued_run, self.model, self._steps_before)
        return Parent(run_id=continued, relation="continuation") if continued else None

    def _part(self, what: str, describe: Callable[..., T], *arguments: Any) -> T | None:
        """Return a part of the description; one that fails is told of and left out, the rest is recorded."""
        try:
            return describe(*arguments)
        except Exception as error:
            self.recorder.complain(f"{what} could not be recorded: {reason(error)}")
            return None

    def train_began(self, params: dict[str, Any] | None) -> None:
        """Describe everything: the model is built by now, and nothing is trained yet."""
        if self.recorder.run is None:
            self._guard(self._begin, params)

    def _guard(self, step: Callable[..., None], *arguments: Any) -> None:
        try:
            if not self.recorder.stopped:  # a forked copy of this process has nothing to ask the model for
                step(*arguments)
        except Exception as error:
            self.recorder.step_aside(error)

    def _begin(self, params: dict[str, Any] | None) -> None:
        self._params = params
        model = self._part("the model", describe_model, self.model)
        training = self._training(params)
        data = self._part("the data", describe_fit_data, self._arguments, *target_kinds(training))
        name, origin = self._name(model)
        self._write(name, origin, model=model, training=training, data=data)
        if self.recorder.run is not None:
            remember(self.model, self.recorder, data, predictions=self._options.predictions)
        self._changes = self._part("what changes", ChangeWatch, self.model)

    def _training(self, params: dict[str, Any] | None) -> Training | None:
        training = self._part("the training", describe_training, self.model, self._arguments, params)
        return msgspec.structs.replace(training, recompiled=self._recompiled) if training else None

    def _name(self, model: Model | None) -> tuple[str, Origin]:
        if self._options.name:
            return self._options.name, "set"
        name, origin = self._part("the name", name_of, self.model, model) or (type(self.model).__name__, "inferred")
        trial = self._part("the trial", next_execution, self._callbacks())
        return f"{name}, {trial}" if trial else name, origin

    def _write(self, name: str, origin: Origin, data: FitData | None, **described: Any) -> None:
        around = surroundings(wait_seconds=0)
        self._lacks_environment = around is None
        platform, git = around or (Platform(), None)
        run = Run(
            format_version=FORMAT_VERSION,
            id="",
            name=name,
            name_origin=origin,
            state="running",
            started_at=self._started_at,
            dataset=self._part("the data set", dataset_of, data, self._options.dataset, self._options.class_names),
            platform=self._platform(platform),
            seeds=seeds(),
            git=git,
            parent=self._parent,
            session_id=self._options.session_id,
            process=this_process(),
            generator=f"reportgen {reportgen.__version__}",
            **described,
        )
        self.recorder.began(run)

    def _platform(self, platform: Platform) -> Platform:
        return self._part("the platform", with_keras, platform, self.model, imported_packages()) or platform

    def train_set_up(self) -> None:
        """Find the run whose backup the program's callbacks have restored by now."""
        run = self.recorder.run
        if run is not None and self._parent is None:
            resumed = self._part("the run it resumed", resumed_run, self._callbacks(), run, self._options.runs)
            self._parent = Parent(run_id=resumed, relation="resumption") if resumed else None
            self.recorder.changed(parent=self._parent)

    def _callbacks(self) -> list[Any]:
        return list(callbacks_in(self._arguments.values.get("callbacks")))

    def epoch_began(self) -> None:
        """Note when the epoch began and the learning rate it begins with."""
        if self._rate is None or not self._part("the learning rate", follows_steps, self.model):
            self._rate_before = self._part("the learning rate", rate_in_force, self.model)
        else:
            self._rate_before = self._rate  # a schedule costs most of a millisecond to ask
        self.recorder.epoch_of_weights = None
        self._epoch_started_at, self._epoch_started = now(), time.perf_counter()

    def epoch_measured(self, epoch: int) -> None:
        """Stop the clock and read the learning rate, before other callbacks change it for the next epoch."""
        self.recorder.epoch_of_weights = epoch + 1
        self._epoch_seconds = time.perf_counter() - self._epoch_started
        self._rate = self._part("the learning rate", rate_in_force, self.model)

    def epoch_ended(self, epoch: int, logs: dict[str, Any] | None) -> None:
        """Write the epoch with what all callbacks have added to `logs`."""
        self._guard(self._write_epoch, epoch, logs or {})

    def _write_epoch(self, epoch: int, logs: dict[str, Any]) -> None:
        changed = self._rate_before != self._rate
        self._epochs += 1
        if self._epochs == 1:
            self._complete()
        metrics = metrics_of(logs, self._rate)
        self._loss = metrics.get("loss")
        self._note_changes(epoch + 1)
        self.recorder.epoch_ended(
            Epoch(
                epoch=epoch + 1,
                metrics=metrics,
                learning_rate=self._rate,
                learning_rate_start=self._rate_before if changed else None,
                duration_seconds=self._epoch_seconds,
                started_at=self._epoch_started_at,
            )
        )
        if self._epochs == 1:
            self.recorder.written()

    def _note_changes(self, epoch: int) -> None:
        found = self._part("what changed", self._changes.found, epoch) if self._changes else None
        if found and self.recorder.run is not None:
            self.recorder.changed(changes=(*self.recorder.run.changes, *found))

    def _complete(self) -> None:
        """Add what Keras knows only once it has trained: shapes of a model built by its data, what "accuracy" means."""
        run = self.recorder.run
        if run is None:
            return
        model = self._completed_model(run.model)
        training = self._training(self._params)
        if training is not None and run.training is not None:
            rate = run.training.optimizer.settings["learning_rate"] if run.training.optimizer else None
            training = with_rate(training, rate)
        platform = self._platform(run.platform or Platform())
        self.recorder.changed(model=model, training=training or run.training, platform=platform)
        if self._lacks_environment:
            self._add_environment(wait_seconds=0)

    def _completed_model(self, known: Model | None) -> Model | None:
        """Describe the model again if it was not built before; else only add the optimizer's variables."""
        if known is None or not known.parameters or not all(layer.output_shapes for layer in known.layers):
            return self._part("the model", describe_model, self.model) or known
        return msgspec.structs.replace(known, optimizer_parameters=optimizer_parameters(self.model))

    def _add_environment(self, wait_seconds: float) -> None:
        around = surroundings(wait_seconds)
        if around is not None:
            self._lacks_environment = False
            self.recorder.changed(platform=self._platform(around[0]), git=around[1])

    def ended(self, error: BaseException | None) -> None:
        """Write the end: completed, or failed or interrupted by `error`."""
        seconds = time.perf_counter() - self._started
        if self in _running.fits:
            _running.fits.remove(self)
        try:
            self._guard(self._end, error, seconds)
        except BaseException:  # Ctrl-C in here is the program's to hear of, and no part of the training
            self.recorder.ended(state_of(error), duration_seconds=seconds, failure=describe_failure(error))
            raise

    def _end(self, error: BaseException | None, seconds: float) -> None:
        self.train_began(None)  # a fit that fails early ends before it began
        if not self._epochs:
            self._complete()
        if self._lacks_environment:
            self._add_environment(_ENVIRONMENT_SECONDS)
        run = self.recorder.run
        self.recorder.ended(
            state_of(error),
            duration_seconds=seconds,
            failure=describe_failure(error),
            ending=self._part("the ending", self._ending) if error is None else None,
            training=self._with_steps(run.training) if run else None,
        )
        self._part("the weights", note_end, self.model)
        if error is None and self._epochs:
            keep_samples(self._arguments.values, self.recorder)
            if self._options.predictions:
                judge_fit(self.model, self._arguments.values, self.recorder, seconds)

    def has_weights_of_an_epoch(self) -> bool:
        """Return False before the first epoch and within one; else note whose weights these are, if put back."""
        if self.recorder.epoch_of_weights is None:
            return False
        callbacks = list(callbacks_in(self._arguments.values.get("callbacks")))
        restored = self._part("the weights", restored_epoch, self.model, callbacks)
        self.recorder.epoch_of_weights = restored or self.recorder.epoch_of_weights
        return True

    def _ending(self) -> Ending:
        ending = describe_ending(self.model, self._callbacks(), self.recorder.epoch_of_weights, self._loss)
        self.recorder.epoch_of_weights = ending.kept_epoch
        return ending

    def _with_steps(self, training: Training | None) -> Training | None:
        """Fill in the steps of an epoch, which a generator only tells by being trained on."""
        if training is None or training.steps_per_epoch is not None or not self._epochs or not self.steps_seen:
            return training
        return msgspec.structs.replace(training, steps_per_epoch=Setting(value=self.steps_seen, origin="inferred"))
