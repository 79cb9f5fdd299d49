"""The pictures kept of the data are those of the data: their rows, their classes, their values in eight bits."""

import keras
import numpy as np
import pytest

from reportgen.recording.pictures import pictures_of, shown_rows, small_pictures, value_range


@pytest.fixture(scope="module")
def digits():
    """60 pictures of 8 × 8 whose mean tells their class of three."""
    labels = np.arange(60) % 3
    noise = np.random.default_rng(0).uniform(0, 0.2, size=(60, 8, 8))
    return (noise + labels[:, None, None] * 0.4).astype("float32"), labels


def trained(digits, **arguments):
    x, y = digits
    model = keras.Sequential([keras.Input((8, 8)), keras.layers.Flatten(), keras.layers.Dense(3, "softmax")])
    model.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
    model.fit(x, y, verbose=0, **arguments)
    return model


def arrays(stored, name):
    with np.load(stored.folder / name, allow_pickle=False) as found:
        return dict(found)


def test_the_first_pictures_of_each_class_of_the_training_data_are_kept(recorded, digits):
    trained(digits, validation_split=0.5)
    (stored,) = recorded()
    assert (stored.run.dataset.samples.data, stored.run.dataset.samples.pictures) == ("training", 30)
    kept = arrays(stored, "samples.npz")
    np.testing.assert_array_equal(kept["labels"], np.repeat([0, 1, 2], 10))
    x, low, high = digits[0], digits[0].min(), digits[0].max()
    expected = np.concatenate([x[:30][digits[1][:30] == label] for label in range(3)])
    restored = kept["pictures"][..., 0] / 255 * (high - low) + low
    assert np.abs(restored - expected).max() <= (high - low) / 255


def test_the_most_confident_mistakes_are_kept_as_pictures(recorded, digits):
    model = trained(digits)
    model.evaluate(*digits, verbose=0)
    (stored,) = recorded()
    kept = arrays(stored, "predictions.npz")
    scores = model.predict(digits[0], verbose=0)
    wrong = np.flatnonzero(scores.argmax(axis=1) != digits[1])
    assert set(kept["wrong"]) <= set(wrong)
    assert len(kept["wrong"]) == min(len(wrong), 24) > 0
    gaps = scores.max(axis=1) - scores[np.arange(60), digits[1]]
    assert gaps[kept["wrong"]].tolist() == sorted(gaps[wrong], reverse=True)[: len(kept["wrong"])]
    shown = kept["wrong_pictures"][0, ..., 0].astype(float)
    assert np.corrcoef(shown.ravel(), digits[0][kept["wrong"][0]].ravel())[0, 1] > 0.99


@pytest.mark.parametrize(
    ("shape", "known", "seen"),
    [
        ((5, 28, 28), None, (5, 28, 28)),
        ((5, 32, 32, 3), None, (5, 32, 32, 3)),
        ((5, 3, 32, 32), None, (5, 32, 32, 3)),
        ((5, 784), (28, 28), (5, 28, 28)),
        ((5, 784), None, None),
        ((5, 4, 4), None, None),
        ((5, 20, 300, 7), None, None),
        ((5, 10), (28, 28), None),
    ],
)
def test_what_pictures_are_is_told_by_their_shape(shape, known, seen):
    found = pictures_of(np.zeros(shape, "float32"), known)
    assert (None if found is None else found.shape) == seen


def test_large_pictures_are_averaged_to_small_ones():
    picture = np.kron([[0.0, 1.0], [1.0, 0.0]], np.ones((64, 64)))[None]
    small = small_pictures(picture, 0.0, 1.0)
    assert small.shape == (1, 64, 64, 1)
    assert small[0, 0, 0, 0] == 0
    assert small[0, 0, -1, 0] == 255
    assert small.mean() == 127.5


def test_values_that_are_not_finite_do_not_spoil_the_range():
    array = np.array([[0.0, np.nan], [np.inf, 2.0]], "float32")
    assert value_range(array) == (0.0, 2.0)
    assert small_pictures(array.reshape(1, 2, 2), 0.0, 2.0).ravel().tolist() == [0, 0, 255, 255]


def test_of_data_without_classes_samples_are_spread_evenly():
    assert shown_rows(None, 1000)[[0, -1]].tolist() == [0, 999]
    assert shown_rows(None, 3).tolist() == [0, 1, 2]
