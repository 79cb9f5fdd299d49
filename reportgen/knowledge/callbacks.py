"""What Keras's callbacks do to a training, in a sentence with their values as recorded.

A callback without an entry, Keras's own loggers and those of the program, is only named.
"""

from collections.abc import Callable, Mapping

from reportgen.knowledge.methods import is_of_keras
from reportgen.knowledge.wording import text_of
from reportgen.records.training import Component
from reportgen.records.values import JsonValue

Values = Mapping[str, JsonValue]


def _epochs(number: JsonValue) -> str:
    return f"{text_of(number)} epoch{'' if number == 1 else 's'}"


def _improvement(values: Values) -> str:
    """Write what counts as no improvement: "val_loss has not improved by more than 0.001"."""
    least = values.get("min_delta")
    return f"{values['monitor']} has not improved{f' by more than {text_of(least)}' if least else ''}"


def _early_stopping(values: Values) -> str:
    start, baseline = values.get("start_from_epoch"), values.get("baseline")
    sentences = [
        f"stops the training when {_improvement(values)} for {_epochs(values['patience'])}"
        + (f", counted after the first {_epochs(start)}" if start else "")
    ]
    if baseline is not None:
        sentences.append(f"An epoch counts as an improvement only if it is better than {text_of(baseline)}, too")
    back = "puts the weights of the best epoch back" if values.get("restore_best_weights") else ""
    sentences.append(f"It {back}" if back else "The weights of the last epoch stay")
    return ". ".join(sentences)


def _reduce_on_plateau(values: Values) -> str:
    least, cooldown = values.get("min_lr"), values.get("cooldown")
    return (
        f"multiplies the learning rate by {text_of(values['factor'])} when {_improvement(values)} for "
        + _epochs(values["patience"])
        + (f", down to {text_of(least)}" if least else "")
        + (f"; after that it rests for {_epochs(cooldown)}" if cooldown else "")
    )


def _scheduler(values: Values) -> str:
    name = text_of(values["schedule"]) if values.get("schedule") else "a function"
    return f"sets the learning rate of every epoch by a function of the program's own, {name}"


def _checkpoint(values: Values) -> str:
    what = "the weights" if values.get("save_weights_only") else "the model"
    often = values.get("save_freq")
    when = "after every epoch" if often == "epoch" else f"after every {text_of(often)} batches"
    best = f" if {values['monitor']} is the best so far" if values.get("save_best_only") else ""
    return f"saves {what} {when}{best}"


def _not_a_number(_values: Values) -> str:
    return "stops the training when the loss is not a finite number"


def _swap_average(_values: Values) -> str:
    return "puts the averaged weights in place of the weights while the model is evaluated"


def _backup(_values: Values) -> str:
    return "keeps the state of the training, so that it goes on where it was interrupted"


_SENTENCES: dict[str, Callable[[Values], str]] = {
    "EarlyStopping": _early_stopping,
    "ReduceLROnPlateau": _reduce_on_plateau,
    "LearningRateScheduler": _scheduler,
    "ModelCheckpoint": _checkpoint,
    "TerminateOnNaN": _not_a_number,
    "SwapEMAWeights": _swap_average,
    "BackupAndRestore": _backup,
}


def callback_words(callback: Component) -> str:
    """Return what a callback does, to follow its name: "stops the training when …"; "" if that is not known."""
    tell = _SENTENCES.get(callback.type) if is_of_keras(callback.module) else None
    try:
        return tell({key: setting.value for key, setting in callback.settings.items()}) if tell else ""
    except KeyError:  # a record without the values that the sentence needs
        return ""
