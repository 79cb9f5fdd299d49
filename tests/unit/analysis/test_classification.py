"""Metrics of classifiers against Keras's own and against arithmetic by hand."""

import keras
import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support

from reportgen.analysis.classification import Confusion, classify, probabilities
from reportgen.records.predictions import PredictedOutput
from reportgen.store.arrays import PredictedArrays

RANDOM = np.random.default_rng(4)


def of_classes(truth, scores, from_logits=False):
    output = PredictedOutput(task="classes", classes=scores.shape[1], from_logits=from_logits)
    return PredictedArrays(output, np.asarray(truth, "uint16"), np.asarray(scores, "float32"))


@pytest.fixture(scope="module")
def seven():
    """500 samples of seven classes, two thirds of them right, as logits."""
    truth = RANDOM.integers(0, 7, 500)
    logits = RANDOM.normal(size=(500, 7))
    logits[np.arange(500), truth] += 1.5
    return truth, logits.astype("float32")


def softmax(logits):
    return np.asarray(keras.ops.softmax(logits))


@pytest.mark.parametrize("from_logits", [True, False])
def test_metrics_are_those_of_keras(seven, from_logits):
    truth, logits = seven
    chances = softmax(logits)
    found = classify(of_classes(truth, logits if from_logits else chances, from_logits))

    def keras_says(metric, y_true, y_pred):
        metric.update_state(y_true, y_pred)
        return float(np.asarray(metric.result()).mean())

    one_hot, hard = np.eye(7)[truth], np.eye(7)[chances.argmax(axis=1)]
    assert found.accuracy == pytest.approx(keras_says(keras.metrics.SparseCategoricalAccuracy(), truth, chances))
    assert dict(found.top_k) == pytest.approx(
        {k: keras_says(keras.metrics.SparseTopKCategoricalAccuracy(k), truth, chances) for k in (3, 5)}
    )
    assert found.macro.f1 == pytest.approx(keras_says(keras.metrics.F1Score(), one_hot, hard))
    assert found.weighted.f1 == pytest.approx(keras_says(keras.metrics.F1Score("weighted"), one_hot, hard))
    for label, scores in enumerate(found.classes):
        assert scores.precision == pytest.approx(keras_says(keras.metrics.Precision(class_id=label), one_hot, hard))
        assert scores.recall == pytest.approx(keras_says(keras.metrics.Recall(class_id=label), one_hot, hard))
        assert scores.support == (truth == label).sum()
    for curves in found.curves:
        area = keras.metrics.AUC(5000)
        # Keras counts thresholds between 0 and 1: ranks fill that interval evenly.
        ranks = logits[:, curves.label].argsort().argsort() / 499
        if not from_logits:
            ranks = chances[:, curves.label].argsort().argsort() / 499
        assert curves.area == pytest.approx(keras_says(area, truth == curves.label, ranks), abs=1e-3)


def test_the_confusion_matrix_counts_truth_by_prediction():
    truth = [0, 0, 0, 1, 1, 2]
    predicted = [0, 1, 1, 1, 2, 2]
    found = classify(of_classes(truth, np.eye(3)[predicted]))
    assert found.confusion == ((1, 2, 0), (0, 1, 1), (0, 0, 1))
    assert found.confused == (Confusion(0, 1, 2, 2 / 3), Confusion(1, 2, 1, 1 / 2))
    assert found.accuracy == 3 / 6


def test_the_expected_calibration_error_is_that_of_its_definition():
    confidence, right = np.array([0.55, 0.58, 0.95, 0.97]), np.array([1, 0, 1, 1])
    chances = np.stack([confidence, 1 - confidence], axis=1)
    calibration = classify(of_classes(1 - right, chances)).calibration
    # Bins of a fifteenth: 0.55 and 0.58 in (8/15, 9/15], 0.95 and 0.97 in (14/15, 1].
    assert calibration.counts == (2, 2)
    assert calibration.confidences == pytest.approx((0.565, 0.96))
    assert calibration.accuracies == (0.5, 1.0)
    assert calibration.expected_error == pytest.approx((0.065 * 2 + 0.04 * 2) / 4)


def test_two_classes_are_judged_at_one_half():
    output = PredictedOutput(task="two classes")
    found = classify(PredictedArrays(output, np.array([0, 0, 1, 1], "uint8"), np.float32([0.1, 0.6, 0.5, 0.9])))
    assert found.confusion == ((1, 1), (1, 1))
    assert [curves.label for curves in found.curves] == [1]
    # of the four pairs of one sample of each class, three are in the right order
    assert found.curves[0].area == 3 / 4


def test_several_labels_a_sample_are_right_only_all_together():
    output = PredictedOutput(task="labels", classes=2)
    truth = np.array([[1, 0], [1, 1], [0, 0]], "uint8")
    found = classify(PredictedArrays(output, truth, np.float32([[0.9, 0.2], [0.8, 0.4], [0.1, 0.3]])))
    assert found.accuracy == pytest.approx(2 / 3)
    assert found.confusion == ()
    assert [scores.recall for scores in found.classes] == [1.0, 0.0]


def test_a_class_that_never_occurs_counts_in_no_mean():
    found = classify(of_classes([0, 0, 1, 1], np.eye(4)[[0, 0, 1, 1]]))
    assert found.macro.f1 == 1.0
    assert [curves.label for curves in found.curves] == [0, 1]


def test_the_averages_over_labels_are_those_of_scikit_learn_whether_or_not_a_label_occurs():
    truth = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 0]], "uint8")
    scores = np.float32([[0.9, 0.2, 0.1], [0.8, 0.3, 0.2], [0.6, 0.9, 0.1]])
    found = classify(PredictedArrays(PredictedOutput(task="labels", classes=3), truth, scores))
    for average, scores_of in (("macro", found.macro), ("weighted", found.weighted)):
        expected = precision_recall_fscore_support(truth, scores > 0.5, average=average, zero_division=0.0)[:3]
        assert (scores_of.precision, scores_of.recall, scores_of.f1) == pytest.approx(expected)


def test_scores_that_are_no_probabilities_are_ranked_but_have_no_calibration(seven):
    truth, logits = seven
    arrays = of_classes(truth, logits)
    assert probabilities(arrays) is None
    found = classify(arrays)
    assert found.calibration is None
    assert found.accuracy == (logits.argmax(axis=1) == truth).mean()


def test_a_model_of_nothing_but_nan_is_judged_all_the_same():
    found = classify(of_classes(np.arange(40) % 8, np.full((40, 8), np.nan)))
    assert (found.calibration, found.curves, found.top_k) == (None, (), ())
    assert found.accuracy == 1 / 8


def test_long_curves_are_thinned_and_keep_their_ends(seven):
    truth = RANDOM.integers(0, 2, 5000)
    output = PredictedOutput(task="two classes")
    scores = np.float32(truth * 0.2 + RANDOM.uniform(size=5000) * 0.8)
    (curves,) = classify(PredictedArrays(output, truth.astype("uint8"), scores)).curves
    assert len(curves.false_positive_rates) == len(curves.true_positive_rates) <= 120
    assert (curves.false_positive_rates[0], curves.true_positive_rates[-1]) == (0.0, 1.0)
