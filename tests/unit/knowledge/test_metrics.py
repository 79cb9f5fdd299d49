import inspect
from typing import Any

import keras
import numpy as np
import pytest

from reportgen.knowledge.metrics import accuracy_key, better, is_percent, metric_label
from tests.unit.knowledge.keras_classes import exported

_ARGUMENTS: dict[str, Any] = {
    "fn": keras.losses.mean_squared_error,
    "num_classes": 2,
    "precision": 0.5,
    "recall": 0.5,
    "sensitivity": 0.5,
    "specificity": 0.5,
    "target_class_ids": [0],
}
_OF_NO_DIRECTION = ("Mean", "MeanMetricWrapper", "Metric", "Sum")


def instances() -> dict[str, Any]:
    """Return one metric of each class that Keras exports."""
    made = {}
    for name, cls in exported(keras.metrics, keras.metrics.Metric).items():
        parameters = inspect.signature(cls.__init__).parameters.values()  # type: ignore[misc]
        needed = [item.name for item in parameters if item.default is item.empty and item.name in _ARGUMENTS]
        if name != "Metric":
            made[name] = cls(**{key: _ARGUMENTS[key] for key in needed})
    return made


METRICS = instances()
DIRECTED = sorted(set(METRICS) - set(_OF_NO_DIRECTION))


@pytest.mark.parametrize("name", [name for name in DIRECTED if hasattr(METRICS[name], "_direction")])
def test_the_better_direction_of_every_metric_is_the_one_keras_monitors(name: str) -> None:
    direction = {"up": "higher", "down": "lower"}[METRICS[name]._direction]
    logged = METRICS[name].name
    assert better(logged) == direction
    assert better(f"val_{logged}") == direction
    assert better(f"digit_{logged}") == direction
    assert better(f"{logged}_3") == direction


def test_the_better_direction_of_the_other_metrics_of_keras_is_known_too() -> None:
    unknown = {name for name in DIRECTED if better(METRICS[name].name) is None}
    assert unknown == set()
    assert better("false_negatives") == "lower"
    assert better("true_positives") == "higher"


def test_a_loss_is_better_lower_even_of_something_better_higher() -> None:
    assert better("val_loss") == "lower"
    assert better("accuracy_loss") == "lower"
    assert better("precision_at_recall") == "higher"


def test_nothing_is_claimed_of_a_metric_that_says_nothing() -> None:
    assert [better(key) for key in ("mean", "my_metric", "dice", "classroom")] == [None] * 4


@pytest.mark.parametrize("name", sorted(METRICS))
def test_exactly_the_accuracies_are_percent(name: str) -> None:
    assert is_percent(METRICS[name].name) == name.endswith("Accuracy")


@pytest.mark.parametrize("name", sorted(set(METRICS) - {"Mean", "Sum", "MeanMetricWrapper"}))
def test_every_metric_of_keras_reads_well(name: str) -> None:
    label = metric_label(METRICS[name].name)
    assert "_" not in label
    assert "io u" not in label.lower()
    assert label[0].isupper()


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("val_sparse_categorical_accuracy", "Sparse categorical accuracy"),
        ("acc", "Accuracy"),
        ("mae", "Mean absolute error"),
        ("auc_1", "AUC 1"),
        ("mean_io_u", "Mean IoU"),
        ("f1_score", "F1 score"),
        ("digit_mae", "Digit mean absolute error"),
        ("digit_accuracy", "Digit accuracy"),
        ("balanced_accuracy", "Balanced accuracy"),
    ],
)
def test_a_logged_name_becomes_words(key: str, label: str) -> None:
    assert metric_label(key) == label


def test_the_output_a_metric_belongs_to_stands_behind_it_where_outputs_are_known() -> None:
    assert metric_label("val_digit_accuracy", ["letter", "digit"]) == "Accuracy (digit)"
    assert metric_label("letter_loss", ["letter", "digit"]) == "Loss (letter)"
    assert metric_label("accuracy", ["letter", "digit"]) == "Accuracy"


def logged_by(*metrics: Any, outputs: int = 1) -> list[str]:
    """Return the names under which Keras logs metrics of a model that it trains for one step."""
    inputs = keras.Input((2,))
    heads = [keras.layers.Dense(3, activation="softmax", name=f"out{number}")(inputs) for number in range(outputs)]
    model = keras.Model(inputs, heads if outputs > 1 else heads[0])
    loss = ["sparse_categorical_crossentropy"] * outputs
    model.compile("sgd", loss, metrics=[list(metrics)] * outputs if outputs > 1 else list(metrics))
    x, y = np.zeros((4, 2)), np.zeros((4,))
    targets = [y] * outputs if outputs > 1 else y
    return list(model.fit(x, targets, validation_data=(x, targets), verbose=0).history)


@pytest.mark.parametrize("spelling", ["accuracy", "acc", "sparse_categorical_accuracy"])
def test_the_accuracy_keras_logs_is_found_however_it_was_asked_for(spelling: str) -> None:
    assert accuracy_key(logged_by("sparse_top_k_categorical_accuracy", spelling)) == spelling


def test_with_several_outputs_the_first_one_s_accuracy_is_taken() -> None:
    assert accuracy_key(logged_by("accuracy", outputs=2)) == "out0_accuracy"


def test_there_is_no_accuracy_where_none_was_logged() -> None:
    assert accuracy_key(logged_by("sparse_top_k_categorical_accuracy")) is None
    assert accuracy_key(["loss", "mae", "val_mae"]) is None


def test_the_plain_accuracy_comes_before_the_others() -> None:
    assert accuracy_key(["digit_accuracy", "binary_accuracy", "accuracy"]) == "accuracy"
    assert accuracy_key(["digit_accuracy", "binary_accuracy"]) == "binary_accuracy"
    assert accuracy_key(["masked_accuracy", "val_masked_accuracy"]) == "masked_accuracy"
