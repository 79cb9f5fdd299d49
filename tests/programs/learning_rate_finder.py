"""Raises the rate with each batch to find a good one, puts the weights back, and then trains with what it found."""

import keras
import numpy as np

keras.utils.set_random_seed(12)
x = np.random.default_rng(0).normal(size=(80, 4)).astype("float32")
y = x.sum(axis=1)


class LearningRateFinder(keras.callbacks.Callback):
    def __init__(self, lowest=1e-5, highest=1.0, steps=10):
        super().__init__()
        self.lowest, self.factor = lowest, (highest / lowest) ** (1 / steps)
        self.rates, self.losses = [], []

    def on_train_begin(self, logs=None):
        self.weights, self.before = self.model.get_weights(), float(self.model.optimizer.learning_rate)
        self.model.optimizer.learning_rate = self.lowest

    def on_train_batch_end(self, batch, logs=None):
        self.rates.append(float(self.model.optimizer.learning_rate))
        self.losses.append(float(logs["loss"]))
        self.model.optimizer.learning_rate = self.rates[-1] * self.factor

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)
        self.model.optimizer.learning_rate = self.before


finder = LearningRateFinder()
regressor = keras.Sequential([keras.Input((4,)), keras.layers.Dense(6, "relu"), keras.layers.Dense(1)])
regressor.compile(keras.optimizers.SGD(0.02), "mse", run_eagerly=True)
search = regressor.fit(x, y, batch_size=8, verbose=0, callbacks=[finder])
rates = finder.rates
regressor.optimizer.learning_rate = rates[int(np.argmin(finder.losses))] / 10
history = regressor.fit(x, y, batch_size=8, epochs=2, verbose=0)
