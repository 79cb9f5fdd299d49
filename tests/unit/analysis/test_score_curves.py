"""Curves of scores and the areas under them, against scikit-learn, point by point."""

import numpy as np
import pytest
import sklearn.metrics as sk

from reportgen.analysis.score_curves import (
    area_under,
    average_precision,
    passed,
    precision_recall_curve,
    roc_curve,
)


def random_scores(seed):
    """Truth of both kinds, and scores of them: many equal ones, half precision, infinitesimal, or all one."""
    random = np.random.default_rng(seed)
    samples = int(random.choice([2, 3, 10, 300, 3000]))
    truth = random.random(samples) < random.choice([0.05, 0.5, 0.9])
    truth[:2] = False, True
    scores = random.normal(size=samples) + truth * random.choice([-1, 0, 1, 9])
    rounded = scores.round(int(random.integers(0, 4)))
    kinds = (scores, rounded, scores.astype("float16"), scores.astype("float32"), scores * 1e-310, np.zeros(samples))
    return truth, kinds[seed % len(kinds)]


@pytest.mark.parametrize("seed", range(200))
def test_curves_and_areas_are_those_of_scikit_learn(seed):
    truth, scores = random_scores(seed)
    counts = passed(truth, scores)
    rates, expected = roc_curve(counts), sk.roc_curve(truth, scores)[:2]
    np.testing.assert_array_equal(rates[0], expected[0])
    np.testing.assert_array_equal(rates[1], expected[1])
    assert area_under(*rates) == sk.auc(*expected)
    curve, expected = precision_recall_curve(counts), sk.precision_recall_curve(truth, scores)[:2]
    np.testing.assert_array_equal(curve[0], expected[0])
    np.testing.assert_array_equal(curve[1], expected[1])
    assert average_precision(*curve) == sk.average_precision_score(truth, scores)


def test_a_model_that_separates_the_classes_has_all_of_the_area():
    counts = passed(np.array([False, False, True, True]), np.array([0.1, 0.2, 0.3, 0.3]))
    assert (counts.positives.tolist(), counts.negatives.tolist()) == ([2, 2, 2], [0, 1, 2])
    false_rates, true_rates = roc_curve(counts)
    assert (false_rates.tolist(), true_rates.tolist()) == ([0, 0, 1], [0, 1, 1])
    assert area_under(false_rates, true_rates) == 1.0
