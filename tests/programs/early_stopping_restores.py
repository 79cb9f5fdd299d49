"""Stops early, because its learning rate is far too high, and goes back to its best epoch."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(3.0), "mse", run_eagerly=True)
stopping = keras.callbacks.EarlyStopping("val_loss", patience=2, restore_best_weights=True)
history = model.fit(x, y, validation_data=(x[:8], y[:8]), epochs=20, callbacks=[stopping], verbose=0)
kept = model.evaluate(x[:8], y[:8], verbose=0)
