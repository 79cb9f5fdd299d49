"""Optimizers: how each is called, where it was published, and its hyperparameters in words.

Takes `records.training.Optimizer`, gives words. An optimizer without an entry goes by its class name, its settings
labelled from their keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.knowledge.wording import Described, label_of, text_of, words_of
from reportgen.records.training import Component, Optimizer
from reportgen.records.values import Setting


@dataclass(frozen=True)
class OptimizerEntry:
    """What is known of an optimizer class.

    `references` are keys of its papers. `hyperparameters` belong to the method: printed in this order whether or not
    the program chose them. `variants` name the paper of what a setting turns on when it is neither False nor 0.
    """

    name: str
    references: tuple[str, ...] = ()
    hyperparameters: tuple[str, ...] = ("learning_rate",)
    variants: tuple[tuple[str, str], ...] = ()


_MOMENTS = ("learning_rate", "beta_1", "beta_2")
_AMSGRAD = (("amsgrad", "reddi2018"),)

OPTIMIZERS: dict[str, OptimizerEntry] = {
    "SGD": OptimizerEntry(
        "Stochastic Gradient Descent",
        ("robbins1951",),
        ("learning_rate", "momentum", "nesterov"),
        (("momentum", "polyak1964"), ("nesterov", "sutskever2013")),
    ),
    "RMSprop": OptimizerEntry(
        "RMSProp",
        ("tieleman2012",),
        ("learning_rate", "rho", "momentum", "epsilon", "centered"),
        (("centered", "graves2013"),),
    ),
    "Adam": OptimizerEntry("Adam", ("kingma2015",), (*_MOMENTS, "epsilon", "amsgrad"), _AMSGRAD),
    "AdamW": OptimizerEntry("AdamW", ("loshchilov2019",), (*_MOMENTS, "weight_decay", "epsilon", "amsgrad"), _AMSGRAD),
    "Adamax": OptimizerEntry("Adamax", ("kingma2015",), (*_MOMENTS, "epsilon")),
    "Nadam": OptimizerEntry("Nadam", ("dozat2016",), (*_MOMENTS, "epsilon")),
    "Adadelta": OptimizerEntry("Adadelta", ("zeiler2012",), ("learning_rate", "rho", "epsilon")),
    "Adagrad": OptimizerEntry("Adagrad", ("duchi2011",), ("learning_rate", "initial_accumulator_value", "epsilon")),
    "Adafactor": OptimizerEntry(
        "Adafactor",
        ("shazeer2018",),
        ("learning_rate", "beta_2_decay", "epsilon_1", "epsilon_2", "clip_threshold", "relative_step"),
    ),
    "Ftrl": OptimizerEntry(
        "FTRL",
        ("mcmahan2013",),
        (
            "learning_rate",
            "learning_rate_power",
            "initial_accumulator_value",
            "l1_regularization_strength",
            "l2_regularization_strength",
            "l2_shrinkage_regularization_strength",
            "beta",
        ),
    ),
    "Lion": OptimizerEntry("Lion", ("chen2023",), _MOMENTS),
    "Lamb": OptimizerEntry("LAMB", ("you2020",), (*_MOMENTS, "epsilon")),
    "Muon": OptimizerEntry(
        "Muon",
        ("jordan2024",),
        (
            "learning_rate",
            "momentum",
            "nesterov",
            "weight_decay",
            "ns_steps",
            "rms_rate",
            "adam_lr_ratio",
            "adam_beta_1",
            "adam_beta_2",
            "adam_weight_decay",
            "epsilon",
        ),
        (("rms_rate", "liu2025"),),
    ),
    "ScheduleFreeAdamW": OptimizerEntry(
        "Schedule-Free AdamW", ("defazio2024",), (*_MOMENTS, "weight_decay", "epsilon", "warmup_steps")
    ),
    "MultiOptimizer": OptimizerEntry("Several optimizers", (), ("optimizer_map",)),
    "LossScaleOptimizer": OptimizerEntry(
        "Loss scaling", (), ("inner_optimizer", "initial_scale", "dynamic_growth_steps")
    ),
}

# Where the key in words would not say what it is.
_LABELS = {
    "adam_beta_1": "Adam: beta 1",
    "adam_beta_2": "Adam: beta 2",
    "adam_lr_ratio": "Adam: learning rate ratio",
    "adam_weight_decay": "Adam: weight decay",
    "global_clipnorm": "Global clip norm",
    "l1_regularization_strength": "L1 regularization",
    "l2_regularization_strength": "L2 regularization",
    "l2_shrinkage_regularization_strength": "L2 shrinkage",
    "ns_steps": "Newton–Schulz steps",
    "optimizer_map": "Optimizers",
    "rms_rate": "RMS rate",
}

# How Keras runs an optimizer, nothing that trains.
_MACHINERY = frozenset({"name", "jit_compile", "is_legacy_optimizer"})

# Effective, though the program need not have set them, once averaging of the weights is on.
_AVERAGING = ("ema_momentum", "ema_overwrite_frequency")


def optimizer_entry(type_name: str) -> OptimizerEntry:
    """Return the entry of an optimizer class; for one that is not known, its own name and no paper."""
    return OPTIMIZERS.get(type_name, OptimizerEntry(type_name))


def references_of(optimizer: Optimizer) -> tuple[str, ...]:
    """Return the keys of the papers behind an optimizer as it was set: Adam's, and AMSGrad's if it was on."""
    entry = optimizer_entry(optimizer.type)
    used = (key for setting, key in entry.variants if _is_on(optimizer.settings.get(setting)))
    return (*entry.references, *used)


def describe_settings(optimizer: Optimizer) -> tuple[Described, ...]:
    """Return what trains: the hyperparameters of the method in order, what else the program chose, the schedule."""
    described = [_described(key, optimizer.settings[key]) for key in _keys(optimizer)]
    if optimizer.schedule:
        described.append(Described("Learning rate schedule", schedule_words(optimizer.schedule), "set"))
    if optimizer.loss_scaling:
        described.append(Described("Loss scaling", "True", "default"))
    return tuple(described)


def _keys(optimizer: Optimizer) -> tuple[str, ...]:
    settings = optimizer.settings
    own = optimizer_entry(optimizer.type).hyperparameters
    chosen = [key for key, setting in settings.items() if setting.origin != "default" and key not in _MACHINERY]
    averaging = [key for key in _AVERAGING if _is_on(settings.get("use_ema")) and _is_on(settings.get(key))]
    return tuple(key for key in dict.fromkeys((*own, *chosen, *averaging)) if key in settings)


def _is_on(setting: Setting | None) -> bool:
    return setting is not None and setting.value not in (None, False, 0, 0.0)


def _described(key: str, setting: Setting) -> Described:
    return Described(_LABELS.get(key, label_of(key)), text_of(setting.value), setting.origin)


def schedule_words(schedule: Component) -> str:
    """Return a schedule in words: "Cosine decay: initial learning rate 0.01, decay steps 1000"."""
    is_keras = schedule.module.startswith("keras") or not schedule.module
    name = words_of(schedule.type) if is_keras else text_of(schedule.type)
    parts = ", ".join(_schedule_parts(schedule))
    return f"{name}: {parts}" if parts else name


def _schedule_parts(schedule: Component) -> Iterator[str]:
    """Yield each setting that has an effect: not a default of 0, False or None."""
    for key, setting in schedule.settings.items():
        if key != "name" and (setting.origin != "default" or _is_on(setting)):
            yield f"{key.replace('_', ' ')} {text_of(setting.value)}"
