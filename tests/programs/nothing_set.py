"""Leaves everything to Keras: batch size, epochs, shuffling, the bar of progress."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(70, 4)), np.random.normal(size=70)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(run_eagerly=True, loss="mse")
history = model.fit(x, y)
