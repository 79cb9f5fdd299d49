"""Data sets by the function that loads them: `keras.datasets.*` and `sklearn.datasets.*`."""

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


def class_names(loader: str | None) -> tuple[str, ...]:
    """Return the names of the classes 0, 1, … of the data that a loader gives; none where their numbers are names."""
    return tuple(_CLASS_NAMES.get((loader or "").removesuffix(".load_data"), ()))
