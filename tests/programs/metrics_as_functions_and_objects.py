"""Measures by a name, a class of Keras's, an object, functions of its own, a lambda and a class of its own."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3


def confidence(true, predicted):
    return keras.ops.max(predicted, axis=-1)


class Surprise(keras.metrics.Metric):
    def __init__(self, name="surprise", base=2.0):
        super().__init__(name=name)
        self.base = base
        self.total = self.add_weight(shape=(), initializer="zeros", name="total")

    def update_state(self, true, predicted, sample_weight=None):
        self.total.assign_add(keras.ops.sum(keras.ops.abs(predicted)) / self.base)

    def result(self):
        return self.total


model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile(
    "adam",
    "sparse_categorical_crossentropy",
    metrics=[
        "accuracy",
        confidence,
        keras.metrics.sparse_categorical_crossentropy,
        keras.metrics.SparseTopKCategoricalAccuracy(k=2),
        lambda true, predicted: keras.ops.min(predicted, axis=-1),
        Surprise(base=10.0),
    ],
    run_eagerly=True,
)
history = model.fit(x, y, validation_split=0.25, verbose=0)
