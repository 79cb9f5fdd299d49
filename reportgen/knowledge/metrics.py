"""Metrics by the name under which Keras logs them: their names in words, whether percent, whether higher is better."""

from collections.abc import Sequence
from typing import Literal

from reportgen.knowledge.wording import label_of

_ACCURACIES = (
    "accuracy",
    "acc",
    "categorical_accuracy",
    "sparse_categorical_accuracy",
    "binary_accuracy",
    "compiled_accuracy",
)
_LABELS = {
    "acc": "Accuracy",
    "mae": "Mean absolute error",
    "mse": "Mean squared error",
    "mape": "Mean absolute percentage error",
    "msle": "Mean squared logarithmic error",
    "rmse": "Root mean squared error",
    "auc": "Area under the curve",
    "r2_score": "R²",
    "f1_score": "F1 score",
}
_HIGHER = tuple(
    "accuracy acc auc precision recall f1_score fbeta_score iou r2_score correlation "
    "true_positives true_negatives sensitivity specificity".split()
)
_LOWER = tuple(
    "loss error mae mse mape msle rmse crossentropy hinge divergence "
    "false_positives false_negatives logcosh poisson".split()
)


def metric_label(key: str) -> str:
    """Return a logged name in words, without `val_`: "val_binary_accuracy" becomes "Binary accuracy"."""
    name = key.removeprefix("val_")
    return _LABELS.get(name, label_of(name))


def is_percent(key: str) -> bool:
    """Return True for accuracies, which are fractions that people read as percentages."""
    name = key.removeprefix("val_")
    return name in _ACCURACIES or name.endswith(("_accuracy", "_acc"))


def better(key: str) -> Literal["higher", "lower"] | None:
    """Return which values of a metric are better; None if its name does not tell."""
    name = key.removeprefix("val_")
    if any(name == word or name.endswith(f"_{word}") or f"{word}_" in name for word in _HIGHER):
        return "higher"
    if any(name == word or name.endswith(word) for word in _LOWER):
        return "lower"
    return None


def accuracy_key(keys: Sequence[str]) -> str | None:
    """Return the logged name that an accuracy column takes its values from: the plain one before one output's own."""
    plain = [key for key in keys if key in _ACCURACIES]
    of_outputs = [key for key in keys if is_percent(key) and "top" not in key]
    return next(iter(plain + of_outputs), None)
