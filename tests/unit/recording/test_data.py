import keras
import numpy as np
import pandas
import pytest

from reportgen.recording.arrays import class_counts, describe_array, fingerprint, labels_of, leaves
from reportgen.recording.keras.arguments import FitArguments
from reportgen.recording.keras.data import dataset_of, describe_fit_data


def described(x, y=None, regression=False, classes=False, **arguments):
    values = {"x": x, "y": y, **arguments}
    return dataset_of(describe_fit_data(FitArguments(values, frozenset(values)), regression, classes), None)


def test_shapes_types_and_ranges_are_those_of_numpy():
    x = np.arange(24, dtype="uint8").reshape(2, 3, 4)
    (array,) = [describe_array(leaf) for leaf in leaves(x)]
    assert (array.shape, array.dtype, array.minimum, array.maximum) == ((2, 3, 4), "uint8", 0.0, 23.0)
    assert array.range_elements is None


@pytest.mark.parametrize(
    "targets",
    [np.array([2, 0, 2]), np.array([[2], [0], [2]]), np.eye(3)[[2, 0, 2]], pandas.Series([2, 0, 2])],
    ids=["integers", "column", "one-hot", "series"],
)
def test_classes_are_counted_however_they_are_written(targets):
    counts = described(np.zeros((3, 4)), targets).split("training").class_counts
    assert {label: count for label, count in counts.items() if count} == {"0": 1, "2": 2}


def test_floats_are_classes_only_where_the_loss_compares_classes():
    x, y = np.zeros((4, 2)), np.array([0.0, 1.0, 1.0, 1.0])
    assert described(x, y).split("training").class_counts is None
    assert described(x, y, classes=True).split("training").class_counts == {"0": 1, "1": 3}
    assert described(x, y.astype(int), regression=True).split("training").class_counts is None


@pytest.mark.parametrize(
    "targets", [np.array([0.5, 1.5]), np.random.rand(3, 2), np.arange(5000), np.array([[1, 1], [0, 1]])]
)
def test_targets_that_are_no_classes_are_not_counted(targets):
    assert class_counts(labels_of(targets, integral_floats=True)) is None


def test_inputs_by_name_keep_their_names():
    split = described({"b": np.zeros((5, 2)), "a": np.zeros((5, 3))}).split("training")
    assert [(array.name, array.shape) for array in split.inputs] == [("a", (5, 3)), ("b", (5, 2))]
    assert split.samples == 5


def test_an_array_changed_in_place_is_read_again():
    x = np.full((10, 2), 255.0)
    assert described(x).split("training").inputs[0].maximum == 255.0
    x /= 255
    assert described(x).split("training").inputs[0].maximum == 1.0


def test_a_sequence_is_asked_for_nothing_but_its_kind():
    class Untouchable(keras.utils.PyDataset):
        def __len__(self):
            return 3

        def __getitem__(self, index):
            raise AssertionError("the data were touched")

    split = described(Untouchable()).split("training")
    assert (split.kind, split.samples) == ("PyDataset", None)


def test_fingerprints_tell_data_apart_and_know_them_again():
    x = np.random.default_rng(0).normal(size=(1000, 28, 28))
    assert fingerprint(x) == fingerprint(x.copy())
    assert len({fingerprint(x), fingerprint(x[:999]), fingerprint(x + 1), fingerprint(x.astype("float32"))}) == 4
    assert fingerprint(iter([])) is None


def test_a_run_of_digits_knows_its_data_set_by_its_loader(recorded, network):
    from sklearn import datasets

    from reportgen.recording.loaders import watch_loaders

    watch_loaders()
    x, y = datasets.load_digits(return_X_y=True)
    model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(10, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y, validation_split=0.2, verbose=0)
    dataset = recorded()[0].run.dataset
    assert (dataset.loader, dataset.name.origin) == ("sklearn.datasets.load_digits", "inferred")
    assert dataset.name.value == "Handwritten digits (scikit-learn)"
    assert (dataset.split("training").samples, dataset.split("validation").samples) == (1437, 360)
    assert dataset.split("training").class_counts == {str(n): int((y[:1437] == n).sum()) for n in range(10)}


def test_a_pipeline_of_loaded_data_knows_its_data_set_by_the_size_of_a_sample(recorded):
    import tensorflow as tf
    from sklearn import datasets

    from reportgen.recording.loaders import watch_loaders

    watch_loaders()
    x, y = datasets.load_digits(return_X_y=True)
    for features in (64, 32):
        model = keras.Sequential([keras.Input((features,)), keras.layers.Dense(10, "softmax")])
        model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
        model.fit(tf.data.Dataset.from_tensor_slices((x[:100, :features], y[:100])).batch(50), verbose=0)
    digits, half = (stored.run.dataset for stored in recorded())
    assert (digits.loader, digits.name.origin) == ("sklearn.datasets.load_digits", "inferred")
    assert half.name is None


def test_a_pipeline_is_not_named_after_one_of_two_data_sets(monkeypatch):
    from reportgen.recording import loaders

    two = [loaders.Loaded(name, name, (loaders.Part("train", 100, None, None, 784),)) for name in ("mnist", "fashion")]
    monkeypatch.setattr(loaders, "_loaded", two[:1])
    assert loaders.loaded_for_source(100, 784) == two[0]
    assert loaders.loaded_for_source(101, 784) is None
    assert loaders.loaded_for_source(None, 784) is None
    monkeypatch.setattr(loaders, "_loaded", two)
    assert loaders.loaded_for_source(100, 784) is None


def test_data_that_no_loader_gave_are_not_named_after_one(recorded, points, network):
    from reportgen.recording.loaders import Loaded, Part, loaded_for

    assert Loaded("l", "n", (Part("all", 10, None, None),)).name == "n"
    assert loaded_for(10**9, {"0": 10**9}) is None
