"""Is punished for large activities and weights, and by a loss of its own layer, without any other loss."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3


class Sparse(keras.layers.Layer):
    def __init__(self, rate=0.1, **options):
        super().__init__(**options)
        self.rate = rate
        self.sparsity = keras.metrics.Mean(name="sparsity")

    def call(self, x):
        self.add_loss(self.rate * keras.ops.mean(keras.ops.square(x)))
        self.sparsity.update_state(keras.ops.mean(keras.ops.abs(x)))
        return x


inputs = keras.Input((4,))
hidden = keras.layers.Dense(6, kernel_regularizer="l2", activity_regularizer=keras.regularizers.L1(0.01))(inputs)
model = keras.Model(inputs, Sparse()(hidden))
model.compile("sgd", run_eagerly=True)
history = model.fit(x, verbose=0)
