"""Weighs two losses, one a lambda and one a function of its own that wraps another."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3


def weighted(factor):
    def scaled_error(true, predicted):
        return factor * keras.losses.mean_squared_error(true, predicted)

    return scaled_error


inputs = keras.Input((4,))
outputs = [keras.layers.Dense(1, name="near")(inputs), keras.layers.Dense(1, name="far")(inputs)]
model = keras.Model(inputs, outputs)
by_lambda = lambda true, predicted: keras.ops.mean(keras.ops.abs(true - predicted))  # noqa: E731
model.compile("adam", loss=[by_lambda, weighted(3.0)], loss_weights=[1.0, 0.5], run_eagerly=True)
targets = [np.random.normal(size=(40, 1)), np.random.normal(size=(40, 1))]
history = model.fit(x, targets, verbose=0)
