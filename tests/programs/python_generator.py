"""Trains on a generator that is exhausted after one epoch."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(42, 4)).astype("float32"), np.arange(42) % 3
pulled = []


def batches():
    for start in range(0, 42, 6):
        pulled.append(start)
        yield x[start : start + 6], y[start : start + 6]


model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
history = model.fit(batches(), verbose=0)
