"""Predictions are what Keras's own `predict` gives for the data evaluated, and taking them leaves no trace."""

import random

import keras
import numpy as np
import pytest
import tensorflow as tf

from reportgen.recording.keras import predicting
from reportgen.recording.keras.hooks import record_every_fit
from reportgen.recording.options import RecordingOptions


@pytest.fixture
def parts(points):
    """60 points to train on, 20 to validate, 20 to test, mixed."""
    x, y = points
    shuffled = np.random.default_rng(1).permutation(100)
    x, y = x[shuffled], y[shuffled]
    return (x[:60], y[:60]), (x[60:80], y[60:80]), (x[80:], y[80:])


def kept(stored):
    with np.load(stored.folder / "predictions.npz", allow_pickle=False) as arrays:
        return dict(arrays)


def test_predictions_are_those_of_keras_for_the_data_evaluated(recorded, network, parts):
    training, validation, test = parts
    model = network()
    model.fit(*training, validation_data=validation, verbose=0)
    model.evaluate(*test, verbose=0)
    (stored,) = recorded()
    record, arrays = stored.run.predictions, kept(stored)
    assert (record.data, record.samples, record.of_samples, record.epochs_trained) == ("test", 20, 20, 1)
    assert [(output.task, output.classes, output.from_logits) for output in record.outputs] == [("classes", 3, False)]
    np.testing.assert_array_equal(arrays["rows"], np.arange(20))
    np.testing.assert_array_equal(arrays["truth_0"], test[1])
    np.testing.assert_allclose(arrays["scores_0"], model.predict(test[0], verbose=0), rtol=1e-5)


def test_without_an_evaluation_the_validation_data_are_predicted(recorded, network, parts):
    training, validation, _ = parts
    model = network()
    model.fit(*training, validation_data=validation, verbose=0)
    (stored,) = recorded()
    assert stored.run.predictions.data == "validation"
    np.testing.assert_allclose(kept(stored)["scores_0"], model.predict(validation[0], verbose=0), rtol=1e-5)


def test_of_a_validation_split_the_samples_keras_validates_on_are_predicted(recorded, network, points):
    network().fit(*points, validation_split=0.25, verbose=0)
    np.testing.assert_array_equal(kept(recorded()[0])["truth_0"], points[1][75:])


class BusyMachine:
    """A clock by which each batch takes a fifth of a second."""

    def __init__(self):
        self.now = 0.0

    def perf_counter(self):
        self.now += 0.1
        return self.now


def test_on_a_busy_machine_all_the_data_evaluated_are_predicted(recorded, network, parts, monkeypatch):
    training, _, test = parts
    model = network()
    model.fit(*training, verbose=0)
    monkeypatch.setattr(predicting, "time", BusyMachine())
    model.evaluate(*test, batch_size=1, verbose=0)
    assert recorded()[0].run.predictions.samples == 20


def test_what_was_compiled_for_a_slow_prediction_is_forgotten(recorded, network, parts, monkeypatch):
    model = network()
    model.fit(*parts[0], verbose=0)
    calls = []
    predict = model.predict_on_batch
    monkeypatch.setattr(predicting, "_WORTH_COMPILING_SECONDS", 0.0)
    monkeypatch.setattr(model, "predict_on_batch", lambda batch: calls.append(len(batch)) or predict(batch))
    model.evaluate(*parts[2], batch_size=10, verbose=0)
    assert (calls, model.predict_function) == ([10], None)


@pytest.mark.parametrize("order", ["test then validation", "validation then test"])
def test_test_data_count_before_validation_data(recorded, network, parts, order):
    training, validation, test = parts
    model = network()
    model.fit(*training, validation_data=validation, verbose=0)
    for word in order.split(" then "):
        model.evaluate(*(test if word == "test" else validation), verbose=0)
    assert recorded()[0].run.predictions.data == "test"


class Counting(keras.layers.Layer):
    """Counts the batches that are passed through it."""

    batches = 0

    def call(self, inputs):
        Counting.batches += 1
        return inputs


