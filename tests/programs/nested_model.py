"""Puts a network into a network into a network."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
inner = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, "relu"), keras.layers.Dense(4)], name="inner")
inputs = keras.Input((4,))
middle = keras.Model(inputs, keras.layers.BatchNormalization()(inner(inputs)), name="middle")
model = keras.Sequential([keras.Input((4,)), middle, keras.layers.Dense(3, "softmax")], name="outer")
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
history = model.fit(x, y, verbose=0)
