"""Trains twice, first with a progress bar, prints how it was started, and raises at last if its argument says so."""

import os
import sys

print(__name__, __file__, sys.argv, sys.path, sys.warnoptions, sys._xoptions, sys.stdout.write_through)
print({name: value for name, value in os.environ.items() if "PYTHON" in name or "REPORTGEN" in name})
print("read:", sys.stdin.read())

import keras  # noqa: E402
import numpy as np  # noqa: E402


class Raiser(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if epoch == 1 and sys.argv[1] == "raise":
            raise ValueError("the disk of the cluster is full")


keras.utils.set_random_seed(1)
x, y = np.random.default_rng(0).normal(size=(60, 4)).astype("float32"), np.repeat([0, 1, 2], 20)
small = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
small.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
print(small.fit(x, y, epochs=1).history)
print("done with the first", file=sys.stderr)
small.fit(x, y, epochs=3, verbose=0, callbacks=[Raiser()])
sys.exit(3)
