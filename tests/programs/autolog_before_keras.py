"""Switches recording on before it imports anything, and names neither its model nor its data."""

import sys

import reportgen

reportgen.autolog()
early = {"keras", "tensorflow", "numpy", "sklearn"} & set(sys.modules)
assert not early, early

import random  # noqa: E402

import keras  # noqa: E402
import numpy as np  # noqa: E402
from sklearn.datasets import load_digits  # noqa: E402

keras.utils.set_random_seed(5)
np.random.seed(6)
random.seed(7)


def build_model():
    return keras.Sequential([keras.Input((64,)), keras.layers.Dense(10, "softmax")])


x, y = load_digits(return_X_y=True)
digit_reader = build_model()
digit_reader.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
digit_reader.fit(x / 16, y, epochs=2, verbose=0)
