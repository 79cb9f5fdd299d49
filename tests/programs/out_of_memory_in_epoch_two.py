"""Runs out of memory in its second epoch."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
import tensorflow as tf  # noqa: E402

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)


class Greedy(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 1:
            raise tf.errors.ResourceExhaustedError(None, None, "OOM when allocating tensor with shape[9,9]")


try:
    model.fit(x, y, epochs=5, callbacks=[Greedy()], verbose=0)
except tf.errors.ResourceExhaustedError as error:
    history, message = model.history, error.message
