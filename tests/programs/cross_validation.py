"""Judges a network by three folds: a new model for each, trained and evaluated."""

import keras
import numpy as np
from sklearn.model_selection import KFold

keras.utils.set_random_seed(9)
x = np.random.default_rng(0).normal(size=(60, 4)).astype("float32")
y = (x[:, 0] > 0).astype("int32")


def build_model():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, "relu"), keras.layers.Dense(1, "sigmoid")])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return model


scores, histories = [], []
for train, test in KFold(n_splits=3, shuffle=True, random_state=0).split(x):
    model = build_model()
    histories.append(model.fit(x[train], y[train], epochs=2, batch_size=10, verbose=0))
    scores.append(model.evaluate(x[test], y[test], verbose=0)[1])
