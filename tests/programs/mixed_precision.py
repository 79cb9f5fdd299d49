"""Computes in half precision, under which Keras wraps the optimizer."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
keras.mixed_precision.set_global_policy("mixed_float16")
hidden = keras.layers.Dense(5, "relu")
model = keras.Sequential([keras.Input((4,)), hidden, keras.layers.Dense(3, "softmax", dtype="float32")])
model.compile(keras.optimizers.AdamW(0.002), "sparse_categorical_crossentropy", run_eagerly=True)
history = model.fit(x, y, verbose=0)
