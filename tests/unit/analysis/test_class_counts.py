"""Counts of classes and labels, and the scores that follow from them, against scikit-learn."""

import warnings

import numpy as np
import pytest
import sklearn.metrics as sk

from reportgen.analysis.class_counts import (
    classes_above,
    confusion_matrix,
    counts_of_classes,
    counts_of_labels,
    precision_recall_f1,
    weighted_mean,
)

SIZES = (1, 2, 5, 50, 700)


def random_classes(seed):
    """Truth and prediction of a random number of samples; some classes never occur, or are never predicted."""
    random = np.random.default_rng(seed)
    classes, samples = int(random.integers(2, 12)), int(random.choice(SIZES))
    truth = random.integers(0, random.integers(1, classes + 1), samples).astype("uint16")
    guessed = random.integers(0, random.integers(1, classes + 1), samples)
    return truth, np.where(random.random(samples) < 0.5, truth, guessed), classes


def random_labels(seed):
    """Truth and prediction of labels, from none in any sample to half of them."""
    random = np.random.default_rng(seed)
    shape = int(random.choice(SIZES)), int(random.integers(2, 9))
    often = random.choice([0.0, 0.1, 0.5], 2)
    return tuple((random.random(shape) < part).astype("uint8") for part in often)


@pytest.mark.parametrize("seed", range(100))
def test_counts_and_scores_of_classes_are_those_of_scikit_learn(seed):
    truth, predicted, classes = random_classes(seed)
    matrix = confusion_matrix(truth, predicted, classes)
    np.testing.assert_array_equal(matrix, sk.confusion_matrix(truth, predicted, labels=range(classes)))
    counts = counts_of_classes(matrix)
    every = list(range(classes))
    expected = sk.precision_recall_fscore_support(truth, predicted, labels=every, zero_division=0.0)
    np.testing.assert_array_equal((*precision_recall_f1(counts), counts.true), expected)


@pytest.mark.parametrize("seed", range(100))
def test_counts_and_scores_of_labels_are_those_of_scikit_learn(seed):
    truth, predicted = random_labels(seed)
    counts = counts_of_labels(truth, predicted)
    expected = sk.precision_recall_fscore_support(truth, predicted, zero_division=0.0)
    np.testing.assert_array_equal((*precision_recall_f1(counts), counts.true), expected)
    means = [weighted_mean(values, counts.true) for values in precision_recall_f1(counts)]
    expected = sk.precision_recall_fscore_support(truth, predicted, average="weighted", zero_division=0.0)
    assert means == list(expected[:3])


@pytest.mark.parametrize("seed", range(100))
def test_the_share_of_the_top_is_that_of_scikit_learn_where_scores_are_equal_too(seed):
    random = np.random.default_rng(seed)
    truth, _, _ = random_classes(seed)
    classes = int(truth.max()) + 3
    scores = random.normal(size=(len(truth), classes)).round(int(random.integers(0, 3)))
    for number in (1, 2):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = sk.top_k_accuracy_score(truth, scores, k=number, labels=range(classes))
        assert (classes_above(truth, scores.T) < number).mean() == expected
