"""Keeps the last third of its data for validation."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(50, 4)).astype("float32"), np.arange(50) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
history = model.fit(x, y, validation_split=0.33, batch_size=10, shuffle=False, verbose=0)
