"""Backs up after each epoch; killed in its third epoch by its first argument, it goes on there when started again."""

import os
import signal
import sys

import keras
import numpy as np

kill = sys.argv[1:] == ["die"]


class Cable(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        if kill and int(self.model.optimizer.iterations) == 9:
            os.kill(os.getpid(), signal.SIGKILL)


keras.utils.set_random_seed(18)
x = np.random.default_rng(0).normal(size=(40, 4)).astype("float32")
y = np.arange(40) % 3
survivor = keras.Sequential([keras.Input((4,)), keras.layers.Dense(6, "relu"), keras.layers.Dense(3, "softmax")])
survivor.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = survivor.fit(
    x,
    y,
    batch_size=10,
    epochs=5,
    shuffle=False,
    verbose=0,
    callbacks=[keras.callbacks.BackupAndRestore("backup"), Cable()],
)
print(history.epoch, history.history)
