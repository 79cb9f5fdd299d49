"""Losses: how each is called, and the entry of `loss_table` that describes it.

Takes the name of a class, of a function or of Keras's abbreviation for one; gives the name in words.
"""

from reportgen.knowledge.loss_rules import LossEntry
from reportgen.knowledge.loss_table import LOSSES
from reportgen.knowledge.methods import is_of_keras, is_on
from reportgen.language import _
from reportgen.records.training import Component

_ABBREVIATIONS = {
    "bce": "BinaryCrossentropy",
    "kld": "KLDivergence",
    "mae": "MeanAbsoluteError",
    "mape": "MeanAbsolutePercentageError",
    "mse": "MeanSquaredError",
    "msle": "MeanSquaredLogarithmicError",
}


def loss_label(type_name: str) -> str:
    """Return the name of a loss: "CategoricalCrossentropy", "categorical_crossentropy" as "Categorical crossentropy".

    One of the program's own keeps the name that it has there.
    """
    entry = LOSSES.get(loss_class(type_name))
    return _(entry.name) if entry else type_name


def loss_class(type_name: str) -> str:
    """Return the class of Keras that a name stands for: "CategoricalCrossentropy"; another name as it is."""
    return _CLASSES.get(_spelling(type_name), type_name)


def loss_entry(loss: Component) -> LossEntry | None:
    """Return what is known of a loss; None for one of the program's own."""
    return LOSSES.get(loss_class(loss.type)) if is_of_keras(loss.module) else None


def loss_references(loss: Component) -> tuple[str, ...]:
    """Return the keys of the papers behind a loss as it was set."""
    entry = loss_entry(loss)
    if entry is None:
        return ()
    used = (key for setting, key in entry.variants if is_on(loss.settings.get(setting)))
    return (*entry.references, *used)


def _spelling(name: str) -> str:
    return name.replace("_", "").lower()


_CLASSES = {_spelling(name): name for name in LOSSES} | _ABBREVIATIONS
