"""Divides a dataset of batches into training and validation by take and skip."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(50, 4)).astype("float32"), np.arange(50) % 3
batches = tf.data.Dataset.from_tensor_slices((x, y)).batch(8)
training = batches.take(5).map(lambda a, b: (a * 2, b), num_parallel_calls=2)
validation = batches.skip(5)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", run_eagerly=True)
history = model.fit(training, validation_data=validation, verbose=0)
