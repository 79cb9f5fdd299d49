"""Knows nothing of reportgen, and is killed as its third epoch begins, as the out-of-memory killer would do it."""

import os
import signal

import keras
import numpy as np


class Killer(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 2:
            os.kill(os.getpid(), signal.SIGKILL)


doomed = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")], name="doomed")
doomed.compile("sgd", "sparse_categorical_crossentropy")
doomed.fit(np.zeros((20, 4)), np.zeros(20), epochs=5, verbose=0, callbacks=[Killer()])
