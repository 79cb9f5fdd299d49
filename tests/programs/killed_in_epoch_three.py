"""Is killed as the third epoch begins, as the out-of-memory killer would do it."""

import os
import signal

import keras
import numpy as np

import reportgen


class Killer(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 2:
            os.kill(os.getpid(), signal.SIGKILL)


reportgen.autolog(name="doomed")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5), keras.layers.Dense(3, "softmax")])
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(np.zeros((20, 4)), np.zeros(20), epochs=5, verbose=0, callbacks=[Killer()])
