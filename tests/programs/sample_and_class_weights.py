"""Weighs single samples in one training and whole classes in another."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3


def network():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
    return model


by_sample = network().fit(x, y, sample_weight=np.linspace(0, 2, 40), validation_split=0.25, verbose=0)
by_class = network().fit(x, y, class_weight={0: 1.0, 1: 2.5, 2: 0.5}, verbose=0)
