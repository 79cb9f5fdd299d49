"""Reads a table of numbers and names through layers that were adapted to it."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
import tensorflow as tf  # noqa: E402

numbers, names, codes = x[:, :2] * 9 + 4, np.array(["red", "green", "blue", "grey"] * 10), np.arange(40) % 5
normalize = keras.layers.Normalization()
normalize.adapt(numbers)
look_up = keras.layers.StringLookup(output_mode="one_hot")
look_up.adapt(names)
inputs = {
    "numbers": keras.Input((2,), name="numbers"),
    "name": keras.Input((1,), name="name", dtype="string"),
    "code": keras.Input((1,), name="code", dtype="int64"),
}
parts = [
    normalize(inputs["numbers"]),
    look_up(inputs["name"]),
    keras.layers.CategoryEncoding(num_tokens=5, output_mode="one_hot")(inputs["code"]),
    keras.layers.Hashing(num_bins=3, output_mode="one_hot")(inputs["name"]),
    keras.layers.Discretization(bin_boundaries=[1, 3], output_mode="one_hot")(inputs["code"]),
]
outputs = keras.layers.Dense(3, "softmax")(keras.layers.Concatenate()(parts))
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
table = {"numbers": numbers, "name": tf.constant(names[:, None]), "code": codes[:, None]}
history = model.fit(table, y, batch_size=10, verbose=0)
