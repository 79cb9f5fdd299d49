"""The start of a fit or an evaluation under the recorder: which one is recorded, under which name, with what."""

import inspect
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import keras

from reportgen.recording.keras.arguments import FitArguments, bind
from reportgen.recording.keras.distribution import records_here
from reportgen.recording.keras.fit import FitWatch, fit_in_progress
from reportgen.recording.keras.judging import judge_evaluation
from reportgen.recording.keras.measured import metrics_of
from reportgen.recording.keras.past import evaluated, last_run_of
from reportgen.recording.keras.request import RecordingRequest
from reportgen.recording.keras.sources import kind_of
from reportgen.recording.keras.watching import First, Last, Listener, StepCounter, surrounded
from reportgen.recording.options import RecordingOptions
from reportgen.recording.recorder import reason, warn


@dataclass(frozen=True)
class StartedFit:
    """A fit that is watched, and the arguments to call it with, by name."""

    watch: FitWatch
    arguments: dict[str, Any]


def start_fit(
    original: Callable[..., Any],
    model: Any,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    automatic: RecordingOptions | None,
) -> StartedFit | None:
    """Begin to watch a call of `fit`; None if nobody asked for it here, or if the call is none that Keras takes."""
    try:
        arguments = bind(original, model, args, kwargs)
    except TypeError:
        return None
    callbacks = arguments.values.get("callbacks")
    chosen = _recorder_in(callbacks)
    options = chosen.options(automatic) if chosen is not None else automatic
    if options is None or not records_here(model):
        return None
    watch = FitWatch(model, arguments, options)
    passed = {name: arguments.values[name] for name in arguments.given if name != "self"}
    first = [First(watch), *([StepCounter(watch)] if _hides_its_length(arguments) else [])]
    return StartedFit(watch, passed | {"callbacks": surrounded(callbacks, first, [Last(watch)], model)})


def _hides_its_length(arguments: FitArguments) -> bool:
    x, steps = arguments.values.get("x"), arguments.values.get("steps_per_epoch")
    return steps is None and x is not None and kind_of(x) in ("tf.data.Dataset", "generator")


def _recorder_in(callbacks: Any) -> RecordingRequest | None:
    if isinstance(callbacks, keras.callbacks.CallbackList):
        callbacks = callbacks.callbacks
    listed = callbacks if isinstance(callbacks, list | tuple) else [callbacks]
    return next(
        (callback for callback in keras.tree.flatten(list(listed)) if isinstance(callback, RecordingRequest)), None
    )


@dataclass
class StartedEvaluation:
    """An evaluation that is listened to, and the arguments to call it with, by name."""

    model: Any
    arguments: dict[str, Any]
    listener: Listener
    started: float = field(default_factory=time.perf_counter)

    def done(self) -> None:
        """Attach what the evaluation gave to the model's last run. Does not raise."""
        seconds = time.perf_counter() - self.started
        try:
            x, y = self.arguments.get("x"), self.arguments.get("y")
            role = evaluated(self.model, x, y, metrics_of(self.listener.logs, None), seconds)
            past = last_run_of(self.model)
            is_last = fit_in_progress(self.model) is None
            if past is not None and role is not None and past.predictions and is_last:
                judge_evaluation(self.model, self.arguments, past.recorder, role, seconds)
        except Exception as error:
            warn(f"an evaluation was not recorded: {reason(error)}")


def start_evaluation(
    signature: inspect.Signature, model: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> StartedEvaluation | None:
    """Begin to listen to an evaluation of a model trained before, or by a callback between two epochs; else None."""
    fit = fit_in_progress(model)
    if last_run_of(model) is None or (fit is not None and not fit.has_weights_of_an_epoch()):
        return None
    try:
        bound = signature.bind(model, *args, **kwargs).arguments
    except TypeError:
        return None
    listener = Listener()
    passed = {name: value for name, value in bound.items() if name not in ("self", "kwargs")} | bound.get("kwargs", {})
    passed["callbacks"] = surrounded(passed.get("callbacks"), [], [listener], model)
    return StartedEvaluation(model, passed, listener)
