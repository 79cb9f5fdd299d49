"""Trains and validates twice on one dataset that shuffles and draws noise, seeded once at its start."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(20, 4)).astype("float32"), np.arange(20) % 3
noise = keras.layers.GaussianNoise(0.5, seed=3)
rows = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(20, seed=7)
data = rows.batch(8).map(lambda points, kinds: (noise(points, training=True), kinds))
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
first = model.fit(data, validation_data=data, epochs=2, verbose=0)
tested = model.evaluate(data, verbose=0, return_dict=True)
second = model.fit(data, validation_data=data, epochs=2, verbose=0)
