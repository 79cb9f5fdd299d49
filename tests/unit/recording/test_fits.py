import copy
import math
import traceback

import keras
import msgspec
import numpy as np
import pytest

import reportgen
from reportgen.records.format import FORMAT_VERSION

COMPARED = 1e-12


def fit(model, data, **arguments):
    return model.fit(*data, **{"verbose": 0, "batch_size": 50, **arguments})


def test_positional_arguments_are_recorded_as_the_ones_they_are(recorded, network, points):
    network().fit(*points, 16, 2, 0)
    training = recorded()[0].run.training
    assert (training.batch_size.value, training.batch_size.origin) == (16, "set")
    assert (training.epochs.value, training.epochs.origin) == (2, "set")
    assert training.steps_per_epoch.value == math.ceil(100 / 16)


def test_what_nobody_set_is_recorded_as_keras_default(recorded, network, points):
    network().fit(*points, verbose=0)
    training = recorded()[0].run.training
    assert (training.batch_size.value, training.batch_size.origin) == (32, "default")
    assert (training.epochs.value, training.epochs.origin) == (1, "default")
    assert (training.shuffle.value, training.shuffle.origin) == (True, "default")
    assert training.steps_per_epoch.value == 4


def test_every_epoch_holds_what_keras_logged(recorded, network, points):
    history = fit(network(metrics=["accuracy"]), points, epochs=3, validation_split=0.2).history
    epochs = recorded()[0].epochs
    assert [epoch.epoch for epoch in epochs] == [1, 2, 3]
    for name, values in history.items():
        assert [epoch.metrics[name] for epoch in epochs] == pytest.approx(values, abs=COMPARED)
    assert set(epochs[0].metrics) == set(history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert all(epoch.duration_seconds > 0 for epoch in epochs)
    starts = [epoch.started_at for epoch in epochs]
    assert starts == sorted(starts)
    assert starts[0] >= recorded()[0].run.started_at


def test_counts_after_a_validation_split_are_those_keras_trains_on(recorded, network):
    x, y = np.ones((11, 4), "float32"), np.arange(11) % 3
    network().fit(x, y, batch_size=1, validation_split=0.3, verbose=0)
    run = recorded()[0].run
    # floor(11 · 0.7) = 7, the last 4 rows validate
    assert (run.dataset.split("training").samples, run.dataset.split("validation").samples) == (7, 4)
    assert run.training.steps_per_epoch.value == 7
    assert run.dataset.split("training").class_counts == {"0": 3, "1": 2, "2": 2}
    assert run.dataset.split("validation").class_counts == {"0": 1, "1": 2, "2": 1}
    assert (run.training.validation.source, run.training.validation.split) == ("split", 0.3)


def test_the_callers_list_of_callbacks_is_not_touched_and_serves_two_fits(recorded, network, points):
    mine = [keras.callbacks.EarlyStopping(patience=5, monitor="loss")]
    before = list(mine)
    model = network()
    fit(model, points, callbacks=mine)
    fit(model, points, callbacks=mine)
    assert mine == before
    assert len(recorded()) == 2
    assert [callback.type for callback in recorded()[1].run.training.callbacks] == ["EarlyStopping"]
    assert recorded()[1].run.training.callbacks[0].settings["patience"].value == 5


def test_a_callback_list_and_a_single_callback_are_taken(recorded, network, points):
    model = network()
    counted = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(epoch))
    seen = []
    fit(model, points, callbacks=keras.callbacks.CallbackList([counted], add_history=True, model=model), epochs=2)
    fit(model, points, callbacks=counted, epochs=3, initial_epoch=2)
    assert seen == [0, 1, 2]
    assert [len(run.epochs) for run in recorded()] == [2, 1]
    assert [epoch.epoch for epoch in recorded()[1].epochs] == [3]


def test_a_second_fit_of_a_model_is_a_run_of_its_own_that_continues_the_first(recorded, network, points):
    model = network()
    fit(model, points)
    fit(model, points)
    fit(network(), points)
    first, second, other = (stored.run for stored in recorded())
    assert second.parent.run_id == first.id
    assert second.parent.relation == "continuation"
    assert first.parent is None
    assert other.parent is None


