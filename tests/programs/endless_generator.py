"""Trains and validates on generators that never end, with the steps given."""

import collections
import itertools

import keras
import numpy as np

keras.utils.set_random_seed(1)
pulled = collections.deque()


def batches(role):
    random = np.random.default_rng(len(role))
    # The same batch each time: how many Keras takes ahead, to throw them away after a validation, is up to its threads.
    batch = random.normal(size=(6, 4)).astype("float32"), random.integers(0, 3, 6), np.ones(6)
    for _ in itertools.count():
        pulled.append(role)
        yield batch


model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
history = model.fit(
    batches("training"),
    epochs=2,
    steps_per_epoch=4,
    validation_data=batches("validation"),
    validation_steps=3,
    verbose=0,
)
