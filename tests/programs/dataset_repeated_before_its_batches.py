"""Repeats its data thrice in an epoch."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(20, 4)).astype("float32"), np.arange(20) % 3
data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(20, seed=1).repeat(3).batch(8)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
history = model.fit(data, verbose=0)
