"""Hands its callbacks over in a CallbackList of its own."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
seen = []
mine = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(sorted(logs)))
callbacks = keras.callbacks.CallbackList([mine], add_history=True, model=model, epochs=2, steps=2, verbose=0)
count_before = len(callbacks.callbacks)
history = model.fit(x, y, epochs=2, callbacks=callbacks, verbose=0)
untouched = len(callbacks.callbacks) == count_before
