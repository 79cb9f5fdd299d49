"""Trains and validates on datasets made from generators, of which nobody knows how long they are."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(1)
x, y = np.random.normal(size=(33, 4)).astype("float32"), np.arange(33) % 3
pulled = []


def rows():
    for row in zip(x, y, strict=True):
        pulled.append(1)
        yield row


signature = (tf.TensorSpec((4,), tf.float32), tf.TensorSpec((), tf.int64))
data = tf.data.Dataset.from_generator(rows, output_signature=signature).batch(10)
held_out = tf.data.Dataset.from_generator(rows, output_signature=signature).batch(11)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
history = model.fit(data, validation_data=held_out, epochs=2, verbose=0)
count_pulled = len(pulled)
