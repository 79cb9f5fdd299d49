"""The numbers of a run's summary come from the epoch whose weights are kept, and say where they were measured."""

import math
from typing import Any

import pytest

from reportgen.analysis.outcome import Value, metric_keys, outcome_of, validation_is_test
from tests.unit.analysis.small_runs import dataset_with_test_as_validation, early_stopping, evaluation, stored

HISTORY: dict[str, list[Any]] = {
    "accuracy": [0.5, 0.7, 0.9],
    "loss": [0.9, 0.5, 0.2],
    "val_accuracy": [0.4, 0.8, 0.6],
    "val_loss": [1.0, 0.4, 0.7],
}


def test_without_an_evaluation_the_last_epoch_s_validation_counts() -> None:
    outcome = outcome_of(stored(metrics=HISTORY))
    assert outcome.kept_epoch == outcome.epochs_run == 3
    assert outcome.test_accuracy == Value(0.6, "validation")
    assert outcome.training_accuracy == Value(0.9, "training")
    assert outcome.test_loss == Value(0.7, "validation")
    assert outcome.kept_by == "training"


def test_an_evaluation_on_test_data_counts_before_validation() -> None:
    run = stored(
        metrics=HISTORY,
        evaluations=(
            evaluation("test", loss=0.45, accuracy=0.75),
            evaluation("validation", loss=0.1, accuracy=0.99),
            evaluation("training", loss=0.0, accuracy=1.0),
        ),
    )
    assert outcome_of(run).test_accuracy == Value(0.75, "test", evaluated=True)
    assert outcome_of(run).test_loss == Value(0.45, "test", evaluated=True)


def test_an_evaluation_of_weights_that_were_not_kept_is_no_test_accuracy() -> None:
    every_epoch = tuple(
        evaluation("test", epoch, loss=loss, accuracy=accuracy)
        for epoch, loss, accuracy in ((1, 0.9, 0.3), (2, 0.5, 0.7), (3, 0.8, 0.5))
    )
    restored = stored(metrics=HISTORY, evaluations=every_epoch, training=early_stopping())
    assert outcome_of(restored).test_accuracy == Value(0.7, "test", evaluated=True)
    others = stored(metrics=HISTORY, evaluations=every_epoch[:1], training=early_stopping())
    assert outcome_of(others).test_accuracy == Value(0.8, "validation")


def test_an_evaluation_on_the_training_data_is_no_test_accuracy() -> None:
    run = stored(metrics=HISTORY, evaluations=(evaluation("training", loss=0.0, accuracy=1.0),))
    assert outcome_of(run).test_accuracy == Value(0.6, "validation")


def test_restored_weights_give_the_numbers_of_their_epoch() -> None:
    outcome = outcome_of(stored(metrics=HISTORY, training=early_stopping()))
    assert (outcome.kept_epoch, outcome.kept_by) == (2, "early_stopping")
    assert outcome.test_accuracy == Value(0.8, "validation")
    assert outcome.training_accuracy == Value(0.7, "training")


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ({"monitor": "val_accuracy"}, 2),
        ({"monitor": "loss"}, 3),
        ({"monitor": "val_loss", "mode": "max"}, 1),
        ({"monitor": "val_loss", "min_delta": 0.7}, 1),
        ({"monitor": "val_loss", "start_from_epoch": 2}, 3),
        ({"restore_best_weights": False}, 3),
        ({"monitor": "no_such_metric"}, 3),
    ],
)
def test_the_restored_epoch_is_the_one_keras_would_choose(settings: dict[str, Any], kept: int) -> None:
    assert outcome_of(stored(metrics=HISTORY, training=early_stopping(**settings))).kept_epoch == kept


def test_a_first_epoch_of_nan_does_not_keep_later_ones_from_being_better() -> None:
    metrics = {"loss": [1.0, 1.0, 1.0], "val_loss": ["NaN", 0.4, 0.7]}
    assert outcome_of(stored(metrics=metrics, training=early_stopping())).kept_epoch == 2


def test_an_interrupted_training_keeps_its_last_weights() -> None:
    run = stored(metrics=HISTORY, training=early_stopping(), state="interrupted")
    assert outcome_of(run).kept_epoch == 3


def test_a_run_without_epochs_has_no_numbers() -> None:
    outcome = outcome_of(stored())
    assert (outcome.kept_epoch, outcome.test_accuracy, outcome.training_loss) == (None, None, None)


def test_nan_is_a_number_that_is_told() -> None:
    value = outcome_of(stored(metrics={"loss": ["NaN"]})).training_loss
    assert value is not None
    assert math.isnan(value.number)


def test_metrics_are_named_once_without_their_prefix() -> None:
    assert metric_keys(stored(metrics=HISTORY)) == ("accuracy", "loss")


def test_validation_on_the_loader_s_test_data_is_known() -> None:
    assert validation_is_test(stored(dataset=dataset_with_test_as_validation()).run)
    assert not validation_is_test(stored().run)
