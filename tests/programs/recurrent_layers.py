"""Reads sequences with every kind of recurrent layer, forwards and backwards."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3
words = np.random.randint(1, 30, size=(12, 7))
labels = np.arange(12) % 2
model = keras.Sequential(
    [
        keras.Input((7,)),
        keras.layers.Embedding(30, 4, mask_zero=True),
        keras.layers.Bidirectional(keras.layers.LSTM(3, return_sequences=True), merge_mode="sum"),
        keras.layers.GRU(4, return_sequences=True, dropout=0.1, seed=1),
        keras.layers.TimeDistributed(keras.layers.Dense(3)),
        keras.layers.SimpleRNN(3),
        keras.layers.Dense(1, "sigmoid"),
    ]
)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"], run_eagerly=True)
history = model.fit(words, labels, batch_size=12, verbose=0)
