"""Weighs the two parts of its loss in a `train_step` that returns what it likes, a vector included."""

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(4)
x = np.random.default_rng(0).normal(size=(48, 4)).astype("float32")
y = x.sum(axis=1, keepdims=True)


class Cautious(keras.Model):
    def train_step(self, data):
        inputs, targets = data
        with tf.GradientTape() as tape:
            predicted = self(inputs, training=True)
            distance = self.compute_loss(inputs, targets, predicted)
            size = tf.reduce_mean(tf.square(predicted))
            total = distance + 0.1 * size
        self.optimizer.apply(tape.gradient(total, self.trainable_variables), self.trainable_variables)
        errors = tf.reduce_mean(tf.abs(targets - predicted), axis=0)
        return {"distance": distance, "size": size, "errors": tf.concat([errors, errors], axis=0)}


inputs = keras.Input((4,))
cautious = Cautious(inputs, keras.layers.Dense(1)(keras.layers.Dense(6, "tanh")(inputs)))
cautious.compile("nadam", "mse", run_eagerly=True)
history = cautious.fit(x, y, batch_size=16, epochs=2, verbose=0)
