"""Has a layer that raises at whatever is asked of it beside training."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3


class Private(keras.layers.Dense):
    def get_config(self):
        raise RuntimeError("none of your business")

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.units)


model = keras.Sequential([keras.Input((4,)), Private(5), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
history = model.fit(x, y, verbose=0)
