"""The arrays that the recorder keeps of a run, as a trained model and its data would give them."""

from functools import cache
from typing import Any

import numpy as np

from tests.sample_trainings import houses

_WRONG_PICTURES, _SAMPLES = 24, 50


def class_scores(seed: int, samples: int, classes: int) -> dict[str, Any]:
    """Return truth `(samples,)`, scores `(samples, classes)` that sum to 1, and the worst mistakes as pictures."""
    random = np.random.default_rng(seed)
    truth = random.permutation(np.arange(samples) % classes)
    logits = random.normal(size=(samples, classes)).astype("float32") * 2
    logits[np.arange(samples), truth] += random.normal(8, 3, samples)
    scores = np.exp(logits - logits.max(axis=1, keepdims=True))
    scores /= scores.sum(axis=1, keepdims=True)
    wrong = np.flatnonzero(scores.argmax(axis=1) != truth)
    worst = wrong[np.argsort(scores[wrong, truth[wrong]])][:_WRONG_PICTURES]
    return {
        "rows": np.arange(samples, dtype="uint32"),
        "truth_0": truth.astype("uint16"),
        "scores_0": scores,
        "wrong": worst.astype("uint32"),
        "wrong_pictures": _pictures(seed, len(worst)),
    }


def two_class_scores(seed: int, samples: int = 4_000) -> dict[str, Any]:
    """Return truth `(samples,)` of zeros and ones, and how probable one is `(samples,)`."""
    random = np.random.default_rng(seed)
    truth = random.integers(0, 2, samples)
    scores = 1 / (1 + np.exp(-random.normal(4 * truth - 2, 1.6)))
    return {
        "rows": np.arange(samples, dtype="uint32"),
        "truth_0": truth.astype("uint8"),
        "scores_0": scores.astype("float32"),
    }


def numbers(seed: int) -> dict[str, Any]:
    """Return prices of houses, and what a model makes of them."""
    random = np.random.default_rng(seed)
    samples = houses().splits[1].samples or 0
    truth = random.uniform(5, 50, samples)
    return {
        "rows": np.arange(samples, dtype="uint32"),
        "truth_0": truth.astype("float32"),
        "scores_0": (truth + random.normal(0, 3, samples)).astype("float32"),
    }


@cache
def sample_pictures() -> dict[str, Any]:
    """Return the samples of the digits, the same in each run."""
    return {"pictures": _pictures(0, _SAMPLES), "labels": np.arange(_SAMPLES) % 10}


def _pictures(seed: int, count: int) -> Any:
    """Return strokes on black, which compress about as well as handwritten digits."""
    random = np.random.default_rng(seed)
    pictures = np.zeros((count, 28, 28, 1), "uint8")
    for picture in pictures:
        row, column = random.integers(4, 16, 2)
        picture[row : row + 8, column : column + 3] = random.integers(128, 255, (8, 3, 1))
        picture[row : row + 3, column : column + 8] = random.integers(128, 255, (3, 8, 1))
    return pictures
