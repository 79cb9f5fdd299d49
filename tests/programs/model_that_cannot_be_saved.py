"""Has a Lambda layer and a layer without get_config, so that Keras cannot load what it saves."""

import keras
import numpy as np

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(40, 4)).astype("float32"), np.arange(40) % 3


class Scaled(keras.layers.Layer):
    def __init__(self, factor, other):
        super().__init__()
        self.factor, self.other = factor, other

    def build(self, shape):
        self.shift = self.add_weight(shape=(shape[-1],), name="shift")

    def call(self, x):
        return x * self.factor + self.shift


def closest(true, predicted):
    return keras.ops.mean(keras.ops.abs(true - predicted), axis=-1)


inputs = keras.Input((4,))
doubled = keras.layers.Lambda(lambda value: value * 2, name="doubled")(Scaled(0.5, other=open)(inputs))
model = keras.Model(inputs, keras.layers.Dense(1, name="out")(doubled))
model.compile("adam", loss=closest, run_eagerly=True)
history = model.fit(x, y.astype("float32"), verbose=0)
try:
    keras.models.clone_model(model)
except Exception as error:
    complaint = type(error).__name__
