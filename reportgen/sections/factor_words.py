"""Factors and their levels in words: "Units of Dense 2", "Dropout rate"; "256-128", "SGD, momentum 0.9"."""

from collections.abc import Sequence

from reportgen.analysis.configurations import OUTPUT, Key, Value
from reportgen.analysis.factors import Cell, Factor
from reportgen.analysis.levels import Axis, Level
from reportgen.analysis.selection import NumberedRun
from reportgen.analysis.trials import Experiment
from reportgen.knowledge.losses import loss_label
from reportgen.knowledge.wording import label_of, text_of
from reportgen.language import N_, _, pgettext
from reportgen.language.letters import inside
from reportgen.language.numbers import listed
from reportgen.sections.numerals import count, number, value_text
from reportgen.sections.run_words import optimizer_of

_NAMES: dict[Key, str] = {
    ("learning_rate",): N_("Learning rate"),
    ("batch_size",): N_("Batch size"),
    ("epochs",): N_("Epochs asked for"),
    ("steps_per_epoch",): N_("Steps per epoch"),
    ("loss",): N_("Loss"),
    ("shuffle",): N_("Shuffling"),
    ("class_weights",): N_("Class weights"),
    ("sample_weights",): N_("Sample weights"),
    ("data", "samples", "training"): N_("Training samples"),
    ("data", "samples", "validation"): N_("Validation samples"),
    ("data", "shape"): N_("Input shape"),
    ("data", "range"): N_("Range of the inputs"),
    ("platform", "backend"): N_("Backend"),
    ("platform", "device"): N_("Device"),
}
_SETTINGS = {"units": N_("Units"), "filters": N_("Filters"), "kernel_size": N_("Kernel size"), "rate": N_("Rate")}
_YES = {True: N_("yes"), False: N_("no")}


def factor_label(factor: Factor, cells: Sequence[Cell], *, is_count: bool = False) -> str:
    """Return the name of a factor; layers have their number where `cells` have several of their kind."""
    key = factor.key
    match factor.form:
        case "layers":
            said = _("Number of {kind} layers") if is_count else _("{kind} layers")
            return said.format(kind=key[1])
        case "presence":
            return _presence_label(str(key[1]), cells)
        case "activation":
            return _("Activation of the hidden layers")
        case "optimizer":
            return _("Optimizer")
        case "data":
            return _("Data set")
        case "samples":
            return _("Training samples")
        case "callback":
            return str(key[1])
        case _:
            return _setting_label(key, cells)


def _presence_label(word: str, cells: Sequence[Cell]) -> str:
    size = next((cell.sizes[word] for cell in cells if word in cell.sizes), None)
    return _("{kind} {setting}").format(kind=word, setting=inside(_setting_name(size))) if size else word


def _setting_label(key: Key, cells: Sequence[Cell]) -> str:
    if key == ("precision",):
        return pgettext("of numbers", "Precision")
    if key in _NAMES:
        return _(_NAMES[key])
    if key[0] == "layer":
        return _layer_label(key, cells)
    if key[0] == "callback":
        return _("{setting} of {layer}").format(setting=label_of(str(key[-1])), layer=key[1])
    name = label_of(str(key[-1]))
    return _("Loss: {setting}").format(setting=inside(name)) if key[0] == "loss" else name


def _layer_label(key: Key, cells: Sequence[Cell]) -> str:
    word, setting = str(key[1]), _setting_name(str(key[2]))
    if word == "Dropout" and key[2] == "rate":
        word, setting = "Dropout", _("Dropout rate")
    if word == OUTPUT:
        return _("{setting} of the output layer").format(setting=setting)
    several = any(("layer", word, key[2], 2) in cell.settings for cell in cells)
    place = f" {key[3]}" if several and len(key) > 3 else ""
    if word == "Dropout" and not place:
        return setting
    return _("{setting} of {layer}").format(setting=setting, layer=f"{word}{place}")


def _setting_name(setting: str | None) -> str:
    name = setting or ""
    if name in _SETTINGS:
        return _(_SETTINGS[name])
    label = label_of(name)
    return _("Number of {things}").format(things=label[1:]) if label.startswith("#") else label


def level_label(axis: Axis, level: Level, runs: Sequence[NumberedRun]) -> str:
    """Return a level as text; `runs` are some that have it."""
    value, form = level.value, axis.factor.form
    if axis.is_count and level.number is not None:
        return f"{level.number:.0f}"
    if value in (None, ()):
        return _("none")
    if form == "optimizer":
        return optimizer_of(runs[0].stored.run, rate=False)
    if form == "callback":
        return _callback(runs[0], str(axis.factor.key[1]))
    if form == "presence" and value is True:
        return pgettext("a layer", "with")
    return value_label(value, axis.factor.key)


def _callback(run: NumberedRun, name: str) -> str:
    training = run.stored.run.training
    callback = next((item for item in training.callbacks if item.type == name), None) if training else None
    settings = callback.settings.items() if callback else ()
    said = [f"{inside(label_of(key))} {value_text(item.value)}" for key, item in settings if item.origin == "set"]
    return ", ".join(said) or pgettext("a layer", "with")


def value_label(value: Value, key: Key = ()) -> str:
    """Return any setting as short text."""
    if value is None:
        return _("none")
    if isinstance(value, bool):
        return _(_YES[value])
    if isinstance(value, int):
        return count(value)
    if isinstance(value, float):
        return number(value)
    if key == ("loss",) and isinstance(value, tuple):
        return ", ".join(loss_label(str(part[0])) for part in value)
    if isinstance(value, tuple):
        joint = "×" if key[-1:] in (("kernel_size",), ("shape",)) or "kernel_size" in key else "-"
        return joint.join(value_label(part, key) for part in value)
    return _(str(value)) if key == ("data", "range") else text_of(value)


def activation_of(cell: Cell) -> str:
    """Return the activations of the hidden layers, each once: "relu"; "" where none has one."""
    found = [
        value
        for key, value in cell.settings.items()
        if key[0] == "layer" and key[2] == "activation" and key[1] != OUTPUT
    ]
    return ", ".join(dict.fromkeys(value_label(value) for value in found if value not in (None, "linear")))


def title_of(experiment: Experiment, cells: Sequence[Cell]) -> str:
    """Return what an experiment is about: "Batch size", "Learning rate and batch size"."""
    labels = [factor_label(axis.factor, cells, is_count=axis.is_count) for axis in experiment.axes]
    return listed([labels[0], *(inside(label) for label in labels[1:])])
