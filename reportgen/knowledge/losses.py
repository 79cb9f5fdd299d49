"""Losses: how each is called, and the entry of `loss_table` that describes it.

Takes the name of a class, of a function or of Keras's abbreviation for one; gives the name in words.
"""

from reportgen.knowledge.loss_rules import LossEntry
from reportgen.knowledge.loss_table import LOSSES
from reportgen.knowledge.methods import is_of_keras, is_on
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
    entry = _BY_SPELLING.get(_spelling(type_name))
    return entry.name if entry else type_name


def loss_entry(loss: Component) -> LossEntry | None:
    """Return what is known of a loss; None for one of the program's own."""
    return _BY_SPELLING.get(_spelling(loss.type)) if is_of_keras(loss.module) else None


def loss_references(loss: Component) -> tuple[str, ...]:
    """Return the keys of the papers behind a loss as it was set."""
    entry = loss_entry(loss)
    if entry is None:
        return ()
    used = (key for setting, key in entry.variants if is_on(loss.settings.get(setting)))
    return (*entry.references, *used)


def _spelling(name: str) -> str:
    return name.replace("_", "").lower()


_BY_SPELLING = {_spelling(name): entry for name, entry in LOSSES.items()} | {
    short: LOSSES[name] for short, name in _ABBREVIATIONS.items()
}
