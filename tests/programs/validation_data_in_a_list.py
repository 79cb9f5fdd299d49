"""Gives validation data as a list, with weights, and validates in batches of another size."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(50, 4)).astype("float32"), np.arange(50) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
held_out = [x[40:], y[40:], np.ones(10)]
history = model.fit(x[:40], y[:40], 20, validation_data=held_out, validation_batch_size=5, verbose=0)