def batches_passed(parts, options):
    """Return how many batches pass through a model that is trained, evaluated and recorded under `options`."""
    record_every_fit(options)
    try:
        model = keras.Sequential([keras.Input((4,)), Counting(), keras.layers.Dense(3, "softmax")])
        model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
        Counting.batches = 0
        model.fit(*parts[0], validation_data=parts[1], verbose=0)
        model.evaluate(*parts[2], verbose=0)
    finally:
        record_every_fit(None)
    return Counting.batches


def test_without_predictions_no_data_pass_through_the_model_that_the_program_does_not_pass(tmp_path, parts, runs):
    unrecorded = batches_passed(parts, None)
    assert batches_passed(parts, RecordingOptions(runs=tmp_path / "runs", predictions=False)) == unrecorded
    assert runs()[0].run.predictions is None
    assert not (runs()[0].folder / "predictions.npz").exists()
    assert batches_passed(parts, RecordingOptions(runs=tmp_path / "runs")) > unrecorded


def test_without_predictions_pictures_of_the_data_are_kept_all_the_same(tmp_path, runs):
    record_every_fit(RecordingOptions(runs=tmp_path / "runs", predictions=False))
    try:
        model = keras.Sequential([keras.Input((8, 8)), keras.layers.Flatten(), keras.layers.Dense(2, "softmax")])
        model.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
        model.fit(np.zeros((6, 8, 8)), np.array([0, 1] * 3), verbose=0)
    finally:
        record_every_fit(None)
    assert runs()[0].run.dataset.samples.pictures == 6


class Noise(keras.layers.Layer):
    """Draws random numbers whenever it is called, and says so."""

    def __init__(self):
        super().__init__()
        self.seeds = keras.random.SeedGenerator(5)

    def call(self, inputs):
        print("called")
        return inputs + keras.random.normal(keras.ops.shape(inputs), seed=self.seeds)


def test_predicting_leaves_no_trace_in_later_trainings_and_nothing_on_the_terminal(tmp_path, parts, capsys):
    training, validation, test = parts
    results = []
    for options in (None, RecordingOptions(runs=tmp_path / "runs")):
        keras.utils.set_random_seed(3)
        record_every_fit(options)
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5), Noise(), keras.layers.Dense(3, "softmax")])
        model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
        histories = []
        for _ in range(2):
            histories.append(model.fit(*training, validation_data=validation, verbose=0).history)
            histories.append(model.evaluate(*test, verbose=0))
        results.append((histories, np.random.random(), capsys.readouterr().out))
    record_every_fit(None)
    assert results[0] == results[1]


GENERATORS = {
    "Python": random.random,
    "NumPy": lambda: float(np.random.random()),
    "Keras": lambda: keras.random.normal(()),
    "TensorFlow": lambda: tf.random.normal(()),
    "TensorFlow's generator": lambda: tf.random.get_global_generator().normal(()),
}


def test_what_a_layer_draws_while_predicting_is_drawn_again_by_the_program(tmp_path, parts):
    class Drawing(keras.layers.Layer):
        def call(self, inputs):
            return inputs + sum(draw() for draw in GENERATORS.values())

    results = []
    for options in (None, RecordingOptions(runs=tmp_path / "runs")):
        keras.utils.set_random_seed(5)
        tf.random.set_global_generator(tf.random.Generator.from_seed(5))
        record_every_fit(options)
        model = keras.Sequential([keras.Input((4,)), Drawing(), keras.layers.Dense(3, "softmax")])
        model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
        (training, validation, test), losses = parts, []
        for _ in range(2):
            losses += model.fit(*training, validation_data=validation, verbose=0).history["loss"]
            losses.append(model.evaluate(*test, verbose=0))
        results.append((losses, {name: float(draw()) for name, draw in GENERATORS.items()}))
    record_every_fit(None)
    assert results[0] == results[1]


