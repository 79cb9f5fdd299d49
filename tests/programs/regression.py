"""Predicts whole numbers, which are no classes."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
age = np.random.randint(18, 80, size=40)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)])
metrics = ["mae", keras.metrics.RootMeanSquaredError(), keras.metrics.R2Score()]
model.compile("rmsprop", keras.losses.Huber(delta=2.0), metrics=metrics, run_eagerly=True)
history = model.fit(x, age[:, None].astype("float32"), validation_split=0.25, verbose=0)
