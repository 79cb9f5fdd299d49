"""Takes a picture and numbers by name, and predicts a price and a kind, each with its own loss and metrics."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
picture, numbers = keras.Input((6, 6, 1), name="picture"), keras.Input((3,), name="numbers")
flat = keras.layers.Flatten()(keras.layers.Conv2D(2, 3)(picture))
both = keras.layers.Concatenate()([flat, keras.layers.Dense(4)(numbers)])
price = keras.layers.Dense(1, name="price")(both)
kind = keras.layers.Dense(3, "softmax", name="kind")(both)
model = keras.Model([picture, numbers], [price, kind], name="shop")
model.compile(
    "adam",
    loss={"price": "mse", "kind": "sparse_categorical_crossentropy"},
    loss_weights={"price": 0.2, "kind": 1.0},
    metrics={"price": ["mae"], "kind": ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2, name="top_2")]},
    run_eagerly=True,
)
x = {"picture": np.random.normal(size=(24, 6, 6, 1)), "numbers": np.random.normal(size=(24, 3))}
y = {"price": np.random.normal(size=(24, 1)), "kind": np.arange(24) % 3}
history = model.fit(x, y, validation_split=0.25, batch_size=6, verbose=0)
