"""Raises its learning rate before every batch, to find a good one."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
rates = []


class RateFinder(keras.callbacks.Callback):
    def on_train_batch_begin(self, batch, logs=None):
        self.model.optimizer.learning_rate = 0.001 * 2 ** len(rates)
        rates.append(float(self.model.optimizer.learning_rate))


history = model.fit(x, y, batch_size=10, epochs=2, callbacks=[RateFinder()], verbose=0)
