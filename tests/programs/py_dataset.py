"""Trains and validates on sequences of batches of its own."""

import math

import keras
import numpy as np


class Batches(keras.utils.PyDataset):
    def __init__(self, x, y, batch_size, **options):
        super().__init__(**options)
        self.x, self.y, self.batch_size = x, y, batch_size
        self.asked = []

    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)

    def __getitem__(self, index):
        self.asked.append(index)
        part = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.x[part], self.y[part]


keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(50, 4)).astype("float32"), np.arange(50) % 3
training, validation = Batches(x[:35], y[:35], 10), Batches(x[35:], y[35:], 5)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
history = model.fit(training, validation_data=validation, verbose=0)
asked = (sorted(training.asked), sorted(validation.asked))
