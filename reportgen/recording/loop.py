"""`record`: a training loop of the program's own as a run. Knows no framework."""

import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, get_args

import msgspec

import reportgen
from reportgen.recording.class_names import ClassNames, listed
from reportgen.recording.environment import imported_packages, prepare, surroundings
from reportgen.recording.options import Choices, RecordingOptions, choose
from reportgen.recording.program_code import describe_failure, state_of
from reportgen.recording.recorder import Recorder, now, reason
from reportgen.recording.seeds import seeds
from reportgen.records.dataset import Dataset, Role
from reportgen.records.format import FORMAT_VERSION
from reportgen.records.history import Epoch
from reportgen.records.platform import Platform
from reportgen.records.run import Evaluation, Run
from reportgen.records.training import Training
from reportgen.records.values import JsonValue, Measurement, Setting
from reportgen.store.layout import DEFAULT_RUNS
from reportgen.store.process import this_process

_ENVIRONMENT_SECONDS = 3.0
_KNOWN_SETTINGS = ("batch_size", "epochs", "steps_per_epoch", "shuffle")


@contextmanager
def record(
    name: str,
    *,
    dataset: str | None = None,
    runs: str | os.PathLike[str] = DEFAULT_RUNS,
    class_names: ClassNames | None = None,
    **settings: JsonValue,
) -> Iterator["LoopRun"]:
    """Record the training loop in the body of `with` as a run called `name` in the folder `runs`.

        with reportgen.record("my loop", dataset="MNIST", batch_size=64, epochs=5) as run:
            for epoch in range(5):
                …
                run.log_epoch(loss=…, accuracy=…, val_loss=…, learning_rate=…)

    An exception that leaves the body is recorded and goes on. `settings` are shown in the report: batch_size,
    epochs, steps_per_epoch and shuffle in their places, others by their names. `class_names` are those of the classes
    0, 1, … that `log_predictions` speaks of.
    """
    prepare()
    run = LoopRun(choose(runs, Choices(dataset, name, None, listed(class_names))), settings)
    try:
        yield run
    except BaseException as error:
        run.finish(error)
        raise
    run.finish(None)


