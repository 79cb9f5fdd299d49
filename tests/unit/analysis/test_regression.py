"""Metrics of models of numbers against Keras's own."""

import keras
import numpy as np
import pytest
import sklearn.metrics as sk

from reportgen.analysis.regression import judge_numbers
from reportgen.records.predictions import PredictedOutput
from reportgen.store.arrays import PredictedArrays


def numbers(truth, scores):
    return PredictedArrays(PredictedOutput(task="numbers"), np.float32(truth), np.float32(scores))


def test_metrics_are_those_of_keras():
    random = np.random.default_rng(0)
    truth = random.normal(size=2000)
    predicted = truth + random.normal(size=2000) * 0.3
    (found,) = judge_numbers(numbers(truth, predicted))
    for name, metric in (
        ("mean_absolute_error", keras.metrics.MeanAbsoluteError()),
        ("root_mean_squared_error", keras.metrics.RootMeanSquaredError()),
        ("r2", keras.metrics.R2Score()),
    ):
        metric.update_state(np.float32(truth)[:, None], np.float32(predicted)[:, None])
        assert getattr(found, name) == pytest.approx(float(metric.result()), rel=1e-5), name
    assert len(found.truths) == len(found.predictions) == 1500


def test_each_of_several_numbers_is_judged_by_itself():
    first, second = judge_numbers(numbers([[1, 10], [2, 20]], [[1, 12], [2, 18]]))
    assert (first.mean_absolute_error, second.mean_absolute_error) == (0.0, 2.0)
    assert (first.r2, second.r2) == (1.0, pytest.approx(1 - 8 / 50))


def test_predictions_that_are_not_finite_are_not_judged_and_constant_truths_have_no_r2():
    assert judge_numbers(numbers([1, 2], [np.nan, 2])) == ()
    assert judge_numbers(numbers([3, 3], [3, 4]))[0].r2 is None


def test_the_histogram_of_residuals_counts_every_sample():
    truth = np.zeros(4000, "float32")
    given = np.linspace(-1, 1, 4000).astype("float32")
    (found,) = judge_numbers(PredictedArrays(PredictedOutput(task="numbers"), truth, given))
    assert sum(found.residual_counts) == 4000 and len(found.truths) < 4000
    assert (found.residual_edges[0], found.residual_edges[-1]) == (-1, 1)


@pytest.mark.parametrize("seed", range(50))
def test_metrics_are_those_of_scikit_learn(seed):
    random = np.random.default_rng(seed)
    truth = random.normal(size=int(random.choice([2, 3, 100, 5000]))) * 10.0 ** random.integers(-20, 20)
    predicted = truth if seed % 5 == 0 else truth * random.normal(size=truth.shape)
    (found,) = judge_numbers(numbers(truth, predicted))
    pair = np.float32(truth).astype(float), np.float32(predicted).astype(float)
    assert found.mean_absolute_error == sk.mean_absolute_error(*pair)
    assert found.root_mean_squared_error == sk.root_mean_squared_error(*pair)
    assert found.r2 == sk.r2_score(*pair)
