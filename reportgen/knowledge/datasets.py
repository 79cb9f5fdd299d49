"""Data sets by the function that loads them: `keras.datasets.*` and `sklearn.datasets.*`."""

import re

_KERAS = {
    "boston_housing": "Boston housing",
    "california_housing": "California housing",
    "cifar10": "CIFAR-10",
    "cifar100": "CIFAR-100",
    "fashion_mnist": "Fashion-MNIST",
    "imdb": "IMDB movie reviews",
    "mnist": "MNIST",
    "reuters": "Reuters newswires",
}
_SKLEARN = {
    "fetch_20newsgroups": "20 newsgroups",
    "fetch_20newsgroups_vectorized": "20 newsgroups",
    "fetch_california_housing": "California housing",
    "fetch_covtype": "Forest covertypes",
    "fetch_kddcup99": "KDD Cup 1999",
    "fetch_lfw_pairs": "Labeled Faces in the Wild (pairs)",
    "fetch_lfw_people": "Labeled Faces in the Wild",
    "fetch_olivetti_faces": "Olivetti faces",
    "fetch_rcv1": "RCV1",
    "fetch_species_distributions": "Species distributions",
    "load_breast_cancer": "Breast cancer (Wisconsin)",
    "load_diabetes": "Diabetes",
    # Not to be taken for MNIST.
    "load_digits": "Handwritten digits (scikit-learn)",
    "load_iris": "Iris",
    "load_linnerud": "Linnerud",
    "load_wine": "Wine",
}


def dataset_name(loader: str) -> str | None:
    """Return the name of the data that a loader gives: "keras.datasets.mnist" MNIST, made-up data by their function.

    None for a function that loads whatever it is asked for (`fetch_openml`, `load_files`) and for any other.
    """
    package, _, function = loader.removesuffix(".load_data").rpartition(".")
    if package.endswith("keras.datasets"):
        return _KERAS.get(function)
    if package != "sklearn.datasets":
        return None
    return f"{function} (scikit-learn)" if function.startswith("make_") else _SKLEARN.get(function)


_PICTURE_SHAPES = {
    "keras.datasets.cifar10": (32, 32, 3),
    "keras.datasets.cifar100": (32, 32, 3),
    "keras.datasets.fashion_mnist": (28, 28),
    "keras.datasets.mnist": (28, 28),
    "sklearn.datasets.fetch_olivetti_faces": (64, 64),
    "sklearn.datasets.load_digits": (8, 8),
}


def picture_shape(loader: str | None) -> tuple[int, ...] | None:
    """Return `(height, width[, channels])` of the pictures that a loader gives; None for data that are no pictures."""
    return _PICTURE_SHAPES.get((loader or "").removesuffix(".load_data"))


# Keras's documentation of `load_data` of each, and scikit-learn's `target_names`.
_CLASS_NAMES = {
    "keras.datasets.cifar10": "airplane automobile bird cat deer dog frog horse ship truck".split(),
    "keras.datasets.fashion_mnist": [
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ],
    "keras.datasets.imdb": ["negative", "positive"],
    "sklearn.datasets.load_breast_cancer": ["malignant", "benign"],
    "sklearn.datasets.load_iris": ["setosa", "versicolor", "virginica"],
}


# `label_mode` "fine" and "coarse": https://www.cs.toronto.edu/~kriz/cifar.html, in the order of their numbers.
_CIFAR100_FINE = """
    apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can
    castle caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin
    elephant flatfish forest fox girl hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard
    lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid otter palm_tree pear
    pickup_truck pine_tree plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark
    shrew skunk skyscraper snail snake spider squirrel streetcar sunflower sweet_pepper table tank telephone
    television tiger tractor train trout tulip turtle wardrobe whale willow_tree wolf woman worm
"""
_CIFAR100_COARSE = """
    aquatic_mammals fish flowers food_containers fruit_and_vegetables household_electrical_devices
    household_furniture insects large_carnivores large_man-made_outdoor_things large_natural_outdoor_scenes
    large_omnivores_and_herbivores medium_mammals non-insect_invertebrates people reptiles small_mammals trees
    vehicles_1 vehicles_2
"""


def class_names(loader: str | None, name: str | None, number: int) -> tuple[str, ...]:
    """Return the names of the `number` classes of the data that a loader gives; none where their numbers are names.

    Without a loader the `name` of the data tells, of those whose classes everybody numbers alike.
    """
    origin = (loader or _FROM_NAME.get(re.sub(r"[^a-z0-9]", "", (name or "").lower()), "")).removesuffix(".load_data")
    known = _CLASS_NAMES.get(origin, ())
    if origin == "keras.datasets.cifar100":
        listed = _CIFAR100_FINE if number == len(_CIFAR100_FINE.split()) else _CIFAR100_COARSE
        known = [word.replace("_", " ") for word in listed.split()]
    return tuple(known) if len(known) == number else ()


_FROM_NAME = {name.replace("_", ""): f"keras.datasets.{name}" for name in ("fashion_mnist", "cifar10", "cifar100")}
