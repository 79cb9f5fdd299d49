"""Optimizers: how each is called, where it was published, and its hyperparameters in words."""

from dataclasses import dataclass

from reportgen.knowledge.wording import Described, label_of, text_of, words_of
from reportgen.records.training import Component, Optimizer


@dataclass(frozen=True)
class OptimizerEntry:
    """`hyperparameters` are those that belong to the method: printed whether or not the program chose them."""

    name: str
    references: tuple[str, ...] = ()
    hyperparameters: tuple[str, ...] = ("learning_rate",)


_MOMENTS = ("learning_rate", "beta_1", "beta_2")

OPTIMIZERS: dict[str, OptimizerEntry] = {
    "SGD": OptimizerEntry("Stochastic Gradient Descent", ("robbins1951",), ("learning_rate", "momentum", "nesterov")),
    "RMSprop": OptimizerEntry(
        "RMSProp", ("tieleman2012",), ("learning_rate", "rho", "momentum", "epsilon", "centered")
    ),
    "Adam": OptimizerEntry("Adam", ("kingma2015",), (*_MOMENTS, "epsilon", "amsgrad")),
    "AdamW": OptimizerEntry("AdamW", ("loshchilov2019",), (*_MOMENTS, "epsilon", "weight_decay", "amsgrad")),
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
        ("learning_rate", "momentum", "nesterov", "ns_steps", "weight_decay", "adam_beta_1", "adam_beta_2", "epsilon"),
    ),
    "ScheduleFreeAdamW": OptimizerEntry(
        "Schedule-Free AdamW", ("defazio2024",), (*_MOMENTS, "epsilon", "warmup_steps", "weight_decay")
    ),
    "MultiOptimizer": OptimizerEntry("Several optimizers", (), ()),
}

# As the first document of this kind labels them; every other label comes from the key.
_LABELS = {"learning_rate": "Learning Rate", "ns_steps": "Newton–Schulz steps"}

# Belongs to Keras, not to the method: printed only if the program set it.
_MACHINERY = {"name"}


def optimizer_entry(type_name: str) -> OptimizerEntry:
    """Return the entry of an optimizer class; for one that is not known, its own name and no paper."""
    return OPTIMIZERS.get(type_name, OptimizerEntry(type_name))


def describe_settings(optimizer: Optimizer) -> tuple[Described, ...]:
    """Return the hyperparameters of the method in order, then whatever else the program chose; the schedule last."""
    entry = optimizer_entry(optimizer.type)
    chosen = [key for key, setting in optimizer.settings.items() if setting.origin == "set" and key not in _MACHINERY]
    keys = [key for key in dict.fromkeys((*entry.hyperparameters, *chosen)) if key in optimizer.settings]
    settings = [(key, optimizer.settings[key]) for key in keys]
    described = tuple(
        Described(_LABELS.get(key, label_of(key)), text_of(setting.value), setting.origin) for key, setting in settings
    )
    schedule = _schedule(optimizer.schedule) if optimizer.schedule else ()
    scaling = (Described("Loss scaling", "True", "set"),) if optimizer.loss_scaling else ()
    return described + schedule + scaling


def _schedule(schedule: Component) -> tuple[Described, ...]:
    """Write a schedule in words: "Cosine decay (initial learning rate 0.01, decay steps 1000)"."""
    parts = [
        f"{label_of(key).lower()} {text_of(setting.value)}"
        for key, setting in schedule.settings.items()
        if key != "name" and setting.value is not None
    ]
    inside = f" ({', '.join(parts)})" if parts else ""
    return (Described("Schedule", f"{words_of(schedule.type)}{inside}", "set"),)
