"""Warnings are the program's own: it may show all of them, or turn them into exceptions."""

import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from reportgen.recording.arrays import Leaf, describe_array
from reportgen.recording.keras.hooks import record_every_fit
from reportgen.recording.keras.tensors import as_array
from reportgen.recording.options import RecordingOptions
from reportgen.recording.pictures import small_pictures
from reportgen.recording.predictions import Output, kept_predictions
from reportgen.records.predictions import Predictions


def warned(points):
    """Train, evaluate and train again a model whose layers keep a state; return what was warned of."""
    model = keras.Sequential(
        [keras.Input((4,)), keras.layers.BatchNormalization(), keras.layers.Dropout(0.1), keras.layers.Dense(3)]
    )
    rate = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
    model.compile(
        keras.optimizers.SGD(rate), keras.losses.SparseCategoricalCrossentropy(from_logits=True), run_eagerly=True
    )
    data = tf.data.Dataset.from_tensor_slices(points).batch(50)
    stopping = keras.callbacks.EarlyStopping("loss", restore_best_weights=True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit(data, epochs=2, verbose=0, validation_data=data, callbacks=[stopping])
        model.evaluate(data, verbose=0)
        model.fit(data, verbose=0)
    return [(str(warning.message), warning.filename) for warning in caught]


def test_recording_adds_no_warning_to_those_of_a_program(tmp_path, points, recorded, capsys):
    record_every_fit(None)
    bare = warned(points)
    record_every_fit(RecordingOptions(runs=tmp_path / "runs"))
    assert warned(points) == bare
    first, second = (stored.run for stored in recorded())
    assert first.predictions is not None
    assert second.parent is not None
    assert capsys.readouterr().err == ""


def test_a_scalar_becomes_an_array_too():
    assert as_array(tf.Variable(2, dtype="int64")).shape == ()


@pytest.mark.parametrize("make", [tf.constant, tf.Variable, keras.Variable, np.asarray, tf.ragged.constant])
def test_a_tensor_of_any_kind_becomes_an_array_of_its_own(make):
    value = make([[1.0, 2.0], [3.0, 4.0]])
    array = as_array(value)
    np.testing.assert_array_equal(array, [[1.0, 2.0], [3.0, 4.0]])
    assert isinstance(array, np.ndarray)
    assert array is not value


def test_numbers_that_overflow_are_described_though_the_program_forbids_numpy_to_overflow():
    huge = np.linspace(-1, 1, 400).reshape(100, 4) * 1.7e308
    with np.errstate(all="raise"):
        described = describe_array(Leaf("", huge))
    assert (described.minimum, described.maximum) == (huge.min(), huge.max())
    assert [column.standard_deviation for column in described.columns] == [np.inf] * 4


def test_pictures_that_overflow_become_small_though_the_program_forbids_numpy_to_overflow():
    pictures = np.linspace(-3e38, 3e38, 8 * 100 * 100, dtype="float32").reshape(8, 100, 100)
    with np.errstate(all="raise"):
        small = small_pictures(pictures, -3e38, 3e38)
    assert (small.shape, small.dtype) == ((8, 50, 50, 1), np.uint8)


def test_targets_that_overflow_are_kept_though_the_program_forbids_numpy_to_overflow():
    about = Predictions(data="test", samples=2, of_samples=2, outputs=())
    output = Output("", np.array([1e300, 1.0]), np.array([[0.5], [1.5]]), measures_distance=True, from_logits=False)
    with np.errstate(all="raise"):
        kept = kept_predictions(about, np.arange(2), [output])
    np.testing.assert_array_equal(kept.arrays["truth_0"], [np.inf, 1.0])
