"""Goes another way through its layers in training, and never uses one of them."""

import keras
import numpy as np


class Branching(keras.Model):
    def __init__(self):
        super().__init__(name="branching")
        self.noise = keras.layers.GaussianNoise(0.1, seed=3)
        self.small, self.large = keras.layers.Dense(2, "relu"), keras.layers.Dense(9, "relu")
        self.join = keras.layers.Concatenate()
        self.unused = keras.layers.Dense(7)
        self.out = keras.layers.Dense(1)

    def call(self, x, training=False, wide=True):
        if training:
            x = self.noise(x, training=True)
        x = self.join([self.small(x), self.large(x)]) if wide else self.small(x)
        return self.out(x)


keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.random.normal(size=(40, 1))
model = Branching()
model.compile("sgd", "mse", run_eagerly=True)
history = model.fit(x, y, verbose=0)
