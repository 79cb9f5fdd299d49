"""Compares two texts with one tower for both."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
tower = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, "relu"), keras.layers.Dense(5)], name="tower")
norm = keras.layers.UnitNormalization(name="norm")
likeness = keras.layers.Dot(1)([norm(tower(left)), norm(tower(right))])
model = keras.Model([left, right], likeness)
model.compile("adam", keras.losses.CosineSimilarity(), run_eagerly=True)
x = [np.random.normal(size=(40, 4)).astype("float32") for _ in range(2)]
history = model.fit(x, np.ones((40, 1)), verbose=0)
