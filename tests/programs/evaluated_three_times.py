"""Evaluates on the data it was trained on, on those it was validated on, and on others."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
history = model.fit(x[:20], y[:20], validation_data=(x[20:30], y[20:30]), epochs=3, verbose=0)
on_test = model.evaluate(x[30:], y[30:], verbose=0)
on_validation = model.evaluate(x[20:30], y[20:30], verbose=0, return_dict=True)
on_training = model.evaluate(x[:20], y[:20], 5, 0)
