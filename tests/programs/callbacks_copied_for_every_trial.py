"""Searches for a number of units by hand, with a deep copy of its callbacks for each trial, as tuners do."""

import copy

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
callbacks = [keras.callbacks.EarlyStopping(monitor="loss"), keras.callbacks.TerminateOnNaN()]
trials = {}
for units in (3, 5):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, "relu"), keras.layers.Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    trials[units] = model.fit(x, y, validation_split=0.25, callbacks=copy.deepcopy(callbacks), verbose=0)
histories = list(trials.values())
