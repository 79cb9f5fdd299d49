"""Trains on the columns of a table, and on a column as targets."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
import pandas as pd  # noqa: E402

table = pd.DataFrame(x, columns=["a", "b", "c", "d"]).assign(kind=y)
training, test = table[:30], table[30:]
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
history = model.fit(training.drop(columns="kind"), training["kind"], validation_split=0.2, epochs=2, verbose=0)
tested = model.evaluate(test.drop(columns="kind"), test["kind"], verbose=0, return_dict=True)
