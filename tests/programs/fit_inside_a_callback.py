"""Fits a probe on the features of a network after each of its epochs."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
features = keras.Sequential([keras.Input((4,)), keras.layers.Dense(6, "relu")])
network = keras.Sequential([features, keras.layers.Dense(3, "softmax")])
network.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
probes = []


class Probe(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        probe = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, "softmax")])
        probe.compile("sgd", "sparse_categorical_crossentropy", run_eagerly=True)
        probes.append(probe.fit(features.predict(x, verbose=0), y, epochs=3, verbose=0))


history = network.fit(x, y, epochs=2, verbose=0, callbacks=[Probe()])
