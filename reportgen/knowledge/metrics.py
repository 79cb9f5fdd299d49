"""Metrics by the name under which Keras logs them: their names in words, whether percent, whether higher is better.

Takes logged names, with `val_` or without, with an output's name before them or without.
"""

import re
from collections.abc import Iterable
from typing import Literal

from reportgen.knowledge.wording import label_of
from reportgen.language import N_, _
from reportgen.language.letters import inside

_PLAIN_ACCURACIES = ("accuracy", "acc")
_ACCURACIES = (*_PLAIN_ACCURACIES, "sparse_categorical_accuracy", "categorical_accuracy", "binary_accuracy")

_LABELS = {
    "acc": N_("Accuracy"),
    "accuracy": N_("Accuracy"),
    "auc": N_("AUC"),
    "bce": N_("Binary crossentropy"),
    "binary_accuracy": N_("Binary accuracy"),
    "binary_crossentropy": N_("Binary crossentropy"),
    "categorical_accuracy": N_("Categorical accuracy"),
    "categorical_crossentropy": N_("Categorical crossentropy"),
    "categorical_hinge": N_("Categorical hinge"),
    "cosine_similarity": N_("Cosine similarity"),
    "f1": N_("F1 score"),
    "f1_score": N_("F1 score"),
    "false_negatives": N_("False negatives"),
    "false_positives": N_("False positives"),
    "fbeta_score": N_("F-beta score"),
    "hinge": N_("Hinge"),
    "io_u": N_("IoU"),
    "iou": N_("IoU"),
    "kl_divergence": N_("Kullback–Leibler divergence"),
    "kld": N_("Kullback–Leibler divergence"),
    "log_cosh": N_("Log-cosh"),
    "logcosh": N_("Log-cosh"),
    "loss": N_("Loss"),
    "mae": N_("Mean absolute error"),
    "mape": N_("Mean absolute percentage error"),
    "mean_absolute_error": N_("Mean absolute error"),
    "mean_absolute_percentage_error": N_("Mean absolute percentage error"),
    "mean_squared_error": N_("Mean squared error"),
    "mean_squared_logarithmic_error": N_("Mean squared logarithmic error"),
    "mse": N_("Mean squared error"),
    "msle": N_("Mean squared logarithmic error"),
    "precision": N_("Precision"),
    "r2_score": N_("R² score"),
    "recall": N_("Recall"),
    "rmse": N_("Root mean squared error"),
    "root_mean_squared_error": N_("Root mean squared error"),
    "sparse_categorical_accuracy": N_("Sparse categorical accuracy"),
    "sparse_categorical_crossentropy": N_("Sparse categorical crossentropy"),
    "sparse_top_k_categorical_accuracy": N_("Sparse top-k categorical accuracy"),
    "squared_hinge": N_("Squared hinge"),
    "top_k_categorical_accuracy": N_("Top-k categorical accuracy"),
    "true_negatives": N_("True negatives"),
    "true_positives": N_("True positives"),
}

# The last words of a name tell; "dice" and "tversky" are left out, being a loss to Keras and a score to others.
_HIGHER = tuple(
    "accuracy acc auc precision recall sensitivity specificity f1 f1_score fbeta_score io_u iou r2_score r2 "
    "similarity correlation true_positives true_negatives bleu ndcg psnr ssim".split()
)
_LOWER = tuple(
    "loss error mae mse mape msle rmse bce kld crossentropy cross_entropy hinge divergence logcosh log_cosh huber "
    "poisson false_positives false_negatives perplexity".split()
)


def metric_label(key: str, outputs: Iterable[str] = ()) -> str:
    """Return a logged name in words: "val_binary_accuracy" as "Binary accuracy", `val_` left out.

    With the names of a model's `outputs`, "digit_accuracy" becomes "Accuracy (digit)".
    """
    name = key.removeprefix("val_")
    output = next((output for output in outputs if name.startswith(f"{output}_")), None)
    if output:
        return f"{_label(name.removeprefix(f'{output}_'))} ({output})"
    return _label(name)


def _label(name: str) -> str:
    name, number = _numbered(name)
    known = max((known for known in _LABELS if _ends_with(name, known)), key=len, default=None)
    if known is None:
        return label_of(name) + number
    label, before = _(_LABELS[known]), name.removesuffix(known).strip("_")
    if not before:
        return label + number
    # Translators: a metric of the program's own, such as "Masked mean absolute error"; {word} is the program's.
    return _("{word} {metric}").format(word=label_of(before), metric=inside(label)) + number


def _numbered(name: str) -> tuple[str, str]:
    """Split the number off that Keras gives a second metric of one name: "auc_1"."""
    match = re.fullmatch(r"(.+)_(\d+)", name)
    return (match[1], f" {match[2]}") if match else (name, "")


def _ends_with(name: str, ending: str) -> bool:
    return name == ending or name.endswith(f"_{ending}")


def is_percent(key: str) -> bool:
    """Return True for accuracies, which are fractions that people read as percentages."""
    name, _ = _numbered(key.removeprefix("val_"))
    return any(_ends_with(name, plain) for plain in _PLAIN_ACCURACIES)


def better(key: str) -> Literal["higher", "lower"] | None:
    """Return which values of a metric are better, as Keras's own metrics say; None if its name does not tell."""
    name, _ = _numbered(key.removeprefix("val_"))
    measured = name.partition("_at_")[0]
    if any(_ends_with(measured, ending) for ending in _LOWER):
        return "lower"
    return "higher" if any(_ends_with(measured, ending) for ending in _HIGHER) else None


def accuracy_key(keys: Iterable[str]) -> str | None:
    """Return the logged name, without `val_`, that an accuracy column takes its values from; None if there is none.

    The plain accuracy comes before those named after a kind of labels, these before one output's own and before
    accuracies of the program's own; the best of several guesses (top-k) is no accuracy in this sense.
    """
    names = dict.fromkeys(key.removeprefix("val_") for key in keys)
    accuracies = [name for name in names if is_percent(name) and not re.search(r"(^|_)top_", name)]
    return min(accuracies, key=_distance, default=None)


def _distance(name: str) -> int:
    return 0 if name in _PLAIN_ACCURACIES else 1 if name in _ACCURACIES else 2
