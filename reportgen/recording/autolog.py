"""Recording of every training in this process, switched on by one call. Imports no Keras."""

import os
from types import ModuleType

from reportgen.recording.class_names import ClassNames, listed
from reportgen.recording.imports import after_import
from reportgen.recording.jupyter import show_recording
from reportgen.recording.keras.hooks import record_every_fit
from reportgen.recording.loaders import watch_loaders
from reportgen.recording.options import Choices, RecordingOptions, choose
from reportgen.recording.seeds import watch_seeds
from reportgen.store.layout import DEFAULT_RUNS

__all__ = ["RecordingOptions", "autolog", "install"]

_watched: set[str] = set()


def autolog(
    *,
    dataset: str | None = None,
    name: str | None = None,
    runs: str | os.PathLike[str] = DEFAULT_RUNS,
    class_names: ClassNames | None = None,
    predictions: bool | None = None,
) -> None:
    """Record every later `fit` in this process into the folder `runs`. Calling it again changes the settings.

    In a notebook, a line below the cell says where.

    Call it before the data are loaded: the name of the data set is then found by itself. In a program under `reportgen
    run` what is not given here keeps the value of the command; runs in another folder are in the command's report too.

    Args:
        dataset: name of the data, shown in the report; None finds it where a known loader is called.
        name: name of every run; None uses the model's own, its function's, its variable's or its architecture's.
        runs: folder for the runs.
        class_names: names of the classes 0, 1, …, one for each; None takes those that the data carry, else those
            known of the data set. Names of another number than there are classes are told by the report and not used.
        predictions: False keeps no predictions of the evaluated data, so that no data are passed through the model a
            second time; the report then has no confusion matrix and the like. Pictures of the training data, which
            take no pass, are still kept.
    """
    options = choose(runs, Choices(dataset, name, predictions, listed(class_names)))
    install(options)
    show_recording(options.runs)


def install(options: RecordingOptions) -> None:
    """Record every later fit under `options`; may be called before the program imports anything."""
    if not _watched:
        _watched.update({"seeds", "loaders"})
        # Not at once: a program that forks first is warned of threads, and Keras takes longer to import.
        after_import("keras.src.backend.config", _prepare)
        watch_seeds()
        watch_loaders()
    record_every_fit(options)


def _prepare(_keras: ModuleType) -> None:
    from reportgen.recording.environment import prepare

    prepare()
