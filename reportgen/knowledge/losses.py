"""Losses: how each is called.

Takes the name of a class, of a function or of Keras's abbreviation for one; gives the name in words.
"""

_ERRORS = {
    "MeanSquaredError": "Mean squared error",
    "MeanAbsoluteError": "Mean absolute error",
    "MeanAbsolutePercentageError": "Mean absolute percentage error",
    "MeanSquaredLogarithmicError": "Mean squared logarithmic error",
    "CosineSimilarity": "Cosine similarity",
    "Huber": "Huber",
    "LogCosh": "Log-cosh",
}
_PROBABILITIES = {
    "BinaryCrossentropy": "Binary crossentropy",
    "BinaryFocalCrossentropy": "Binary focal crossentropy",
    "CategoricalCrossentropy": "Categorical crossentropy",
    "CategoricalFocalCrossentropy": "Categorical focal crossentropy",
    "CategoricalGeneralizedCrossEntropy": "Categorical generalized crossentropy",
    "SparseCategoricalCrossentropy": "Sparse categorical crossentropy",
    "KLDivergence": "Kullback–Leibler divergence",
    "Poisson": "Poisson",
    "CTC": "Connectionist temporal classification (CTC)",
}
_MARGINS = {
    "Hinge": "Hinge",
    "SquaredHinge": "Squared hinge",
    "CategoricalHinge": "Categorical hinge",
    "Circle": "Circle loss",
}
_OVERLAPS = {"Dice": "Dice", "Tversky": "Tversky"}

LOSSES: dict[str, str] = _ERRORS | _PROBABILITIES | _MARGINS | _OVERLAPS
"""The name of each loss class of Keras."""

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
    return _BY_SPELLING.get(_spelling(type_name), type_name)


def _spelling(name: str) -> str:
    return name.replace("_", "").lower()


_BY_SPELLING = {_spelling(name): label for name, label in LOSSES.items()} | {
    short: LOSSES[name] for short, name in _ABBREVIATIONS.items()
}
