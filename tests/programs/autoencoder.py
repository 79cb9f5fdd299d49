"""Learns to give back what it gets, without targets of its own."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
pictures = np.random.uniform(size=(20, 8, 8, 1)).astype("float32")
encoder = keras.Sequential(
    [keras.Input((8, 8, 1)), keras.layers.Flatten(), keras.layers.Dense(3, name="code")], name="encoder"
)
decoder = keras.Sequential(
    [keras.Input((3,)), keras.layers.Dense(64, "sigmoid"), keras.layers.Reshape((8, 8, 1))], name="decoder"
)
inputs = keras.Input((8, 8, 1))
autoencoder = keras.Model(inputs, decoder(encoder(inputs)))
autoencoder.compile("adam", "binary_crossentropy", run_eagerly=True)
history = autoencoder.fit(pictures, pictures, validation_split=0.2, verbose=0)