def test_a_stateful_recurrent_model_keeps_its_state(tmp_path):
    x, y = np.random.default_rng(0).normal(size=(8, 3, 2)), np.linspace(0, 1, 8)
    states = []
    for options in (None, RecordingOptions(runs=tmp_path / "runs")):
        keras.utils.set_random_seed(3)
        record_every_fit(options)
        model = keras.Sequential(
            [keras.Input((3, 2), batch_size=4), keras.layers.LSTM(2, stateful=True), keras.layers.Dense(1)]
        )
        model.compile("adam", "mse", run_eagerly=True)
        model.fit(x, y, batch_size=4, shuffle=False, verbose=0, validation_data=(x, y), validation_batch_size=4)
        model.evaluate(x, y, batch_size=4, verbose=0)
        states.append([keras.ops.convert_to_numpy(state) for state in model.layers[0].states])
    record_every_fit(None)
    np.testing.assert_array_equal(*states)
    assert list((tmp_path / "runs").glob("*/predictions.npz"))


TASKS = {
    "one-hot": ("categorical_crossentropy", 3, "softmax", lambda y: np.eye(3)[y], "classes"),
    "one-hot, by distance": ("mse", 3, "softmax", lambda y: np.eye(3)[y], "classes"),
    "column of integers": ("sparse_categorical_crossentropy", 3, "softmax", lambda y: y[:, None], "classes"),
    "two classes": ("binary_crossentropy", 1, "sigmoid", lambda y: y > 0, "two classes"),
    "labels": ("binary_crossentropy", 2, "sigmoid", lambda y: np.stack([y > 0, y > 1], 1), "labels"),
    "numbers": ("mse", 1, None, lambda y: y * 0.5, "numbers"),
    "several numbers": ("mae", 2, None, lambda y: np.stack([y, -y], 1), "numbers"),
}


@pytest.mark.parametrize("name", TASKS)
def test_each_task_is_told_and_kept_with_its_truth(recorded, points, name):
    loss, width, activation, targets_of, task = TASKS[name]
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(width, activation)])
    model.compile("adam", loss, run_eagerly=True)
    x, y = points[0], np.asarray(targets_of(points[1]), "float32")
    model.fit(x, y, verbose=0)
    model.evaluate(x[:30], y[:30], verbose=0)
    (stored,) = recorded()
    assert stored.run.predictions.outputs[0].task == task
    truth, scores = kept(stored)["truth_0"], kept(stored)["scores_0"]
    np.testing.assert_allclose(scores.reshape(30, -1), model.predict(x[:30], verbose=0), rtol=1e-5)
    expected = points[1][:30] if task == "classes" else y[:30].reshape(truth.shape)
    np.testing.assert_array_equal(truth, expected)


def test_logits_are_kept_as_such(recorded, points):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), run_eagerly=True)
    model.fit(*points, validation_split=0.2, verbose=0)
    assert recorded()[0].run.predictions.outputs[0].from_logits


def test_two_outputs_are_kept_under_their_names(recorded, points):
    inputs = keras.Input((4,))
    digit, size = keras.layers.Dense(3, "softmax", name="digit")(inputs), keras.layers.Dense(1, name="size")(inputs)
    model = keras.Model(inputs, [digit, size])
    model.compile("adam", ["sparse_categorical_crossentropy", "mse"], run_eagerly=True)
    targets = [points[1], points[1] * 0.5]
    model.fit(points[0], targets, validation_data=(points[0][:20], [part[:20] for part in targets]), verbose=0)
    (stored,) = recorded()
    assert [(item.name, item.task) for item in stored.run.predictions.outputs] == [
        ("digit", "classes"),
        ("size", "numbers"),
    ]
    np.testing.assert_allclose(
        kept(stored)["scores_1"], model.predict(points[0][:20], verbose=0)[1].reshape(-1), rtol=1e-5
    )


