"""Trains on a prefetched tf.data.Dataset of full batches, with weights for its samples, validates on another."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(50, 4)).astype("float32"), np.arange(50) % 3
weights = np.linspace(0.5, 1.5, 50, dtype="float32")
rows = tf.data.Dataset.from_tensor_slices((x, y, weights))
data = rows.cache().shuffle(50, seed=2).batch(8, drop_remainder=True).prefetch(tf.data.AUTOTUNE)
held_out = tf.data.Dataset.from_tensor_slices((x[:21], y[:21])).batch(6).prefetch(1)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", weighted_metrics=["accuracy"], run_eagerly=True)
history = model.fit(data, validation_data=held_out, verbose=0)