def test_a_fit_inside_a_callback_is_a_run_nested_in_the_other(recorded, network, points):
    inner = network()
    outer_callback = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: fit(inner, points, epochs=2))
    fit(network(), points, callbacks=[outer_callback])
    outer, nested = sorted(recorded(), key=lambda stored: stored.run.parent is not None)
    assert outer.run.parent is None
    assert (nested.run.parent.run_id, nested.run.parent.relation) == (outer.run.id, "nested")
    assert (len(outer.epochs), len(nested.epochs)) == (1, 2)


def test_a_schedule_is_recorded_with_the_rate_at_both_ends_of_each_epoch(recorded, network, points):
    schedule = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=2, decay_rate=0.5)
    fit(network(keras.optimizers.SGD(schedule)), points, epochs=2)
    run, epochs = recorded()[0].run, recorded()[0].epochs
    assert run.training.optimizer.schedule.type == "ExponentialDecay"
    assert run.training.optimizer.schedule.settings["decay_rate"].value == 0.5
    assert run.training.optimizer.settings["learning_rate"].value == 0.1
    # two steps an epoch, each by the factor √0.5
    assert [epoch.learning_rate_start for epoch in epochs] == pytest.approx([0.1, 0.05])
    assert [epoch.learning_rate for epoch in epochs] == pytest.approx([0.05, 0.025])


def test_a_rate_that_a_callback_sets_belongs_to_the_epoch_it_was_in_force_in(recorded, network, points):
    by_epoch = keras.callbacks.LearningRateScheduler(lambda epoch: [0.1, 0.01, 0.001][epoch])
    fit(network("sgd"), points, epochs=3, callbacks=[by_epoch])
    epochs = recorded()[0].epochs
    assert [epoch.learning_rate for epoch in epochs] == [0.1, 0.01, 0.001]
    assert [epoch.learning_rate_start for epoch in epochs] == [None] * 3
    assert "learning_rate" not in epochs[0].metrics


def test_reduce_on_plateau_lowers_the_rate_of_the_next_epoch_not_of_this(recorded, network, points):
    plateau = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=1, min_delta=1e9)
    history = fit(network("sgd"), points, epochs=3, callbacks=[plateau]).history
    rates = [epoch.learning_rate for epoch in recorded()[0].epochs]
    assert rates == [0.01, 0.01, 0.005]
    assert rates == pytest.approx(history["learning_rate"])


def test_early_stopping_is_recorded_with_its_settings_and_the_epochs_run(recorded, network, points):
    stopping = keras.callbacks.EarlyStopping("loss", min_delta=1e6, patience=1, restore_best_weights=True)
    model = network()
    for _ in range(2):
        fit(model, points, epochs=10, callbacks=[stopping])
    for stored in recorded():
        settings = stored.run.training.callbacks[0].settings
        assert settings["restore_best_weights"] == reportgen_setting(value=True, origin="set")
        assert settings["min_delta"].value == 1e6  # Keras has turned its sign round by the second fit
        assert stored.run.training.epochs.value == 10
        assert (len(stored.epochs), stored.run.state) == (2, "completed")


def test_the_smallest_gain_that_keras_turned_round_stays_a_default(recorded, network, points):
    plateau = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5)
    model = network("sgd")
    for _ in range(2):
        fit(model, points, epochs=1, callbacks=[plateau])
    for stored in recorded():
        settings = stored.run.training.callbacks[0].settings
        assert settings["min_delta"] == reportgen_setting(value=0.0001, origin="default")
        assert settings["factor"] == reportgen_setting(value=0.5, origin="set")


def reportgen_setting(value, origin):
    from reportgen.records.values import Setting

    return Setting(value=value, origin=origin)


def test_a_run_recorder_records_its_own_fit_and_no_other(tmp_path, runs, network, points):
    recorder = reportgen.RunRecorder(name="ConvNet", dataset="MNIST", runs=tmp_path / "runs")
    fit(network(), points)
    fit(network(), points, callbacks=[recorder])
    fit(network(), points, callbacks=[copy.deepcopy(recorder)], epochs=2)
    first, second = runs()
    assert (first.run.name, first.run.name_origin, first.run.dataset.name.value) == ("ConvNet", "set", "MNIST")
    assert first.run.training.batch_size.value == 50
    assert (len(first.epochs), len(second.epochs)) == (1, 2)
    assert first.run.training.callbacks == ()


