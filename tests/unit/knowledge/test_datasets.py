import keras
import pytest
import sklearn.datasets

from reportgen.knowledge.datasets import class_names, dataset_name

KERAS = [name for name, item in vars(keras.datasets).items() if hasattr(item, "load_data")]

# They load what they are asked for, or no data to train on.
_ANYTHING = {
    "fetch_file",
    "fetch_openml",
    "load_files",
    "load_sample_image",
    "load_sample_images",
    "load_svmlight_file",
    "load_svmlight_files",
}
SKLEARN = [name for name in sklearn.datasets.__all__ if name.startswith(("load_", "fetch_", "make_"))]


@pytest.mark.parametrize("name", KERAS)
def test_every_data_set_of_keras_has_a_name(name: str) -> None:
    label = dataset_name(f"keras.datasets.{name}")
    assert label
    assert dataset_name(f"keras.datasets.{name}.load_data") == label
    assert label.lower()[0] == name[0]


@pytest.mark.parametrize("name", SKLEARN)
def test_every_loader_of_scikit_learn_that_has_data_of_its_own_has_a_name(name: str) -> None:
    assert (dataset_name(f"sklearn.datasets.{name}") is None) == (name in _ANYTHING)


def test_the_names_are_those_people_use() -> None:
    assert dataset_name("keras.datasets.fashion_mnist") == "Fashion-MNIST"
    assert dataset_name("sklearn.datasets.load_digits") == "Handwritten digits (scikit-learn)"
    assert dataset_name("sklearn.datasets.load_iris") == "Iris"
    assert dataset_name("sklearn.datasets.make_moons") == "make_moons (scikit-learn)"


@pytest.mark.parametrize("loader", ["", "mnist", "my.module.make_data", "keras.datasets.mine", "torchvision.MNIST"])
def test_any_other_function_has_none(loader: str) -> None:
    assert dataset_name(loader) is None


def test_the_classes_of_the_known_data_sets_have_names() -> None:
    assert class_names("keras.datasets.fashion_mnist.load_data", None, 10)[9] == "Ankle boot"
    assert class_names("keras.datasets.cifar10", None, 10)[3] == "cat"
    fine = class_names("keras.datasets.cifar100", None, 100)
    # As the data set's own page numbers them.
    assert [fine[number] for number in (0, 11, 39, 47, 58, 99)] == [
        "apple",
        "boy",
        "keyboard",
        "maple tree",
        "pickup truck",
        "worm",
    ]
    assert class_names("keras.datasets.cifar100", None, 20)[14] == "people"
    assert class_names("keras.datasets.mnist", "MNIST", 10) == ()


def test_a_part_of_the_classes_of_a_data_set_has_no_names() -> None:
    assert class_names("keras.datasets.cifar10", None, 2) == ()
