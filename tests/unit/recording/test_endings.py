"""Why a training stopped, which weights are kept, and what the program changed on the way, against Keras itself."""

import keras
import numpy as np
import pytest

from reportgen.analysis.outcome import outcome_of
from reportgen.records.run import Change


def fit(model, data, **arguments):
    return model.fit(*data, **{"verbose": 0, "batch_size": 50, **arguments})


class Planned(keras.callbacks.Callback):
    """Logs a validation loss as planned, whatever the model does."""

    def __init__(self, *losses):
        super().__init__()
        self.losses = losses

    def on_epoch_end(self, epoch, logs=None):
        logs["planned"] = self.losses[epoch]


def test_a_training_that_ran_all_its_epochs_finished_with_its_last_weights(recorded, network, points):
    fit(network(), points, epochs=3)
    ending = recorded()[0].run.ending
    assert (ending.reason, ending.kept_epoch, ending.kept_by) == ("finished", 3, "training")
    assert (ending.callback, ending.monitor, ending.best_epoch) == (None, None, None)


def test_early_stopping_is_told_with_its_monitor_patience_and_best_epoch(recorded, network, points):
    stopping = keras.callbacks.EarlyStopping("planned", patience=2, mode="min")
    fit(network(), points, epochs=10, callbacks=[Planned(3, 1, 2, 2, 2), stopping])
    (stored,) = recorded()
    ending = stored.run.ending
    assert (ending.reason, ending.callback, ending.monitor, ending.patience) == (
        "early_stopping",
        "EarlyStopping",
        "planned",
        2,
    )
    assert (ending.best_epoch, ending.best_value) == (stopping.best_epoch + 1, stopping.best) == (2, 1)
    assert (ending.kept_epoch, ending.kept_by, len(stored.epochs)) == (4, "training", 4)


@pytest.mark.parametrize("epochs", [3, 10], ids=["after the last epoch", "after stopping early"])
def test_restored_weights_are_those_of_the_best_epoch(recorded, network, points, epochs):
    model, weights = network(), []
    kept = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: weights.append(model.get_weights()))
    stopping = keras.callbacks.EarlyStopping("planned", patience=2, restore_best_weights=True, mode="min")
    fit(model, points, epochs=epochs, callbacks=[Planned(3, 1, 2, 2, 2), kept, stopping])
    (stored,) = recorded()
    ending = stored.run.ending
    assert ending.reason == ("finished" if epochs == 3 else "early_stopping")
    assert (ending.kept_epoch, ending.kept_by) == (2, "early_stopping")
    for mine, restored in zip(weights[ending.kept_epoch - 1], model.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, restored)
    outcome = outcome_of(stored)
    assert (outcome.kept_epoch, outcome.kept_by) == (2, "early_stopping")
    assert outcome.training_loss.number == stored.epochs[1].metrics["loss"]


def test_a_loss_that_is_no_number_ends_the_training_under_terminate_on_nan(recorded, network, points):
    broken = points[0].copy()
    broken[60:] = np.nan
    fit(network(), (broken, points[1]), epochs=3, shuffle=False, callbacks=[keras.callbacks.TerminateOnNaN()])
    stored = recorded()[0]
    assert (stored.run.ending.reason, stored.run.state, len(stored.epochs)) == ("nan", "completed", 1)


def test_a_callback_that_stops_the_training_is_not_called_early_stopping(recorded, network, points):
    model = network()
    stop = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: setattr(model, "stop_training", epoch == 1))
    fit(model, points, epochs=9, callbacks=[stop, keras.callbacks.EarlyStopping("loss", patience=50)])
    ending = recorded()[0].run.ending
    assert (ending.reason, ending.callback, ending.kept_epoch) == ("stopped", None, 2)


def test_a_training_that_failed_has_no_ending_but_its_failure(recorded, network, points):
    def fail(epoch, logs):
        raise OSError("no")

    with pytest.raises(OSError, match="no"):
        fit(network(), points, callbacks=[keras.callbacks.LambdaCallback(on_epoch_begin=fail)])
    assert (recorded()[0].run.ending, recorded()[0].run.state) == (None, "failed")


