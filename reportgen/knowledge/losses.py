"""Losses: how each is called."""

from reportgen.knowledge.wording import words_of

# Where the class name in words would not be the usual name.
_NAMES = {
    "KLDivergence": "Kullback–Leibler divergence",
    "LogCosh": "Log-cosh",
    "CTC": "Connectionist temporal classification",
    "CategoricalGeneralizedCrossEntropy": "Categorical generalized cross-entropy",
    "Poisson": "Poisson",
}


def loss_label(type_name: str) -> str:
    """Return the name of a loss class or function: "CategoricalCrossentropy" becomes "Categorical crossentropy"."""
    return _NAMES.get(type_name, words_of(type_name.replace("_", " ")))
