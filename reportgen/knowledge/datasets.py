"""Data sets by the function that loads them."""

_KERAS = {
    "mnist": "MNIST",
    "fashion_mnist": "Fashion-MNIST",
    "cifar10": "CIFAR-10",
    "cifar100": "CIFAR-100",
    "imdb": "IMDB reviews",
    "reuters": "Reuters newswire",
    "boston_housing": "Boston housing",
    "california_housing": "California housing",
}
_SKLEARN = {
    "load_digits": "Handwritten digits",
    "load_iris": "Iris",
    "load_wine": "Wine",
    "load_breast_cancer": "Breast cancer",
    "load_diabetes": "Diabetes",
    "load_linnerud": "Linnerud",
    "fetch_california_housing": "California housing",
    "fetch_covtype": "Forest cover types",
    "fetch_20newsgroups": "20 newsgroups",
    "fetch_20newsgroups_vectorized": "20 newsgroups",
    "fetch_olivetti_faces": "Olivetti faces",
    "fetch_lfw_people": "Labeled Faces in the Wild",
    "fetch_lfw_pairs": "Labeled Faces in the Wild",
    "fetch_kddcup99": "KDD Cup 1999",
    "fetch_rcv1": "RCV1",
    "fetch_species_distributions": "Species distributions",
}


def dataset_name(loader: str) -> str | None:
    """Return the name of the data that a loader gives: "keras.datasets.mnist" MNIST; None for an unknown loader."""
    package, _, function = loader.rpartition(".")
    if package == "keras.datasets":
        return _KERAS.get(function)
    if function in _SKLEARN:
        return f"{_SKLEARN[function]} (scikit-learn)"
    return f"{function} (scikit-learn)" if function.startswith("make_") else None