def test_under_autolog_a_fit_with_a_run_recorder_is_recorded_once(recorded, tmp_path, network, points):
    recorder = reportgen.RunRecorder(name="mine", runs=tmp_path / "runs")
    fit(network(), points, callbacks=[recorder])
    assert [stored.run.name for stored in recorded()] == ["mine"]


def test_a_run_recorder_in_a_loop_of_its_own_records_what_callbacks_are_told(tmp_path, runs, network, points):
    model = network()
    recorder = reportgen.RunRecorder(name="by hand", runs=tmp_path / "runs")
    callbacks = keras.callbacks.CallbackList([recorder], model=model, epochs=2, steps=1)
    callbacks.on_train_begin()
    for epoch in range(2):
        callbacks.on_epoch_begin(epoch)
        callbacks.on_epoch_end(epoch, {"loss": model.train_on_batch(*points)})
    callbacks.on_train_end()
    (stored,) = runs()
    assert (stored.run.state, len(stored.epochs), stored.run.model.parameters) == ("completed", 2, 43)


def test_an_exception_of_the_programs_is_recorded_and_arrives_as_it_was(recorded, network, points):
    def fail(epoch, logs):
        if epoch == 1:
            raise RuntimeError("the disk is made of cheese")

    failing = keras.callbacks.LambdaCallback(on_epoch_end=fail)
    with pytest.raises(RuntimeError, match="cheese") as caught:
        fit(network(), points, epochs=3, callbacks=[failing])
    stored = recorded()[0]
    assert (stored.run.state, stored.run.failure.type) == ("failed", "RuntimeError")
    assert stored.run.failure.message == "the disk is made of cheese"
    assert stored.run.failure.frames[-1].endswith('in fail: raise RuntimeError("the disk is made of cheese")')
    assert any("fit(network()" in frame for frame in stored.run.failure.frames)
    assert len(stored.epochs) == 1
    files = [entry.filename for entry in traceback.extract_tb(caught.value.__traceback__)]
    assert not [file for file in files if "reportgen/recording" in file]


def test_an_interrupted_training_keeps_its_epochs_and_says_so(recorded, network, points):
    def interrupt(epoch, logs):
        if epoch == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit(network(), points, epochs=5, callbacks=[keras.callbacks.LambdaCallback(on_epoch_begin=interrupt)])
    assert (recorded()[0].run.state, len(recorded()[0].epochs)) == ("interrupted", 2)


def test_a_fit_that_fails_before_it_trains_is_a_failed_run(recorded, network, points):
    with pytest.raises(ValueError, match="Data cardinality"):
        network().fit(points[0], points[1][:7], verbose=0)
    assert (recorded()[0].run.state, recorded()[0].epochs) == ("failed", ())
    assert recorded()[0].run.model.parameters == 43


def test_wrong_arguments_raise_what_keras_raises(recorded, network, points):
    with pytest.raises(TypeError, match="unexpected keyword argument 'epoch'"):
        network().fit(*points, epoch=3)


def test_the_wrapped_methods_keep_name_signature_and_docstring(recorded):
    import inspect

    assert list(inspect.signature(keras.Model.fit).parameters)[:5] == ["self", "x", "y", "batch_size", "epochs"]
    assert (keras.Model.fit.__name__, keras.Model.evaluate.__name__) == ("fit", "evaluate")
    assert keras.Model.fit.__module__ == keras.Model.fit.__wrapped__.__module__


def test_training_under_the_recorder_gives_the_same_numbers_as_without(tmp_path, network, points):
    from reportgen.recording.keras.hooks import record_every_fit
    from reportgen.recording.options import RecordingOptions

    results = []
    for options in (None, RecordingOptions(runs=tmp_path / "runs")):
        keras.utils.set_random_seed(7)
        record_every_fit(options)
        model = network(metrics=["accuracy"])
        results.append((fit(model, points, epochs=2).history, np.random.random()))
        results[-1] += (keras.layers.Dense(1).name.rpartition("_")[0],)
    record_every_fit(None)
    assert results[0] == results[1]


