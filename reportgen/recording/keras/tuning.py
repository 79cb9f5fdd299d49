"""Trials of KerasTuner: which one a fit belongs to, and the hyperparameters it tries. Imports no KerasTuner."""

import weakref
from collections.abc import Iterable
from typing import Any

from reportgen.recording.keras.values import readable
from reportgen.records.values import JsonValue

_executions: "weakref.WeakKeyDictionary[Any, int]" = weakref.WeakKeyDictionary()


def next_execution(callbacks: Iterable[Any]) -> str | None:
    """Return what a fit that begins is called in its search, "trial 0, execution 2"; None outside of a search."""
    callback = _tuner_callback(callbacks)
    if callback is None:
        return None
    execution = _executions[callback.trial] = _executions.get(callback.trial, 0) + 1
    several = getattr(callback.tuner, "executions_per_trial", 1) > 1
    return f"trial {callback.trial.trial_id}" + (f", execution {execution}" if several else "")


def hyperparameters(callbacks: Iterable[Any]) -> dict[str, JsonValue]:
    """Return the hyperparameters of the trial that a fit belongs to; {} outside of a search."""
    callback = _tuner_callback(callbacks)
    if callback is None:
        return {}
    return {str(name): readable(value) for name, value in callback.trial.hyperparameters.values.items()}


def _tuner_callback(callbacks: Iterable[Any]) -> Any:
    """Return the callback that the tuner gives to each fit: it alone knows the trial."""
    kinds = ((callback, type(callback)) for callback in callbacks)
    named = (callback for callback, kind in kinds if kind.__name__ == "TunerCallback" and _is_tuners(kind))
    return next((callback for callback in named if hasattr(callback, "trial") and hasattr(callback, "tuner")), None)


def _is_tuners(kind: type) -> bool:
    return kind.__module__.partition(".")[0] in ("keras_tuner", "kerastuner")
