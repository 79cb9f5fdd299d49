"""Halves its learning rate whenever the loss stands still, which it is made to do."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile(keras.optimizers.RMSprop(0.008), "sparse_categorical_crossentropy", run_eagerly=True)
plateau = keras.callbacks.ReduceLROnPlateau("loss", factor=0.5, patience=1, min_delta=1e9, min_lr=1e-3)
history = model.fit(x, y, epochs=5, callbacks=[plateau], verbose=0)