class LoopRun:
    """The run of a training loop. Nothing here raises: what cannot be recorded is told once and left out."""

    def __init__(self, options: RecordingOptions, settings: dict[str, JsonValue]) -> None:
        self._recorder = recorder = Recorder(options.runs)
        self._keeps_predictions = options.predictions
        self._started = self._epoch_started = time.perf_counter()
        self._epoch_started_at: datetime = now()
        self._epochs = 0
        with self._going_on():
            recorder.began(_first_record(options, settings, self._epoch_started_at))

    def log_epoch(self, *, learning_rate: float | None = None, **metrics: float) -> None:
        """Record the epoch that has just ended: its metrics, validation with prefix `val_`, and its learning rate."""
        with self._going_on():
            moment = time.perf_counter()
            self._epochs += 1
            rate = self._numbers({"learning_rate": learning_rate}).get("learning_rate")
            self._recorder.epoch_ended(
                Epoch(
                    epoch=self._epochs,
                    metrics=self._numbers(metrics),
                    learning_rate=rate,
                    duration_seconds=moment - self._epoch_started,
                    started_at=self._epoch_started_at,
                )
            )
            self._epoch_started, self._epoch_started_at = time.perf_counter(), now()

    def log_evaluation(self, data: Role = "test", *, samples: int | None = None, **metrics: float) -> None:
        """Record an evaluation on `data`: "training", "validation", "test" or "other"."""
        run = self._recorder.run
        if run is None:
            return
        with self._going_on():
            _check_role(data, "an evaluation")
            evaluation = Evaluation(
                data=data,
                metrics=self._numbers(metrics),
                samples=None if samples is None else int(samples),
                epochs_trained=self._epochs,
                at=now(),
            )
            self._recorder.changed(evaluations=(*run.evaluations, evaluation))

    def log_predictions(
        self, targets: Any, scores: Any, data: Role = "test", *, from_logits: bool = False, regression: bool = False
    ) -> None:
        """Record what the model predicts of `data`: the report then judges it as after `evaluate` of Keras.

        A later call replaces what an earlier one recorded. Of more than 20 000 samples, or of many classes, an even
        part is kept; nothing under `--no-predictions`. What cannot be judged is told in one line and left out.

        Args:
            targets: the truth. Class numbers `(samples,)` or one-hot rows `(samples, classes)`; 0 and 1 for two
                classes, or `(samples, labels)` for several labels a sample; numbers `(samples[, values])`.
            scores: what the model gives, `(samples, classes)`, `(samples, labels)`, or the shape of `targets`.
            data: "training", "validation", "test" or "other".
            from_logits: the scores are not yet probabilities.
            regression: whole numbers are quantities, no classes; others are quantities in any case.
        """
        if not self._keeps_predictions:
            return
        try:
            from reportgen.recording.logged_predictions import predictions_given

            _check_role(data, "predictions")
            kept = predictions_given(targets, scores, data, from_logits=from_logits, regression=regression)
            record = msgspec.structs.replace(kept.record, epochs_trained=self._epochs or None)
            self._recorder.predicted(record, kept.content)
        except Exception as error:
            self._recorder.complain(f"the predictions could not be recorded: {reason(error)}")

    def describe(self, model: Any) -> None:
        """Record the architecture of a built Keras model, and its optimizer and losses if it is compiled."""
        run = self._recorder.run
        if run is None:
            return
        try:
            from reportgen.recording.keras.custom import describe_custom

            self._recorder.changed(**describe_custom(model, run))
            self._recorder.written()
        except Exception as error:
            self._recorder.complain(f"the model could not be recorded: {reason(error)}")

    def finish(self, error: BaseException | None) -> None:
        """End the run: completed, or failed or interrupted by `error`. `record` calls it."""
        seconds = time.perf_counter() - self._started
        try:
            with self._going_on():
                self._add_surroundings()
        finally:  # also where an interrupt does not wait for them
            self._recorder.ended(state_of(error), duration_seconds=seconds, failure=describe_failure(error))

    def _add_surroundings(self) -> None:
        run = self._recorder.run
        around = None if self._recorder.stopped else surroundings(_ENVIRONMENT_SECONDS)
        if run is not None and around is not None:
            known = run.platform or Platform()
            platform = msgspec.structs.replace(
                around[0],
                packages=imported_packages(),
                device=known.device,
                keras=known.keras,
                backend=known.backend,
                backend_version=known.backend_version,
            )
            self._recorder.changed(platform=platform, git=around[1])

    @contextmanager
    def _going_on(self) -> Iterator[None]:
        """Keep what fails in the body from the program."""
        try:
            yield
        except Exception as error:
            self._recorder.step_aside(error)

    def _numbers(self, values: dict[str, Any]) -> dict[str, Measurement]:
        found: dict[str, Measurement] = {}
        for name, value in values.items():
            try:
                found[name] = math.nan if value is None else float(value)
            except Exception as error:  # a tensor of another library raises what it likes
                self._recorder.complain(f"{name} is no number and was not recorded: {reason(error)}")
        return {name: value for name, value in found.items() if values[name] is not None}


def _check_role(data: str, of: str) -> None:
    if data not in get_args(Role):
        raise ValueError(f"data={data!r} of {of} is none of {', '.join(get_args(Role))}")


def _first_record(options: RecordingOptions, settings: dict[str, JsonValue], started_at: datetime) -> Run:
    known: dict[str, Any] = {
        key: Setting(value=settings[key], origin="set") for key in _KNOWN_SETTINGS if key in settings
    }
    extra = {key: _plain(value) for key, value in settings.items() if key not in _KNOWN_SETTINGS}
    platform, git = surroundings(wait_seconds=0) or (Platform(), None)
    return Run(
        format_version=FORMAT_VERSION,
        id="",
        name=options.name or "",
        state="running",
        started_at=started_at,
        training=Training(**known, extra=extra),
        dataset=_dataset(options),
        platform=msgspec.structs.replace(platform, packages=imported_packages()),
        seeds=seeds(),
        git=git,
        session_id=options.session_id,
        process=this_process(),
        generator=f"reportgen {reportgen.__version__}",
    )


def _dataset(options: RecordingOptions) -> Dataset | None:
    name = Setting(value=options.dataset, origin="set") if options.dataset else None
    return Dataset(name=name, class_names=options.class_names) if name or options.class_names else None


def _plain(value: Any) -> JsonValue:
    """Return `value` as JSON: what JSON has no word for becomes its text."""
    try:
        return msgspec.to_builtins(value, builtin_types=())
    except Exception:
        return str(value)
