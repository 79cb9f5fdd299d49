"""Tests its network after every epoch, from a callback."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
tested = []


class Test(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        tested.append(self.model.evaluate(x[30:], y[30:], verbose=0, return_dict=True))


history = model.fit(x[:30], y[:30], epochs=3, callbacks=[Test()], verbose=0)
