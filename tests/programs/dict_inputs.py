"""Feeds a dictionary of columns, and validates on another."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
age, income = keras.Input((1,), name="age"), keras.Input((1,), name="income")
joined = keras.layers.Concatenate()([age, income])
model = keras.Model({"age": age, "income": income}, keras.layers.Dense(1, "sigmoid")(joined))
model.compile("adam", "binary_crossentropy", metrics=["accuracy", "AUC"], run_eagerly=True)
x = {"income": np.random.normal(size=(30, 1)), "age": np.random.uniform(18, 80, size=(30, 1))}
y = np.arange(30) % 2
history = model.fit(x, y, validation_data=({name: column[:9] for name, column in x.items()}, y[:9]), verbose=0)