def test_a_run_is_on_disk_as_running_while_it_trains(recorded, network, points):
    states = []
    look = keras.callbacks.LambdaCallback(on_train_begin=lambda logs: states.append(recorded()[0].run.state))
    fit(network(), points, callbacks=[look])
    assert states == ["running"]
    assert recorded()[0].run.state == "completed"


def test_class_and_sample_weights_are_noted(recorded, network, points):
    fit(network(), points, class_weight={0: 1.0, 1: 2.0, 2: 3.0})
    fit(network(), points, sample_weight=np.ones(100))
    weighted, sampled = (stored.run.training for stored in recorded())
    assert weighted.class_weights == {"0": 1.0, "1": 2.0, "2": 3.0}
    assert (weighted.sample_weights, sampled.sample_weights) == (False, True)


def test_weights_that_are_no_finite_numbers_keep_the_run_readable(recorded, network, points):
    fit(network(loss_weights=[float("inf")]), points, class_weight={0: 1.0, 1: float("nan"), 2: 1.0})
    training = recorded()[0].run.training
    assert training.class_weights == {"0": 1.0, "1": "NaN", "2": 1.0}
    assert training.losses[0].weight == "Infinity"


def test_the_record_says_where_and_with_what_it_trained(recorded, network, points):
    import tensorflow as tf

    fit(network(), points)
    platform = recorded()[0].run.platform
    assert (platform.keras, platform.backend) == (keras.__version__, "tensorflow")
    assert platform.backend_version == platform.packages["tensorflow"] == tf.__version__
    assert platform.device == "CPU:0" or platform.device.startswith("GPU")
    assert platform.packages["numpy"] == np.__version__
    assert platform.memory_bytes > 2**28


def test_a_network_trained_on_tensors_of_unknown_number_takes_its_steps_from_keras(recorded, network, points):
    def batches():
        for start in range(0, 100, 20):
            yield points[0][start : start + 20], points[1][start : start + 20]

    network().fit(batches(), verbose=0)
    run = recorded()[0].run
    assert (run.dataset.split("training").kind, run.dataset.split("training").samples) == ("generator", None)
    assert (run.training.steps_per_epoch.value, run.training.steps_per_epoch.origin) == (5, "inferred")
    assert (run.training.batch_size, run.training.shuffle) == (None, None)


def test_a_tf_dataset_is_described_and_not_iterated(recorded, network, points):
    import tensorflow as tf

    pulled = []

    def generate():
        pulled.append(1)
        yield from zip(*points, strict=True)

    signature = (tf.TensorSpec((4,), tf.float32), tf.TensorSpec((), tf.int64))
    data = tf.data.Dataset.from_generator(generate, output_signature=signature).batch(25, drop_remainder=True)
    network().fit(data, verbose=0)
    run = recorded()[0].run
    assert len(pulled) == 1
    split = run.dataset.split("training")
    assert (split.kind, split.samples, split.inputs[0].shape) == ("tf.data.Dataset", None, (25, 4))
    assert (run.training.batch_size.value, run.training.batch_size.origin) == (25, "inferred")
    assert run.training.steps_per_epoch.value == 4


def test_the_file_on_disk_is_json_with_the_format_version(recorded, network, points):
    fit(network(), points)
    stored = recorded()[0]
    fields = msgspec.json.decode((stored.folder / "run.json").read_bytes())
    assert fields["format_version"] == FORMAT_VERSION
    assert fields["id"] == stored.folder.name


def test_a_training_on_replicas_is_recorded(recorded, points):
    import tensorflow as tf

    with tf.distribute.MirroredStrategy(["CPU:0"]).scope():
        model = keras.Sequential([keras.layers.Dense(3, "softmax")])
        model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(*points, verbose=0)
    run = recorded()[0].run
    assert (run.training.optimizer.settings["learning_rate"].value, run.model.parameters) == (0.001, 15)
    assert run.platform.device == "CPU:0"
