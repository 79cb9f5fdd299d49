"""Optimizers: how each is called, where it was published, and its hyperparameters in words.

Takes `records.training.Optimizer`, gives words. An optimizer without an entry in `optimizer_table` goes by its class
name, its settings labelled from their keys.
"""

from collections.abc import Iterator

from reportgen.knowledge.methods import is_of_keras, is_on
from reportgen.knowledge.optimizer_table import OPTIMIZERS, OptimizerEntry
from reportgen.knowledge.wording import Described, source_label, text_of, words_of
from reportgen.language import N_, _
from reportgen.records.training import Component, Optimizer
from reportgen.records.values import Setting

# Where the key in words would not say what it is.
_LABELS = {
    "adam_beta_1": N_("Adam: beta 1"),
    "adam_beta_2": N_("Adam: beta 2"),
    "adam_lr_ratio": N_("Adam: learning rate ratio"),
    "adam_weight_decay": N_("Adam: weight decay"),
    "global_clipnorm": N_("Global clip norm"),
    "l1_regularization_strength": N_("L1 regularization"),
    "l2_regularization_strength": N_("L2 regularization"),
    "l2_shrinkage_regularization_strength": N_("L2 shrinkage"),
    "ns_steps": N_("Newton–Schulz steps"),
    "optimizer_map": N_("Optimizers"),
    "rms_rate": N_("RMS rate"),
}

# Where they stand in the words of a schedule, after its name.
_SCHEDULE_WORDS = {
    "alpha": N_("alpha"),
    "boundaries": N_("boundaries"),
    "cycle": N_("cycle"),
    "decay_rate": N_("decay rate"),
    "decay_steps": N_("decay steps"),
    "end_learning_rate": N_("end learning rate"),
    "first_decay_steps": N_("first decay steps"),
    "initial_learning_rate": N_("initial learning rate"),
    "power": N_("power"),
    "staircase": N_("staircase"),
    "values": N_("values"),
    "warmup_steps": N_("warmup steps"),
    "warmup_target": N_("warmup target"),
}
# Called otherwise than in `schedules`, where its name has more room.
_SCHEDULE_NAMES = {"CosineDecayRestarts": N_("Cosine decay restarts")}

# How Keras runs an optimizer, nothing that trains.
_MACHINERY = frozenset({"name", "jit_compile", "is_legacy_optimizer"})

# Effective, though the program need not have set them, once averaging of the weights is on.
_AVERAGING = ("ema_momentum", "ema_overwrite_frequency")


def optimizer_entry(type_name: str) -> OptimizerEntry:
    """Return the entry of an optimizer class; for one that is not known, its own name and no paper."""
    return OPTIMIZERS.get(type_name, OptimizerEntry(type_name))


def entry_of(optimizer: Optimizer) -> OptimizerEntry:
    """Return the entry of an optimizer; one of the program's own has none, even if it is called "Adam"."""
    return optimizer_entry(optimizer.type) if is_of_keras(optimizer.module) else OptimizerEntry(optimizer.type)


def references_of(optimizer: Optimizer) -> tuple[str, ...]:
    """Return the keys of the papers behind an optimizer as it was set: Adam's, and AMSGrad's if it was on."""
    entry = entry_of(optimizer)
    used = (key for setting, key in entry.variants if is_on(optimizer.settings.get(setting)))
    return (*entry.references, *used)


def describe_settings(optimizer: Optimizer) -> tuple[Described, ...]:
    """Return what trains: the hyperparameters of the method in order, what else the program chose, the schedule."""
    described = [_described(key, optimizer.settings[key]) for key in keys_of(optimizer)]
    if optimizer.schedule:
        described.append(Described(_("Learning rate schedule"), schedule_words(optimizer.schedule), "set"))
    if optimizer.loss_scaling:
        described.append(Described(_("Loss scaling"), "True", "default"))
    return tuple(described)


def keys_of(optimizer: Optimizer) -> tuple[str, ...]:
    """Return the settings that train: those of the method in order, then what else the program chose."""
    settings = optimizer.settings
    own = entry_of(optimizer).hyperparameters
    chosen = [key for key, setting in settings.items() if setting.origin != "default" and key not in _MACHINERY]
    averaging = [key for key in _AVERAGING if is_on(settings.get("use_ema")) and is_on(settings.get(key))]
    return tuple(key for key in dict.fromkeys((*own, *chosen, *averaging)) if key in settings)


def _described(key: str, setting: Setting) -> Described:
    return Described(_(_LABELS.get(key, source_label(key))), text_of(setting.value), setting.origin)


def schedule_words(schedule: Component) -> str:
    """Return a schedule in words: "Cosine decay: initial learning rate 0.01, decay steps 1000"."""
    is_keras = schedule.module.startswith("keras") or not schedule.module
    name = _(_SCHEDULE_NAMES.get(schedule.type, words_of(schedule.type))) if is_keras else text_of(schedule.type)
    parts = ", ".join(_schedule_parts(schedule))
    return f"{name}: {parts}" if parts else name


def _schedule_parts(schedule: Component) -> Iterator[str]:
    """Yield each setting that has an effect: not a default of 0, False or None."""
    for key, setting in schedule.settings.items():
        if key != "name" and (setting.origin != "default" or is_on(setting)):
            words = _(_SCHEDULE_WORDS.get(key, key.replace("_", " ")))
            yield f"{words} {text_of(setting.value)}"
