"""Loses its loss to infinity, and stops when it is no number."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
x[25] = np.nan
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile("sgd", "mse", run_eagerly=True)
history = model.fit(x, y, epochs=5, shuffle=False, callbacks=[keras.callbacks.TerminateOnNaN()], verbose=0)
