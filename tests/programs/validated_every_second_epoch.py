"""Validates after every second epoch, then after epochs 1 and 3 only."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
every_second = model.fit(x, y, validation_split=0.25, validation_freq=2, epochs=5, verbose=0)
chosen = model.fit(x, y, validation_data=(x, y), validation_freq=[1, 3], epochs=4, verbose=0)