def test_of_many_samples_a_fair_part_is_kept(recorded, monkeypatch, points):
    from reportgen.recording import predictions

    monkeypatch.setattr(predictions, "MOST_SAMPLES", 40)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
    model.fit(*points, verbose=0)
    model.evaluate(*points, verbose=0)  # sorted by class: 50, 30 and 20
    (stored,) = recorded()
    assert (stored.run.predictions.samples, stored.run.predictions.of_samples) == (40, 100)
    rows, truth = kept(stored)["rows"], kept(stored)["truth_0"]
    np.testing.assert_array_equal(truth, points[1][rows])
    assert set(np.bincount(truth) > 4) == {True}


@pytest.fixture
def pipelines(points, tmp_path):
    """Pipelines of the same 100 points: the first two may be read again, one more pass would change the others."""
    import tensorflow as tf

    x, y = points
    slices = tf.data.Dataset.from_tensor_slices((x, y))
    signature = (tf.TensorSpec((4,)), tf.TensorSpec((), tf.int64))
    noise = keras.layers.GaussianNoise(0.1, seed=3)
    scale = keras.layers.Normalization(mean=0.0, variance=1.0)
    once = {"reshuffle_each_iteration": False}
    return {
        "in batches": slices.batch(30).prefetch(2),
        "shuffled once and mapped": slices.map(lambda a, b: (scale(a), b)).cache().shuffle(100, 1, **once).batch(30),
        "shuffled anew": slices.shuffle(100, seed=1).batch(30),
        "with noise": slices.batch(30).map(lambda a, b: (noise(a, training=True), b)),
        "with random numbers": slices.batch(30).map(lambda a, b: (a + tf.random.normal((4,), seed=1), b)),
        "filtered by chance": slices.filter(lambda a, b: tf.random.uniform((), seed=1) > 0.5).batch(30),
        "cached on disk": slices.batch(30).cache(str(tmp_path / "cache")),
        "generator": tf.data.Dataset.from_generator(lambda: zip(x, y, strict=True), output_signature=signature).batch(
            30
        ),
        "numpy function": slices.map(
            lambda a, b: (tf.ensure_shape(tf.numpy_function(np.negative, [a], tf.float32), (4,)), b)
        ).batch(30),
        "endless": slices.repeat().batch(30),
    }


@pytest.mark.parametrize("kind", ["in batches", "shuffled once and mapped"])
def test_a_pipeline_of_tensorflows_own_is_predicted_whole(recorded, network, points, pipelines, kind):
    model = network()
    model.fit(*points, verbose=0)
    model.evaluate(pipelines[kind], verbose=0)
    (stored,) = recorded()
    assert (stored.run.predictions.data, stored.run.predictions.samples) == ("test", 100)
    truth, scores = kept(stored)["truth_0"], kept(stored)["scores_0"]
    np.testing.assert_array_equal(np.bincount(truth), [50, 30, 20])
    expected = model.predict(points[0], verbose=0)
    np.testing.assert_allclose(sorted(scores.max(axis=1)), sorted(expected.max(axis=1)), rtol=1e-5)


@pytest.mark.parametrize(
    "kind",
    [
        "generator",
        "numpy function",
        "endless",
        "shuffled anew",
        "with noise",
        "with random numbers",
        "filtered by chance",
        "cached on disk",
    ],
)
def test_a_pipeline_that_one_more_pass_would_change_is_left_alone(recorded, network, pipelines, capsys, kind):
    model = network()
    model.fit(pipelines["in batches"], verbose=0)
    model.evaluate(pipelines[kind], steps=2, verbose=0)
    assert recorded()[0].run.predictions is None
    assert capsys.readouterr().err == ""


def test_an_autoencoder_has_no_predictions_worth_keeping(recorded, points, capsys):
    model = keras.Sequential([keras.Input((20,)), keras.layers.Dense(20)])
    model.compile("adam", "mse", run_eagerly=True)
    wide = np.repeat(points[0], 5, axis=1)
    model.fit(wide, wide, verbose=0, validation_data=(wide, wide))
    assert recorded()[0].run.predictions is None
    assert capsys.readouterr().err == ""
