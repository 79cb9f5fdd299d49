"""What Keras's callbacks do to a training, in a sentence with their values as recorded.

A callback without an entry, Keras's own loggers and those of the program, is only named.
"""

from collections.abc import Callable, Mapping

from reportgen.knowledge.methods import is_of_keras
from reportgen.knowledge.wording import text_of
from reportgen.language import N_, _, ngettext
from reportgen.records.training import Component
from reportgen.records.values import JsonValue

Values = Mapping[str, JsonValue]


def _plural_of(number: JsonValue) -> int:
    """Return what chooses between singular and plural for a number of a record."""
    return number if isinstance(number, int) else 2


def _stops(values: Values) -> str:
    number = _plural_of(values["patience"])
    if values.get("min_delta"):
        text = ngettext(
            "stops the training when {metric} has not improved by more than {least} for {number} epoch",
            "stops the training when {metric} has not improved by more than {least} for {number} epochs",
            number,
        )
    else:
        text = ngettext(
            "stops the training when {metric} has not improved for {number} epoch",
            "stops the training when {metric} has not improved for {number} epochs",
            number,
        )
    return text.format(**_improvement(values))


def _reduces(values: Values) -> str:
    number = _plural_of(values["patience"])
    if values.get("min_delta"):
        text = ngettext(
            "multiplies the learning rate by {factor} when {metric} has not improved by more than {least} for {number} "
            "epoch",
            "multiplies the learning rate by {factor} when {metric} has not improved by more than {least} for {number} "
            "epochs",
            number,
        )
    else:
        text = ngettext(
            "multiplies the learning rate by {factor} when {metric} has not improved for {number} epoch",
            "multiplies the learning rate by {factor} when {metric} has not improved for {number} epochs",
            number,
        )
    return text.format(factor=text_of(values["factor"]), **_improvement(values))


def _improvement(values: Values) -> dict[str, str]:
    """Return what counts as no improvement: of which metric, by how much, for how many epochs."""
    return {
        "metric": str(values["monitor"]),
        "least": text_of(values.get("min_delta")),
        "number": text_of(values["patience"]),
    }


def _early_stopping(values: Values) -> str:
    start, baseline = values.get("start_from_epoch"), values.get("baseline")
    stops = _stops(values)
    if start:
        # Translators: {stops} is "stops the training when val_loss has not improved for 3 epochs".
        stops = ngettext(
            "{stops}, counted after the first {number} epoch",
            "{stops}, counted after the first {number} epochs",
            _plural_of(start),
        ).format(stops=stops, number=text_of(start))
    sentences = [stops]
    if baseline is not None:
        better = _("An epoch counts as an improvement only if it is better than {value}, too")
        sentences.append(better.format(value=text_of(baseline)))
    back, stay = _("It puts the weights of the best epoch back"), _("The weights of the last epoch stay")
    sentences.append(back if values.get("restore_best_weights") else stay)
    return ". ".join(sentences)


def _reduce_on_plateau(values: Values) -> str:
    least, cooldown = values.get("min_lr"), values.get("cooldown")
    text = _reduces(values)
    if least:
        # Translators: {reduces} is "multiplies the learning rate by 0.1 when val_loss has not improved for 3 epochs".
        text = _("{reduces}, down to {rate}").format(reduces=text, rate=text_of(least))
    if cooldown:
        # Translators: {reduces} is "multiplies the learning rate by 0.1 when val_loss has not improved for 3 epochs".
        text = ngettext(
            "{reduces}; after that it rests for {number} epoch",
            "{reduces}; after that it rests for {number} epochs",
            _plural_of(cooldown),
        ).format(reduces=text, number=text_of(cooldown))
    return text


def _scheduler(values: Values) -> str:
    if not values.get("schedule"):
        return _("sets the learning rate of every epoch by a function of the program's own, a function")
    told = _("sets the learning rate of every epoch by a function of the program's own, {name}")
    return told.format(name=text_of(values["schedule"]))


def _checkpoint(values: Values) -> str:
    often, best = values.get("save_freq"), bool(values.get("save_best_only"))
    is_each, weights = often == "epoch", bool(values.get("save_weights_only"))
    metric = values["monitor"] if best else ""
    return _(_CHECKPOINT[weights, is_each, best]).format(number=text_of(often), metric=metric)


# By whether only the weights are saved, whether after every epoch, and whether only the best.
_CHECKPOINT = {
    (False, True, False): N_("saves the model after every epoch"),
    (False, True, True): N_("saves the model after every epoch if {metric} is the best so far"),
    (False, False, False): N_("saves the model after every {number} batches"),
    (False, False, True): N_("saves the model after every {number} batches if {metric} is the best so far"),
    (True, True, False): N_("saves the weights after every epoch"),
    (True, True, True): N_("saves the weights after every epoch if {metric} is the best so far"),
    (True, False, False): N_("saves the weights after every {number} batches"),
    (True, False, True): N_("saves the weights after every {number} batches if {metric} is the best so far"),
}


def _not_a_number(_values: Values) -> str:
    return _("stops the training when the loss is not a finite number")


def _swap_average(_values: Values) -> str:
    return _("puts the averaged weights in place of the weights while the model is evaluated")


def _backup(_values: Values) -> str:
    return _("keeps the state of the training, so that it goes on where it was interrupted")


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
