"""Compares three models that it keeps in a dictionary, and trains the first one further when all are done."""

import keras
import numpy as np

keras.utils.set_random_seed(13)
x = np.random.default_rng(0).normal(size=(40, 6)).astype("float32")
y = np.arange(40) % 3

models = {
    "linear": keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, "softmax")]),
    "deep": keras.Sequential(
        [keras.Input((6,)), *(keras.layers.Dense(5, "relu") for _ in range(3)), keras.layers.Dense(3, "softmax")]
    ),
    "convolutional": keras.Sequential(
        [
            keras.Input((6,)),
            keras.layers.Reshape((6, 1)),
            keras.layers.Conv1D(2, 3, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(3, "softmax"),
        ]
    ),
}
histories = []
for optimizer, model in zip(("sgd", "adam", "rmsprop"), models.values(), strict=True):
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    histories.append(model.fit(x, y, batch_size=20, epochs=2, verbose=0))
for model in models.values():
    model.evaluate(x[:10] + 1, y[:10], verbose=0)
histories.append(models["linear"].fit(x, y, batch_size=20, verbose=0))
trained = list(models.values())
