"""Warnings are the program's own: it may show all of them, or turn them into exceptions."""

import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from reportgen.recording.keras.hooks import record_every_fit
from reportgen.recording.keras.tensors import as_array
from reportgen.recording.options import RecordingOptions


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
