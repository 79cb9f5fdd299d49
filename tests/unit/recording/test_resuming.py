"""Fits that begin with a backup of Keras's BackupAndRestore: what they resumed, or that they resumed nothing."""

import keras
import pytest


class StoppedError(Exception):
    pass


@pytest.fixture
def begin(network, points):
    """Fit a new network that backs up into `folder`, and stop it in the epoch `until`, counted from 1."""

    def fit(folder, until=None, **arguments):
        def stop(epoch, logs):
            if until is not None and epoch + 1 == until:
                raise StoppedError

        callbacks = [keras.callbacks.BackupAndRestore(folder), keras.callbacks.LambdaCallback(on_epoch_begin=stop)]
        try:
            network(**arguments).fit(*points, epochs=4, batch_size=50, verbose=0, callbacks=callbacks)
        except StoppedError:
            assert until is not None

    return fit


def test_a_fit_that_restores_a_backup_resumes_the_run_that_left_it(recorded, begin, tmp_path):
    begin(tmp_path / "other", until=2)
    begin(tmp_path / "backup", until=3)
    begin(str(tmp_path / "backup"))
    _, left, resumed = recorded()
    assert (resumed.run.parent.run_id, resumed.run.parent.relation) == (left.run.id, "resumption")
    assert [epoch.epoch for epoch in resumed.epochs] == [3, 4]
    assert resumed.run.training.initial_epoch == 2
    assert resumed.run.ending.kept_epoch == 4


def test_a_training_resumed_twice_is_linked_to_the_last_that_was_stopped(recorded, begin, tmp_path):
    for until in (2, 3, None):
        begin(tmp_path / "backup", until=until)
    first, second, third = recorded()
    assert (second.run.parent.run_id, third.run.parent.run_id) == (first.run.id, second.run.id)


def test_a_fit_without_a_backup_to_restore_resumes_nothing(recorded, begin, tmp_path):
    begin(tmp_path / "backup")
    begin(tmp_path / "backup")
    assert [stored.run.parent for stored in recorded()] == [None, None]


def test_backups_that_keras_has_deleted_are_no_weights_of_the_run(recorded, begin, network, points, tmp_path):
    begin(tmp_path / "backup", until=3)
    begin(tmp_path / "backup")
    saver = keras.callbacks.ModelCheckpoint(str(tmp_path / "kept.weights.h5"), save_weights_only=True)
    network().fit(*points, verbose=0, callbacks=[saver, keras.callbacks.BackupAndRestore(tmp_path / "other")])
    stopped, *ended = ([weights.path for weights in stored.run.weights] for stored in recorded())
    assert stopped == [str(tmp_path / "backup" / "latest.weights.h5")]
    assert ended == [[], [str(tmp_path / "kept.weights.h5")]]


def test_a_run_of_another_architecture_is_not_resumed(recorded, begin, network, points, tmp_path):
    begin(tmp_path / "backup", until=2)
    other = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, "tanh"), keras.layers.Dense(3, "softmax")])
    other.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
    other.fit(*points, verbose=0, epochs=2, callbacks=[keras.callbacks.BackupAndRestore(tmp_path / "backup")])
    assert recorded()[1].run.parent is None


def test_a_new_model_with_the_weights_of_a_run_continues_it_until_they_change(recorded, network, points, tmp_path):
    path = tmp_path / "best.weights.h5"
    first = network()
    first.fit(*points, verbose=0)
    first.save_weights(path)
    for changes in (False, True):
        model = network()
        model.load_weights(path)
        if changes:
            model.set_weights([weight + 1 for weight in model.get_weights()])
        model.fit(*points, verbose=0)
    saved, continued, changed = recorded()
    assert (continued.run.parent.run_id, continued.run.parent.relation) == (saved.run.id, "continuation")
    assert changed.run.parent is None
