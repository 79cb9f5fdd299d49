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