@pytest.mark.parametrize("into", ["the same model", "a copy", "a loaded model"])
def test_loading_a_checkpoint_makes_its_epoch_the_kept_one(recorded, network, points, tmp_path, into):
    path = tmp_path / ("best.keras" if into == "a loaded model" else "best.weights.h5")
    saver = keras.callbacks.ModelCheckpoint(
        path, monitor="planned", mode="min", save_best_only=True, save_weights_only=path.suffix == ".h5"
    )
    model = network()
    fit(model, points, epochs=4, callbacks=[Planned(3, 1, 2, 2), saver])
    if into == "a loaded model":
        model = keras.models.load_model(path)
    else:
        model = model if into == "the same model" else network()
        model.load_weights(path)
    loss = model.evaluate(points[0][:10], points[1][:10], verbose=0)
    (stored,) = recorded()
    assert (stored.run.ending.kept_epoch, stored.run.ending.kept_by) == (2, "loading")
    assert [(item.metrics["loss"], item.epochs_trained) for item in stored.run.evaluations] == [(loss, 2)]
    assert outcome_of(stored).training_loss.number == stored.epochs[1].metrics["loss"]


def test_weights_saved_within_an_epoch_belong_to_none(recorded, network, points, tmp_path):
    saver = keras.callbacks.ModelCheckpoint(tmp_path / "m.weights.h5", save_weights_only=True, save_freq=1)
    fit(network(), points, callbacks=[saver])
    assert [weights.epoch for weights in recorded()[0].run.weights] == [None]


def test_an_evaluation_tells_after_which_epoch_it_was_made(recorded, network, points):
    model = network()
    fit(model, points, epochs=2)
    model.evaluate(*points, verbose=0)
    assert [item.epochs_trained for item in recorded()[0].run.evaluations] == [2]


def test_a_model_compiled_anew_and_fitted_again_continues_its_run(recorded, network, points):
    model = network()
    fit(model, points)
    fit(model, points)
    model.compile(keras.optimizers.SGD(0.5), "sparse_categorical_crossentropy", run_eagerly=True)
    fit(model, points)
    first, again, recompiled = (stored.run for stored in recorded())
    assert (again.parent.run_id, again.training.recompiled) == (first.id, False)
    assert (recompiled.parent.run_id, recompiled.training.recompiled) == (again.id, True)


def test_a_model_whose_weights_were_put_back_begins_anew_once_compiled_anew(recorded, network, points):
    model = network()
    initial = model.get_weights()
    for _ in range(2):
        fit(model, points)
        model.set_weights(initial)
        model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
    assert [stored.run.parent for stored in recorded()] == [None, None]


def test_layers_frozen_by_a_callback_are_told_once_with_their_model(recorded, points):
    base = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5), keras.layers.Dense(4)], name="base")
    model = keras.Sequential([keras.Input((4,)), base, keras.layers.Dense(3, "softmax", name="head")])
    model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)

    def freeze(epoch, logs):
        base.trainable = epoch != 1
        model.get_layer("head").trainable = epoch != 2

    fit(model, points, epochs=3, callbacks=[keras.callbacks.LambdaCallback(on_epoch_begin=freeze)])
    assert recorded()[0].run.changes == (
        Change(subject="trainable", epoch=2, name="base", before=True, after=False),
        Change(subject="trainable", epoch=3, name="base", before=False, after=True),
        Change(subject="trainable", epoch=3, name="head", before=True, after=False),
    )


def test_a_model_compiled_anew_within_its_training_is_told_with_both_optimizers(recorded, network, points):
    model = network()

    def compile_anew(epoch, logs):
        if epoch == 0:
            model.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
            model.make_train_function()

    fit(model, points, epochs=2, callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=compile_anew)])
    (change,) = recorded()[0].run.changes
    assert (change.subject, change.epoch) == ("optimizer", 1)
    assert (change.before, change.after) == (
        {"type": "Adam", "learning_rate": 0.001},
        {"type": "SGD", "learning_rate": 0.01},
    )
