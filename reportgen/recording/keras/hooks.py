"""Keras's `fit`, `evaluate` and saving, wrapped where every backend has them. Imports Keras only when one is called.

The wrapped methods keep name, signature and docstring and leave no frame in a traceback.
"""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from reportgen.recording.imports import after_import, replace_everywhere
from reportgen.recording.options import RecordingOptions
from reportgen.recording.recorder import reason, warn
from reportgen.recording.wrapping import observed, without_own_frame

_TRAINERS = {"tensorflow": "TensorFlowTrainer", "jax": "JAXTrainer", "torch": "TorchTrainer"}


class _Hooks:
    """`automatic` are the options under which every fit is recorded; None: only those with a RunRecorder."""

    automatic: RecordingOptions | None = None
    installed: bool = False


def record_every_fit(options: RecordingOptions | None) -> None:
    """Record every later fit under `options`; None records only those with a RunRecorder again."""
    _Hooks.automatic = options
    install()


def install() -> None:
    """Wrap Keras, now or once the program imports it; a second call does nothing."""
    if _Hooks.installed:
        return
    _Hooks.installed = True
    for backend, trainer in _TRAINERS.items():
        after_import(f"keras.src.backend.{backend}.trainer", functools.partial(_wrap_trainer, trainer))
    after_import("keras.src.saving.saving_api", _wrap_saving)
    after_import("keras.src.models.model", _wrap_export)


def _wrap_trainer(name: str, module: ModuleType) -> None:
    trainer = getattr(module, name)
    trainer.fit = _recorded_fit(trainer.fit)
    trainer.evaluate = _recorded_evaluate(trainer.evaluate)
    trainer.__init__ = observed(trainer.__init__, _note_model)


def _note_model(args: tuple[Any, ...], _kwargs: dict[str, Any], _result: Any) -> None:
    from reportgen.recording.keras.builders import note_builder

    note_builder(args[0])


def _wrap_saving(module: ModuleType) -> None:
    for function in ("save_model", "save_weights"):
        replace_everywhere(module, function, lambda original: observed(original, _note_saved))
    replace_everywhere(module, "load_weights", lambda original: observed(original, _note_weights_loaded))
    replace_everywhere(module, "load_model", lambda original: observed(original, _note_model_loaded))


def _wrap_export(module: ModuleType) -> None:
    module.Model.export = observed(module.Model.export, _note_saved)


def _note_saved(args: tuple[Any, ...], kwargs: dict[str, Any], _result: Any) -> None:
    """Note the model and path of `save_model(model, filepath)`, however they were passed."""
    from reportgen.recording.keras.past import saved

    model, path = _model_and_path(args, kwargs)
    if isinstance(path, str | Path):
        saved(model, path)


def _note_weights_loaded(args: tuple[Any, ...], kwargs: dict[str, Any], _result: Any) -> None:
    """Note the model and path of `load_weights(model, filepath)`; not inside a fit, where callbacks load backups."""
    from reportgen.recording.keras.fit import fit_in_progress
    from reportgen.recording.keras.past import loaded

    model, path = _model_and_path(args, kwargs)
    if isinstance(path, str | Path) and fit_in_progress(model) is None:
        loaded(model, path)


def _note_model_loaded(args: tuple[Any, ...], kwargs: dict[str, Any], result: Any) -> None:
    from reportgen.recording.keras.past import loaded

    path = args[0] if args else kwargs.get("filepath")
    if isinstance(path, str | Path):
        loaded(result, path)


def _model_and_path(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    named = [kwargs[name] for name in ("model", "filepath") if name in kwargs]
    model, path = (*args, *named)[:2]
    return model, path


def _recorded_fit(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        started = _start(original, self, args, kwargs)
        try:
            result = original(self, *args, **kwargs) if started is None else original(self, **started.arguments)
        except BaseException as error:
            without_own_frame(error)
            if started is not None:
                started.watch.ended(error)
            raise
        if started is not None:
            started.watch.ended(None)
        return result

    return fit


def _start(original: Callable[..., Any], model: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return the watch of a fit and the arguments to call it with; None if it is not to be recorded."""
    try:
        from reportgen.recording.keras.starting import start_fit

        return start_fit(original, model, args, kwargs, _Hooks.automatic)
    except Exception as error:
        warn(f"recording stopped: {reason(error)}; the training goes on")
        return None


def _recorded_evaluate(original: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(original)

    @functools.wraps(original)
    def evaluate(self: Any, *args: Any, **kwargs: Any) -> Any:
        note = None if "_use_cached_eval_dataset" in kwargs else _listen(signature, self, args, kwargs)
        try:
            result = original(self, *args, **kwargs) if note is None else original(self, **note.arguments)
        except BaseException as error:
            without_own_frame(error)
            raise
        if note is not None:
            note.done()
        return result

    return evaluate


def _listen(signature: inspect.Signature, model: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return what hears of an evaluation after a recorded fit; None for any other."""
    try:
        from reportgen.recording.keras.starting import start_evaluation

        return start_evaluation(signature, model, args, kwargs)
    except Exception as error:
        warn(f"an evaluation was not recorded: {reason(error)}")
        return None
